-- The newest thing known of a coupon's use, from the webhook or a status call.
ALTER TABLE coupon
    ADD COLUMN used_at           DATETIME(3)  NULL,  -- when it was used last, Korean time
    ADD COLUMN used_branch       VARCHAR(100) NULL,
    ADD COLUMN balance           INT          NULL,  -- won left on an amount coupon
    ADD COLUMN status_checked_at DATETIME(3)  NULL,  -- when COUFUN was last asked
    ADD COLUMN supplier_status   VARCHAR(10)  NULL;  -- STATUS as COUFUN wrote it then
