-- The people who sign in. Name, e-mail and phone are sealed (AES-256-GCM, bound to table, column and id).
CREATE TABLE app_user (
    id                   BINARY(16)     NOT NULL,
    company_id           BINARY(16)     NOT NULL,
    login_id             VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- small letters
    name                 VARBINARY(512) NOT NULL,
    email                VARBINARY(512) NULL,
    phone                VARBINARY(255) NULL,
    role                 VARCHAR(16)    NOT NULL,  -- admin, member
    permissions          VARCHAR(255)   NULL,      -- comma separated, a part of the role's; NULL: all of the role's
    state                VARCHAR(16)    NOT NULL,  -- pending, active, deactivated
    password_hash        VARCHAR(255)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- Argon2id, PHC text
    must_change_password TINYINT        NOT NULL,
    token_version        INT            NOT NULL,  -- a session issued under another number is over
    last_login_at        DATETIME(3)    NULL,      -- Korean time
    created_at           DATETIME(3)    NOT NULL,
    updated_at           DATETIME(3)    NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY app_user_login (login_id),
    KEY app_user_by_company (company_id, state, login_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
