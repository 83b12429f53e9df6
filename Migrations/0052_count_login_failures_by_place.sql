-- Failures are counted where they happen, so that nobody locks out who signs in elsewhere: `network:…`, `browser:…` of an
-- account that signed in with it, `session`; the empty place counts those of all networks together.
ALTER TABLE login_throttle
    ADD COLUMN place VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' AFTER login_id,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (login_id, place);
