-- The coupon that COUFUN was asked about: status and cancel calls are on record like those that issue.
ALTER TABLE supplier_call
    ADD COLUMN coupon_id BINARY(16) NULL,  -- NULL: create, or a barcode given as evidence
    ADD KEY supplier_call_by_coupon (coupon_id, kind);
