-- From schema 2 to 3: where lines are printed, and what was not read.
PRAGMA legacy_alter_table = ON;
ALTER TABLE lines RENAME TO before;
CREATE TABLE lines (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    printed TEXT,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
INSERT INTO lines SELECT *, NULL FROM before;
DROP TABLE before;
ALTER TABLE reports RENAME TO before;
CREATE TABLE reports (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    printed_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    region TEXT NOT NULL,
    year INTEGER,
    file TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    encoding TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    block_count INTEGER NOT NULL,
    table_count INTEGER NOT NULL,
    fact_count INTEGER NOT NULL,
    notes TEXT NOT NULL DEFAULT '[]'
) STRICT;
INSERT INTO reports SELECT *, '[]' FROM before;
DROP TABLE before;
UPDATE lines SET printed = '[2,[1.0,2.0,30.5,4.0],[[1.0,2.0,3.0,4.0],null]]' WHERE report = 1 AND number = 1;
UPDATE reports SET notes = '["halaman 3 tidak terbaca"]' WHERE key = 1;
PRAGMA legacy_alter_table = OFF;
PRAGMA user_version = 3;
