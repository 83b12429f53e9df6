-- One coupon of one recipient, with its three independent states (docs/state-machines.md).
CREATE TABLE coupon (
    id               BINARY(16)     NOT NULL,  -- its 26 letters are the coupon's tr_id
    company_id       BINARY(16)     NOT NULL,
    campaign_id      BINARY(16)     NOT NULL,
    issue_order_id   BINARY(16)     NOT NULL,
    position         INT            NOT NULL,  -- order within the campaign, from 1
    name             VARBINARY(500) NOT NULL,  -- sealed
    phone            VARBINARY(200) NOT NULL,  -- sealed
    phone_index      BINARY(16)     NOT NULL,  -- blind index
    last_four_index  BINARY(16)     NOT NULL,  -- blind index of the last four digits
    issue_state      VARCHAR(16)    NOT NULL,  -- waiting, issuing, issued, failed, unconfirmed, cancelled
    delivery_state   VARCHAR(16)    NOT NULL,  -- waiting, queued, pending, delivered, failed, withdrawn
    redemption_state VARCHAR(16)    NOT NULL,  -- unused, partly_used, used, expired, cancelled
    issue_note       VARCHAR(300)   NULL,      -- Korean: why it failed or is unconfirmed
    delivery_note    VARCHAR(300)   NULL,      -- Korean: carrier, or why it failed
    barcode          VARBINARY(200) NULL,      -- sealed
    barcode_index    BINARY(16)     NULL,      -- blind index
    order_id         VARCHAR(50)    NULL,      -- COUFUN's ORDER_ID
    valid_until      DATE           NULL,
    message_id       BINARY(16)     NULL,      -- the newest message; NULL: none begun
    issued_at        DATETIME(3)    NULL,
    delivered_at     DATETIME(3)    NULL,
    changed_at       DATETIME(3)    NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY coupon_barcode (barcode_index),
    UNIQUE KEY coupon_position (campaign_id, position),
    KEY coupon_progress (campaign_id, issue_state, delivery_state, redemption_state),
    KEY coupon_to_compose (delivery_state, issue_state, message_id),
    KEY coupon_by_message (message_id),
    KEY coupon_by_issue_order (issue_order_id),
    KEY coupon_by_phone (company_id, phone_index),
    KEY coupon_by_last_four (company_id, last_four_index),
    KEY coupon_by_order_id (company_id, order_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
