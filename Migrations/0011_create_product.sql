-- COUFUN's articles as last fetched, per company: price lists depend on the POC_ID. Redis holds a copy in front.
CREATE TABLE product (
    company_id    BINARY(16)   NOT NULL,
    goods_id      VARCHAR(20)  NOT NULL,  -- COUFUN's GOODS_ID, ten digits with leading zeros
    name          VARCHAR(200) NOT NULL,
    brand         VARCHAR(100) NULL,
    price         INT          NOT NULL,  -- won
    validity_days INT          NULL,      -- days from issue, or
    valid_until   DATE         NULL,      -- a fixed day; both NULL: COUFUN did not say
    image_address VARCHAR(500) NULL,      -- as COUFUN gave it
    sellable      TINYINT      NOT NULL,  -- 0: no longer in COUFUN's list
    fetched_at    DATETIME(3)  NOT NULL,
    PRIMARY KEY (company_id, goods_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
