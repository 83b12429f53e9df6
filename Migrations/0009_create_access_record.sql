-- Who did what with whose data, when and from where (개인정보의 안전성 확보조치 기준 제8조). Rows are only added.
-- Holds no clear personal data: the subject is named by its id. The key carries the time for partitions by month.
CREATE TABLE access_record (
    id          BINARY(16)   NOT NULL,
    happened_at DATETIME(3)  NOT NULL,  -- Korean time
    account_id  BINARY(16)   NULL,      -- app_user.id; NULL: the program or the server's command line
    company_id  BINARY(16)   NULL,      -- the account's company
    address     VARCHAR(45)  NOT NULL,  -- IP, or local
    action      VARCHAR(64)  NOT NULL,  -- user.create, coupon.reveal, …
    subject     VARCHAR(16)  NOT NULL,  -- kind of the row acted on: user, coupon, campaign, …
    subject_id  BINARY(16)   NULL,
    owner_id    BINARY(16)   NULL,      -- the company whose data it is
    detail      TEXT         NOT NULL,  -- JSON object: reason, counts, changed fields
    PRIMARY KEY (id, happened_at),
    KEY access_record_by_time (happened_at),
    KEY access_record_by_subject (subject, subject_id, happened_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
