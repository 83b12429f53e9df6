-- Later attempts of a message: why they were made, who asked for them, and when they may begin. Online; rebuilds the table.
ALTER TABLE message
    ADD COLUMN cause      VARCHAR(16)  NOT NULL DEFAULT 'first',  -- first, retry: by the program, resend: by a person
    ADD COLUMN retries    INT          NOT NULL DEFAULT 0,  -- automatic attempts since a person last decided
    ADD COLUMN not_before DATETIME(3)  NULL,  -- not to be drawn before; NULL: at once
    ADD COLUMN asked_by   BINARY(16)   NULL,  -- app_user.id of a resend
    ADD COLUMN reason     VARCHAR(200) NULL,  -- Korean: why a person resent it
    ADD COLUMN card_until DATETIME(3)  NULL,  -- when its card file may go; NULL: still needed, or gone
    ADD KEY message_card (card_until),
    ADD KEY message_recent (campaign_id, done_at);
