-- Looks of coupon cards. A version never changes once written: a campaign names id and version and keeps its look.
-- The program's own templates are written here at start, so that an older version outlives the program's next one.
CREATE TABLE card_template (
    id         BINARY(16)   NOT NULL,
    version    INT          NOT NULL,  -- counts up from 1
    company_id BINARY(16)   NULL,      -- NULL: offered to every company
    name       VARCHAR(100) NOT NULL,
    layout     MEDIUMTEXT   NOT NULL,  -- CardLayout as JSON, an uploaded background inside as base64
    state      VARCHAR(16)  NOT NULL,  -- offered, retired; the newest version's counts
    created_at DATETIME(3)  NOT NULL,
    PRIMARY KEY (id, version),
    KEY card_template_of_company (company_id, id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
