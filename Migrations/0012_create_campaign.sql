-- One registration of a company: product, text, card, time. Its recipients are rows of coupon.
CREATE TABLE campaign (
    id               BINARY(16)   NOT NULL,
    company_id       BINARY(16)   NOT NULL,
    created_by       BINARY(16)   NOT NULL,  -- app_user.id
    event_name       VARCHAR(100) NOT NULL,
    goods_id         VARCHAR(20)  NOT NULL,
    product_name     VARCHAR(200) NOT NULL,  -- as it was at release
    unit_price       INT          NOT NULL,  -- won, as it was at release
    purpose          VARCHAR(16)  NOT NULL,  -- information, advertisement
    title            VARCHAR(100) NOT NULL,
    message          TEXT         NOT NULL,  -- with placeholders
    callback_number  VARCHAR(16)  NOT NULL,
    template_id      BINARY(16)   NOT NULL,
    template_version INT          NOT NULL,
    scheduled_at     DATETIME(3)  NULL,      -- Korean time; NULL: at once
    state            VARCHAR(16)  NOT NULL,  -- released, paused, stopped
    total            INT          NOT NULL,  -- coupons registered
    created_at       DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    KEY campaign_by_company (company_id, created_at),
    KEY campaign_by_time (created_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
