-- For utf8mb4_general_ci all emoji are one letter: two companies that differ in one could not stand side by side.
ALTER TABLE company MODIFY COLUMN name VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
