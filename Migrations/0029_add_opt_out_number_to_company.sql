-- The free 080 number that every advertisement of the company must name. Online, instant.
ALTER TABLE company ADD COLUMN opt_out_number VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL;
