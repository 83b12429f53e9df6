-- Which campaigns have coupons without a message is read from the index, a step a campaign. Online, in place.
ALTER TABLE coupon
    DROP KEY coupon_to_compose,
    ADD KEY coupon_to_compose (delivery_state, issue_state, message_id, company_id, campaign_id);
