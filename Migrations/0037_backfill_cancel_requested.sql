-- Wishes that are open already. A handful of rows; may be run again.
UPDATE coupon JOIN coupon_cancellation
    ON coupon_cancellation.coupon_id = coupon.id AND coupon_cancellation.state = 'requested'
SET coupon.cancel_requested_at = coupon_cancellation.requested_at;
