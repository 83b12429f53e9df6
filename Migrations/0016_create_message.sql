-- One attempt to deliver one coupon: one CLIENT_KEY, at most one row in UMS_MSG or a UMS_LOG month, ever.
CREATE TABLE message (
    id             BINARY(16)   NOT NULL,
    company_id     BINARY(16)   NOT NULL,
    campaign_id    BINARY(16)   NOT NULL,
    coupon_id      BINARY(16)   NOT NULL,
    attempt        INT          NOT NULL,  -- 0: the first message, then resends
    client_key     VARCHAR(30)  NOT NULL,  -- tr_id, or tr_id + R + attempt
    state          VARCHAR(16)  NOT NULL,  -- composing, composed, handing_over, queued, pending, delivered, failed, withdrawn
    card_path      VARCHAR(199) NULL,      -- absolute, readable by the agent
    card_bytes     INT          NULL,
    requested_at   DATETIME(3)  NULL,      -- REQ_DATE
    handed_over_at DATETIME(3)  NULL,
    look_at        DATETIME(3)  NULL,      -- when its result is looked for next
    result_code    VARCHAR(16)  NULL,      -- DONE_CODE
    result_kind    VARCHAR(16)  NULL,      -- class of the code at the time
    result_text    VARCHAR(300) NULL,      -- DONE_CODE_DESC
    telco          VARCHAR(8)   NULL,
    done_at        DATETIME(3)  NULL,
    owner          VARCHAR(64)  NULL,      -- the worker process that holds it
    fence          BIGINT       NOT NULL DEFAULT 0,
    claimed_at     DATETIME(3)  NULL,
    created_at     DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY message_client_key (client_key),
    UNIQUE KEY message_attempt (coupon_id, attempt),
    KEY message_due (state, look_at),
    KEY message_by_campaign (campaign_id, state)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
