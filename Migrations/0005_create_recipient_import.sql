-- A list of recipients that was read and checked, kept for a day until a campaign takes it. Online; small.
CREATE TABLE recipient_import (
    id              BINARY(16)   NOT NULL,
    company_id      BINARY(16)   NOT NULL,
    user_id         BINARY(16)   NOT NULL,  -- app_user.id: who handed it in
    file_name       VARCHAR(255) NOT NULL,  -- '' for pasted text
    content         LONGBLOB     NOT NULL,  -- sealed JSON: the checked list, its problems and the rows as they were
    row_count       INT          NOT NULL,  -- of the list, before checking
    valid_count     INT          NOT NULL,
    duplicate_count INT          NOT NULL,
    invalid_count   INT          NOT NULL,
    opted_out_count INT          NOT NULL,
    created_at      DATETIME(3)  NOT NULL,  -- Korean time
    expires_at      DATETIME(3)  NOT NULL,  -- after this it is as if it were not there, and soon it is not
    PRIMARY KEY (id),
    KEY recipient_import_by_company (company_id, created_at),
    KEY recipient_import_by_expiry (expires_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
