-- What COUFUN told of redemptions, as it came: one row for each event, however often it was told.
CREATE TABLE exchange_event (
    id            BINARY(16)     NOT NULL,  -- its 26 letters are the EXCHANGE_ID of our answer
    fingerprint   BINARY(16)     NOT NULL,  -- blind index over everything the event says
    barcode       VARBINARY(200) NOT NULL,  -- sealed
    barcode_index BINARY(16)     NOT NULL,
    coupon_id     BINARY(16)     NULL,      -- NULL: no coupon of ours has the barcode (quarantine)
    company_id    BINARY(16)     NULL,
    status        VARCHAR(10)    NOT NULL,  -- STATUS as it came
    exchanged_at  DATETIME(3)    NOT NULL,  -- EXCHANGE_DATE
    branch        VARCHAR(100)   NULL,
    price         INT            NULL,      -- won
    balance       INT            NULL,      -- won left on an amount coupon
    applied       TINYINT        NOT NULL,  -- 1: it changed the coupon; 0: older than what is known, or quarantined
    address       VARCHAR(45)    NOT NULL,  -- who told us
    received_at   DATETIME(3)    NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY exchange_event_once (fingerprint),
    KEY exchange_event_by_coupon (coupon_id, exchanged_at),
    KEY exchange_event_by_barcode (barcode_index)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
