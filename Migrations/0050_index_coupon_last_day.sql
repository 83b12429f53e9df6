-- The counts of a campaign ask for the last day too: what is over by now is expired without anything being written.
ALTER TABLE coupon
    DROP KEY coupon_progress,
    ADD KEY coupon_progress (campaign_id, issue_state, delivery_state, redemption_state, valid_until);
