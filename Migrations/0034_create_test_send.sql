-- A message that somebody sends to the own number before a release, with a void card. Never a coupon. Online; a new table.
CREATE TABLE test_send (
    id              BINARY(16)     NOT NULL,  -- its 26 letters behind a T are the CLIENT_KEY
    company_id      BINARY(16)     NOT NULL,
    campaign_id     BINARY(16)     NOT NULL,  -- zeros: from a draft
    user_id         BINARY(16)     NOT NULL,  -- app_user.id: only its sender sees it
    phone           VARBINARY(200) NOT NULL,  -- sealed
    callback_number VARCHAR(16)    NOT NULL,
    title           VARCHAR(100)   NOT NULL,  -- filled with sample values
    message         TEXT           NOT NULL,
    card_path       VARCHAR(199)   NOT NULL,
    state           VARCHAR(16)    NOT NULL,  -- composed, handing_over, queued, delivered, failed
    note            VARCHAR(300)   NULL,      -- Korean: carrier, or why it failed
    owner           VARCHAR(64)    NULL,
    claimed_at      DATETIME(3)    NULL,
    created_at      DATETIME(3)    NOT NULL,
    changed_at      DATETIME(3)    NOT NULL,
    PRIMARY KEY (id),
    KEY test_send_due (state, changed_at),
    KEY test_send_by_user (user_id, created_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
