-- Set while COUFUN is being asked to cancel a coupon: from the wish on nothing of it may be sent. Online: instant.
ALTER TABLE coupon
    ADD COLUMN cancel_requested_at DATETIME(3) NULL;
