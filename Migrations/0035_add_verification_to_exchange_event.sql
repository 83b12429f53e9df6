-- Whether COUFUN's status call said the same as the event (COUFUN_WEBHOOK_VERIFY).
ALTER TABLE exchange_event
    ADD COLUMN verify_at DATETIME(3) NULL,  -- when COUFUN is to be asked; NULL: it need not be, or was
    ADD COLUMN verified  TINYINT     NULL,  -- 1: the same, 0: something else; NULL: not asked
    ADD KEY exchange_event_to_verify (verify_at);
