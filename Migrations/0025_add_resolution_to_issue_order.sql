-- How an order that nobody could know about was settled, and what took the place of one that failed.
ALTER TABLE issue_order
    ADD COLUMN evidence    VARCHAR(500) NULL,  -- what COUFUN said, in the words of the person who settled it
    ADD COLUMN resolved_by BINARY(16)   NULL,  -- app_user.id
    ADD COLUMN resolved_at DATETIME(3)  NULL,
    ADD COLUMN replaced_at DATETIME(3)  NULL;  -- its coupons were planned anew under other orders
