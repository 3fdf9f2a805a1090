-- From the library of schema 1 to the same report as the program of schema 2 wrote it: passages carry kinds.
ALTER TABLE passages RENAME TO before;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    heading TEXT NOT NULL,
    caption TEXT NOT NULL,
    table_ordinal INTEGER,
    place TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    embed_text TEXT NOT NULL,
    kinds TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO passages SELECT *, '' FROM before;
DROP TABLE before;
CREATE INDEX passages_by_report ON passages (report, ordinal);
UPDATE passages SET kinds = 'capaian prosa' WHERE id = 350883055509672660;
UPDATE passages SET kinds = 'capaian tabel_capaian tabel' WHERE id = 967963671363635737;
UPDATE passages SET kinds = 'anggaran uang tabel_uang tabel' WHERE id = 1258837938218017097;
UPDATE passages SET kinds = 'latar regulasi prosa' WHERE id = 3965172822334675621;
UPDATE passages SET kinds = 'anggaran uang tabel_uang tabel' WHERE id = 5279569459934052851;
UPDATE passages SET kinds = 'penutup upaya prosa' WHERE id = 6262979925392616281;
UPDATE passages SET kinds = 'anggaran uang tabel_uang tabel' WHERE id = 7368129619980576828;
UPDATE passages SET kinds = 'capaian sebab masalah prosa' WHERE id = 7459581972969203850;
UPDATE passages SET kinds = 'capaian tabel_capaian tabel' WHERE id = 7812138282419591328;
UPDATE passages SET kinds = 'capaian tabel_capaian tabel' WHERE id = 8202901906998491241;
UPDATE passages SET kinds = 'capaian tabel_capaian tabel' WHERE id = 8600345541822735868;
UPDATE passage_sets SET recipe = 3;
PRAGMA user_version = 2;
