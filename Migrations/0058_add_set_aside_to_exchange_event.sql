-- What nobody's coupon belongs to waits in a list; somebody may set it aside. Online: instant, the key is built in place.
ALTER TABLE exchange_event
    ADD COLUMN set_aside_at DATETIME(3) NULL,
    ADD COLUMN set_aside_by BINARY(16)  NULL,  -- app_user.id
    ADD KEY exchange_event_quarantined (coupon_id, set_aside_at);
