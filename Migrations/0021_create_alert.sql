-- What somebody should look at. One open row for each kind and subject, however often it happens.
CREATE TABLE alert (
    id         BINARY(16)   NOT NULL,
    kind       VARCHAR(32)  NOT NULL,  -- Alert.Kind
    subject    VARCHAR(64)  NOT NULL,  -- the id of what it is about; empty: the system
    company_id BINARY(16)   NULL,      -- whose affair it is; NULL: the operators'
    text       VARCHAR(500) NOT NULL,  -- Korean: what happened, why, what to do; no personal data
    times      INT          NOT NULL,  -- how often it happened while open
    open       TINYINT      NULL,      -- 1 while open, NULL when closed: only open ones are unique
    first_at   DATETIME(3)  NOT NULL,
    last_at    DATETIME(3)  NOT NULL,
    sent_at    DATETIME(3)  NULL,      -- when ALERT_WEBHOOK_URL took it; NULL: not yet
    closed_at  DATETIME(3)  NULL,
    closed_by  BINARY(16)   NULL,      -- app_user.id; NULL: it went away by itself
    PRIMARY KEY (id),
    UNIQUE KEY alert_open (kind, subject, open),
    KEY alert_to_send (sent_at, open),
    KEY alert_by_time (last_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
