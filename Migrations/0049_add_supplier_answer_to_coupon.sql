-- What COUFUN's status call said last, as it came: what a coupon's use is follows from it and from the exchange events.
-- supplier_status is its STATUS, status_checked_at when it was asked. Online: instant.
ALTER TABLE coupon
    ADD COLUMN supplier_kind         VARCHAR(10) NULL,  -- COUPON_TYPE: BARCODE, AMOUNT
    ADD COLUMN supplier_remaining    INT         NULL,  -- REMAIN_AMOUNT, won
    ADD COLUMN supplier_total        INT         NULL,  -- TOTAL_AMOUNT, won
    ADD COLUMN supplier_exchanged_at DATETIME(3) NULL;  -- EXCHANGE_DATE
