-- The intent to have 1-10 coupons issued at COUFUN under one TR_ID, committed before the call (docs/state-machines.md).
CREATE TABLE issue_order (
    id             BINARY(16)   NOT NULL,  -- its 26 letters are the TR_ID
    company_id     BINARY(16)   NOT NULL,
    campaign_id    BINARY(16)   NOT NULL,
    poc_id         VARCHAR(10)  NOT NULL,  -- as it was at release
    goods_id       VARCHAR(20)  NOT NULL,
    quantity       INT          NOT NULL,  -- coupons asked for
    unit_price     INT          NOT NULL,  -- won; times quantity is the amount at risk while unconfirmed
    state          VARCHAR(16)  NOT NULL,  -- planned, calling, ambiguous, issued, failed, unconfirmed
    ever_ambiguous TINYINT      NOT NULL DEFAULT 0,  -- 1: some call may have issued without our knowing
    attempts       INT          NOT NULL DEFAULT 0,  -- calls begun that may have reached COUFUN
    due_at         DATETIME(3)  NOT NULL,  -- not to be called before
    owner          VARCHAR(64)  NULL,      -- the worker process that holds it
    fence          BIGINT       NOT NULL DEFAULT 0,  -- grows with every claim
    claimed_at     DATETIME(3)  NULL,
    last_code      VARCHAR(16)  NULL,      -- COUFUN's last RESULT_CODE
    note           VARCHAR(300) NULL,      -- Korean: what happened last
    created_at     DATETIME(3)  NOT NULL,
    finished_at    DATETIME(3)  NULL,
    PRIMARY KEY (id),
    KEY issue_order_due (state, due_at),
    KEY issue_order_by_campaign (campaign_id, state),
    KEY issue_order_by_company (company_id, state)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
