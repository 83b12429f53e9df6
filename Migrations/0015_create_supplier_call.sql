-- Every attempt at COUFUN: written before the call, completed after it. A row without an end is a call whose process died.
CREATE TABLE supplier_call (
    id             BINARY(16)   NOT NULL,
    company_id     BINARY(16)   NOT NULL,
    issue_order_id BINARY(16)   NULL,
    kind           VARCHAR(16)  NOT NULL,  -- create, status, cancel
    attempt        INT          NOT NULL,
    request        VARCHAR(300) NOT NULL,  -- parameters without personal data and barcodes
    started_at     DATETIME(3)  NOT NULL,
    ended_at       DATETIME(3)  NULL,
    outcome        VARCHAR(16)  NULL,      -- done, refused, not_sent, unknown
    http_status    INT          NULL,
    code           VARCHAR(16)  NULL,      -- RESULT_CODE
    reason         VARCHAR(300) NULL,
    reply          MEDIUMBLOB   NULL,      -- sealed: it holds barcodes
    PRIMARY KEY (id),
    KEY supplier_call_by_order (issue_order_id, attempt)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
