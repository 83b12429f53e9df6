-- The wish to cancel a coupon at COUFUN, carried out until COUFUN has answered; done, it is the refund record.
CREATE TABLE coupon_cancellation (
    id           BINARY(16)   NOT NULL,
    coupon_id    BINARY(16)   NOT NULL,
    company_id   BINARY(16)   NOT NULL,
    campaign_id  BINARY(16)   NOT NULL,
    state        VARCHAR(16)  NOT NULL,  -- requested, done, refused
    amount       INT          NOT NULL,  -- won to come back
    reason       VARCHAR(300) NOT NULL,
    requested_by BINARY(16)   NOT NULL,  -- app_user.id
    requested_at DATETIME(3)  NOT NULL,
    attempts     INT          NOT NULL DEFAULT 0,
    due_at       DATETIME(3)  NOT NULL,  -- not to be called before
    owner        VARCHAR(64)  NULL,      -- the worker process that calls
    fence        BIGINT       NOT NULL DEFAULT 0,
    claimed_at   DATETIME(3)  NULL,
    code         VARCHAR(16)  NULL,      -- COUFUN's RESULT_CODE
    note         VARCHAR(300) NULL,      -- Korean: what COUFUN answered
    finished_at  DATETIME(3)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY coupon_cancellation_once (coupon_id),
    KEY coupon_cancellation_due (state, due_at),
    KEY coupon_cancellation_by_campaign (campaign_id, state)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
