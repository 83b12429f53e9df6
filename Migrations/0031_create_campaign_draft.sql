-- A campaign being written: no personal data, the list is named by its import. Online; a new table.
CREATE TABLE campaign_draft (
    id         BINARY(16)   NOT NULL,  -- given by the page, so that saving twice is one draft
    company_id BINARY(16)   NOT NULL,
    user_id    BINARY(16)   NOT NULL,  -- app_user.id: only its writer sees it
    event_name VARCHAR(100) NOT NULL,  -- for the list; '' until it is written
    content    TEXT         NOT NULL,  -- JSON of SavedDraft.Content
    created_at DATETIME(3)  NOT NULL,
    changed_at DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    KEY campaign_draft_by_user (user_id, changed_at),
    KEY campaign_draft_by_age (changed_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
