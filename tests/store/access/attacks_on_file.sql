-- One attack a line; ;; stands between the statements of one attack. :names are filled in.

-- # reading
SELECT body FROM notes
SELECT * FROM people
SELECT * FROM addresses
SELECT * FROM households
SELECT * FROM contact_points
SELECT * FROM residences
SELECT * FROM relationships
SELECT * FROM drafts
SELECT * FROM revisions
SELECT * FROM audit_entries
SELECT * FROM store_meta
SELECT * FROM alembic_version
SELECT * FROM consents
SELECT * FROM exclusions
SELECT * FROM record_seals
SELECT * FROM seal_names
SELECT * FROM broken_glass
SELECT * FROM glass_scopes
SELECT * FROM tickets
SELECT * FROM audit_details
SELECT * FROM audit_checkpoints
SELECT * FROM shared_summaries
SELECT * FROM summary_contents
SELECT * FROM disclosures
SELECT * FROM disclosed_fields
SELECT * FROM recalls
SELECT * FROM disagreements
SELECT * FROM restrictions
SELECT * FROM breaches
SELECT * FROM subject_requests
SELECT * FROM withheld_items
SELECT * FROM legal_holds
SELECT * FROM erasures
SELECT * FROM retention_rules
SELECT * FROM temp.notes
SELECT * FROM temp.me
SELECT * FROM temp.my_grants
SELECT * FROM temp.my_roles
SELECT * FROM temp.my_cases
SELECT * FROM temp.my_open
SELECT * FROM temp.my_named
SELECT json_group_array(body) FROM notes
SELECT max(body) OVER () FROM notes
SELECT n.body FROM people p JOIN notes n ON n.subject_id = p.id
SELECT (SELECT group_concat(body) FROM notes)
SELECT body FROM notes UNION SELECT family_name FROM people
SELECT typeof(x'00') || group_concat(body, char(10)) FROM notes

-- # base
SELECT * FROM main.notes
SELECT body FROM main.notes
SELECT rowid FROM main.notes
SELECT count(*) FROM main.notes
SELECT 1 FROM main.notes
SELECT EXISTS (SELECT 1 FROM main.notes)
SELECT * FROM main.people
SELECT * FROM "main"."notes"
SELECT * FROM [main].[notes]
SELECT * FROM MAIN.NOTES
SELECT * FROM main.notes AS notes
SELECT * FROM main.notes INDEXED BY ix_notes_case_id_at
SELECT id FROM main.notes
SELECT version FROM main.notes
SELECT (SELECT body FROM main.notes)
SELECT * FROM (SELECT * FROM main.notes)
SELECT * FROM notes WHERE id IN (SELECT id FROM main.notes)
SELECT * FROM notes UNION ALL SELECT * FROM main.notes
SELECT max(body) OVER () FROM main.notes
SELECT json_group_array(body) FROM main.notes
SELECT * FROM json_each((SELECT json_group_array(body) FROM main.notes))
VALUES ((SELECT body FROM main.notes))
WITH notes AS (SELECT * FROM main.notes) SELECT * FROM notes
WITH n AS (SELECT * FROM main.notes) SELECT * FROM n
WITH n AS MATERIALIZED (SELECT * FROM main.notes) SELECT * FROM n
WITH n AS NOT MATERIALIZED (SELECT * FROM main.notes) SELECT * FROM n
WITH people AS (SELECT * FROM main.people), notes AS (SELECT * FROM people) SELECT * FROM notes
WITH RECURSIVE notes(x) AS (SELECT body FROM main.notes UNION SELECT x FROM notes) SELECT * FROM notes
WITH n AS (SELECT * FROM notes), notes AS (SELECT * FROM main.notes) SELECT * FROM n
WITH "p_" AS (SELECT * FROM main.notes) SELECT * FROM "p_"
WITH p_000000000000000000000000 AS (SELECT * FROM main.notes) SELECT * FROM p_000000000000000000000000
WITH t_000000000000000000000000 AS (SELECT * FROM main.notes) SELECT * FROM t_000000000000000000000000
WITH "" AS (SELECT * FROM main.notes) SELECT * FROM ""
WITH me AS (SELECT * FROM main.notes) SELECT * FROM me
WITH sqlite_master AS (SELECT * FROM main.notes) SELECT * FROM sqlite_master
SELECT * FROM main.audit_entries
SELECT * FROM main.store_meta
SELECT * FROM main.revisions

-- # schema
SELECT * FROM sqlite_master
SELECT * FROM main.sqlite_master
SELECT * FROM sqlite_schema
SELECT * FROM sqlite_temp_master
SELECT * FROM temp.sqlite_master
SELECT * FROM temp.sqlite_schema
SELECT * FROM sqlite_temp_schema
SELECT * FROM sqlite_sequence
SELECT * FROM sqlite_stat1
SELECT * FROM main.sqlite_stat4
WITH sqlite_temp_master AS (SELECT * FROM temp.sqlite_temp_master) SELECT * FROM sqlite_temp_master
SELECT * FROM pragma_table_list
SELECT * FROM pragma_table_info('notes')
SELECT * FROM pragma_database_list
SELECT * FROM pragma_function_list
SELECT * FROM pragma_index_list('notes')
SELECT * FROM pragma_cipher_version
SELECT * FROM dbstat
SELECT * FROM sqlite_dbpage
SELECT * FROM sqlite_stmt
SELECT * FROM bytecode('SELECT * FROM notes')
SELECT * FROM tables_used('SELECT * FROM notes')
SELECT * FROM completion('SEL')
SELECT * FROM fsdir('.')
SELECT * FROM generate_series(1, 2)
EXPLAIN SELECT * FROM notes
EXPLAIN QUERY PLAN SELECT * FROM notes
EXPLAIN SELECT * FROM main.notes
EXPLAIN QUERY PLAN SELECT * FROM main.notes

-- # files
ATTACH ':path' AS other
ATTACH ':path' AS other KEY 'x'
ATTACH ':memory:' AS other
ATTACH '' AS other
DETACH main
DETACH temp
VACUUM
VACUUM INTO '/tmp/stolen'
SELECT load_extension('x')
SELECT sqlcipher_export('main')
SELECT sqlcipher_export('temp', 'main')
SELECT fts3_tokenizer('simple')
SELECT readfile('/etc/passwd')
SELECT writefile('/tmp/x', body) FROM notes
SELECT edit('x')

-- # objects
CREATE VIEW v AS SELECT * FROM main.notes ;; SELECT * FROM v
CREATE TEMP VIEW v AS SELECT * FROM main.notes ;; SELECT * FROM v
CREATE TEMP VIEW people AS SELECT * FROM main.people
CREATE TABLE stolen AS SELECT * FROM main.notes
CREATE TEMP TABLE stolen AS SELECT * FROM main.notes
CREATE TEMP TABLE mine (x)
CREATE TRIGGER t AFTER UPDATE ON main.notes BEGIN SELECT 1 ; END
CREATE TEMP TRIGGER t AFTER UPDATE ON main.notes BEGIN SELECT 1 ; END
CREATE TEMP TRIGGER t INSTEAD OF INSERT ON notes BEGIN SELECT 1 ; END
CREATE INDEX i ON notes (body)
CREATE INDEX main.i ON notes (body)
CREATE VIRTUAL TABLE v USING fts5 (body)
CREATE VIRTUAL TABLE v USING fts4 (body)
CREATE VIRTUAL TABLE v USING rtree (id, a, b)
CREATE VIRTUAL TABLE temp.v USING fts5 (body)
CREATE VIRTUAL TABLE temp.v USING dbstat
DROP VIEW notes
DROP VIEW temp.notes
DROP TABLE main.notes
DROP TABLE temp.my_grants
DROP INDEX main.ix_notes_case_id_at
ALTER TABLE main.notes ADD COLUMN x
ALTER TABLE main.notes RENAME TO n
ALTER TABLE main.notes RENAME COLUMN body TO x
ALTER TABLE main.notes DROP COLUMN body
ANALYZE
ANALYZE main.notes
REINDEX
REINDEX main.notes

-- # writing
DELETE FROM notes
DELETE FROM main.notes
DELETE FROM main.notes WHERE id = x':note'
UPDATE notes SET body = 'x'
UPDATE main.notes SET body = 'x'
UPDATE main.notes SET body = 'x' WHERE id = x':note' RETURNING body
UPDATE main.notes SET body = 'x', version = version + 1
UPDATE main.notes SET body = (SELECT family_name FROM main.people)
UPDATE OR REPLACE main.notes SET id = x':own_note'
UPDATE main.workers SET active = 1
UPDATE main.case_people SET person_id = x':person'
UPDATE main.case_team SET case_id = x':case'
INSERT INTO notes SELECT * FROM notes
INSERT INTO main.notes SELECT * FROM notes
INSERT INTO main.notes DEFAULT VALUES
INSERT INTO main.notes (id) VALUES (x':note') ON CONFLICT DO NOTHING
INSERT INTO main.notes (id) VALUES (x':note') ON CONFLICT (id) DO UPDATE SET body = 'x' RETURNING body
INSERT OR REPLACE INTO main.notes (id) VALUES (x':note')
REPLACE INTO main.notes (id) VALUES (x':note')
INSERT INTO main.site_roles SELECT * FROM site_roles
INSERT INTO main.case_team SELECT * FROM case_team
INSERT INTO temp.my_grants VALUES (x':case', x':person', 1, 1)
INSERT INTO temp.my_cases VALUES (x':case')
INSERT INTO temp.my_roles VALUES (x':site', 'team_manager')
UPDATE temp.me SET id = x':leah'
UPDATE temp.me SET withdrawing = 1
UPDATE temp.my_grants SET writes = 1
DELETE FROM temp.my_grants
INSERT INTO main.store_meta VALUES ('x', 'x')
UPDATE main.store_meta SET value = 'x'
DELETE FROM main.store_meta
INSERT INTO main.audit_entries SELECT * FROM audit_entries
UPDATE main.audit_entries SET action = 'x'
DELETE FROM main.audit_entries
DELETE FROM main.revisions
UPDATE main.revisions SET after = '{}'
UPDATE main.alembic_version SET version_num = '9999'
UPDATE sqlite_master SET sql = ''
DELETE FROM sqlite_temp_master
SAVEPOINT s
SAVEPOINT s ;; RELEASE s
