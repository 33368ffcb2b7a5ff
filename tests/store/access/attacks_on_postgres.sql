-- One attack a line; ;; stands between the statements of one attack. :names are filled in.

-- # identity
SET ROLE :owner ;; SELECT body FROM notes
SET ROLE :definer ;; SELECT body FROM notes
SET ROLE :leah ;; SELECT body FROM notes
SET SESSION AUTHORIZATION :leah ;; SELECT body FROM notes
SET ROLE :group ;; SELECT body FROM notes
SELECT set_config('role', ':owner', false) ;; SELECT body FROM notes
SELECT set_config('session_authorization', ':leah', false) ;; SELECT body FROM notes
SELECT set_config('pbi.worker', ':leah_id', false) ;; SELECT body FROM notes
SELECT set_config('pbi.purpose', 'safeguarding', false) ;; SELECT body FROM notes
SELECT set_config('pbi.purpose', '', false) ;; SELECT body FROM notes
SELECT set_config('pbi.withdrawing', 'on', false) ;; SELECT body FROM notes
SET row_security = off ;; SELECT body FROM notes
SET session_replication_role = replica ;; UPDATE notes SET body = 'x', version = version + 1
SET search_path = pg_temp, public ;; SELECT body FROM notes
ALTER ROLE :me BYPASSRLS
ALTER ROLE :me SUPERUSER
ALTER ROLE :me CREATEROLE
ALTER ROLE :me CONNECTION LIMIT 90
ALTER ROLE :leah PASSWORD 'x'
GRANT :owner TO :me
GRANT :definer TO :me
GRANT SELECT ON notes TO PUBLIC
REASSIGN OWNED BY :owner TO :me
UPDATE workers SET database_role = ':me'
UPDATE workers SET active = true, version = version + 1
INSERT INTO site_roles SELECT * FROM site_roles

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
SELECT * FROM authz.access
SELECT * FROM authz.kept
SELECT * FROM authz.turns
SELECT authz.my_closed() ;; SELECT * FROM audit_details
SET pbi.viewing = 'council/direct_support' ;; SELECT body FROM notes ;; SELECT * FROM people
SET pbi.viewing = 'x' ;; SELECT * FROM notes ;; SELECT * FROM people ;; SELECT * FROM exclusions
SET pbi.ticket = ':own' ;; SELECT body FROM notes
SELECT * FROM authz.receivable() AS r JOIN people AS p ON p.id = r.person_id
SELECT * FROM authz.breakable(':case') AS b JOIN people AS p ON p.id = b.person_id
TABLE notes
SELECT body FROM ONLY notes
SELECT body FROM notes TABLESAMPLE system (100)
SELECT body, ctid, xmin, tableoid FROM notes
WITH n AS MATERIALIZED (SELECT * FROM public.notes) SELECT body FROM n
WITH RECURSIVE n AS (SELECT body FROM notes UNION SELECT m.body FROM notes m, n) TABLE n
SELECT n.body FROM people p, LATERAL (SELECT body FROM notes WHERE subject_id = p.id) n
SELECT max(body) OVER () FROM notes
SELECT body FROM notes FOR UPDATE
SELECT body FROM notes FOR SHARE
SELECT json_agg(n) FROM notes n
SELECT row_to_json(p) FROM people p
SELECT query_to_xml('SELECT body FROM public.notes', true, true, '')
SELECT table_to_xml('public.notes', true, true, '')
SELECT schema_to_xml('public', true, true, '')
SELECT database_to_xml(true, true, '')
SELECT ts_stat('SELECT to_tsvector(body) FROM public.notes')
COPY notes TO STDOUT
COPY (SELECT * FROM notes) TO STDOUT
COPY people TO PROGRAM 'cat'
COPY people TO '/tmp/people'
COPY notes FROM STDIN
COPY notes FROM PROGRAM 'echo'
DECLARE c CURSOR WITH HOLD FOR SELECT body FROM notes ;; FETCH ALL FROM c ;; CLOSE c
BEGIN ;; SAVEPOINT s ;; SELECT body FROM notes ;; ROLLBACK TO s ;; SELECT body FROM notes ;; COMMIT
BEGIN ISOLATION LEVEL SERIALIZABLE ;; SELECT body FROM notes ;; COMMIT
PREPARE q AS SELECT body FROM notes ;; EXECUTE q ;; SET row_security = off ;; EXECUTE q
DO $$ DECLARE n record; BEGIN FOR n IN SELECT * FROM notes LOOP RAISE NOTICE '%', n; END LOOP; END $$
DO $$ DECLARE n record; BEGIN FOR n IN SELECT * FROM people LOOP RAISE NOTICE '%', n; END LOOP; END $$

-- # leaks
SELECT 1 FROM notes WHERE body::int = 1
SELECT 1 FROM people WHERE family_name::uuid = id
SELECT 1 FROM notes WHERE CASE WHEN body LIKE :word || '%' THEN 1 / (length(body) - length(body)) END = 1
SELECT 1 FROM people WHERE 1 / (CASE WHEN family_name = :word THEN 0 ELSE 1 END) = 2
SELECT 1 FROM people WHERE CASE WHEN family_name = :word THEN 1 / (length(id::text) - 36) END = 1
SELECT 1 FROM notes WHERE CASE WHEN to_tsvector(body) @@ to_tsquery(:word) THEN 1 / (length(id::text) - 36) END = 1
SELECT 1 FROM notes ORDER BY CASE WHEN body LIKE :word || '%' THEN 1 / (length(body) - length(body)) END
SELECT count(*) FROM notes n JOIN people p ON CASE WHEN p.family_name = :word THEN 1 / (length(n.body) - length(n.body)) END = 1
SELECT * FROM pg_stats WHERE schemaname = 'public'
SELECT * FROM pg_statistic
SELECT * FROM pg_statistic_ext_data
SELECT * FROM pg_stats_ext
SELECT query FROM pg_stat_activity
SELECT * FROM pg_authid
SELECT * FROM pg_shadow
SELECT pg_read_file('PG_VERSION')
SELECT pg_ls_dir('.')
SELECT lo_export(0, '/tmp/x')
SELECT pg_stat_file('PG_VERSION')
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> current_user

-- # objects
CREATE VIEW v AS SELECT body FROM notes ;; SELECT * FROM v
CREATE VIEW authz.v AS SELECT body FROM notes
CREATE TEMP VIEW v AS SELECT body FROM notes
CREATE MATERIALIZED VIEW v AS SELECT body FROM notes
CREATE TABLE stolen AS SELECT body FROM notes
CREATE TEMP TABLE stolen AS SELECT body FROM notes
SELECT body INTO stolen FROM notes
CREATE FUNCTION f(text) RETURNS bool LANGUAGE plpgsql COST 0.01 AS $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$
CREATE FUNCTION pg_temp.f(text) RETURNS bool LANGUAGE sql AS 'SELECT true'
CREATE FUNCTION authz.me() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'
CREATE OR REPLACE FUNCTION authz.clock() RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint'
DROP FUNCTION authz.me() CASCADE
CREATE SCHEMA mine
CREATE EXTENSION plpython3u
CREATE EXTENSION file_fdw
CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw
LOAD 'auto_explain'
CREATE POLICY open ON notes USING (true)
DROP POLICY rule_select ON notes
ALTER POLICY rule_select ON notes USING (true)
ALTER TABLE notes DISABLE ROW LEVEL SECURITY
ALTER TABLE notes NO FORCE ROW LEVEL SECURITY
ALTER TABLE notes OWNER TO :me
ALTER TABLE notes DISABLE TRIGGER ALL
ALTER TABLE notes INHERIT people
CREATE TABLE child () INHERITS (notes)
CREATE RULE r AS ON SELECT TO notes DO INSTEAD SELECT * FROM people
CREATE TRIGGER t AFTER UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION authz.refuse()
CREATE INDEX i ON notes (body)
CREATE STATISTICS s ON body, kind FROM notes
CREATE DATABASE copy TEMPLATE :database
CREATE PUBLICATION p FOR TABLE notes
DROP TABLE notes CASCADE
DROP SCHEMA authz CASCADE
COMMENT ON TABLE notes IS 'x'
VACUUM FULL notes
CLUSTER notes USING pk_notes
REINDEX TABLE notes
LOCK TABLE notes IN ACCESS EXCLUSIVE MODE

-- # writing
DELETE FROM notes
DELETE FROM case_team
TRUNCATE notes
TRUNCATE notes CASCADE
UPDATE notes SET body = 'x'
UPDATE notes SET id = gen_random_uuid()
UPDATE notes SET created_by = authz.me()
UPDATE notes SET body = body
UPDATE notes SET body = 'x', version = version + 2
UPDATE notes SET body = 'x', version = version + 1
BEGIN ;; SET CONSTRAINTS ALL DEFERRED ;; UPDATE notes SET body = 'x', version = version + 1 ;; COMMIT
BEGIN ;; UPDATE notes SET body = 'x', version = version + 1 ;; SAVEPOINT s ;; SELECT authz.append_audit(1900000000000000, 300, 'x', authz.me(), 'x') ;; ROLLBACK TO s ;; COMMIT
UPDATE notes SET case_id = ':case', version = version + 1
UPDATE notes SET subject_id = ':person', version = version + 1
UPDATE notes SET category = 4, version = version + 1
UPDATE notes SET body = 'x', version = version + 1 WHERE id = ':note' RETURNING body
UPDATE case_people SET person_id = ':person', version = version + 1
UPDATE case_team SET case_id = ':case', version = version + 1
UPDATE notes SET body = p.family_name, version = notes.version + 1 FROM people p WHERE p.id = ':person'
MERGE INTO notes n USING people p ON n.id = ':note' WHEN MATCHED THEN UPDATE SET body = 'x' WHEN NOT MATCHED THEN DO NOTHING
WITH n AS (SELECT * FROM notes LIMIT 1) INSERT INTO notes SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'case_id', ':case'))).* FROM n
WITH n AS (SELECT * FROM notes LIMIT 1) INSERT INTO notes SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'subject_id', ':person'))).* FROM n
WITH n AS (SELECT * FROM notes LIMIT 1) INSERT INTO notes SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'category', 4))).* FROM n
WITH n AS (SELECT * FROM notes LIMIT 1) INSERT INTO notes SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'created_by', ':leah_id'))).* FROM n
WITH n AS (SELECT * FROM notes LIMIT 1) INSERT INTO notes SELECT (jsonb_populate_record(n, jsonb_build_object('id', ':note'))).* FROM n ON CONFLICT (id) DO UPDATE SET body = 'x', version = notes.version + 1 RETURNING body
WITH n AS (SELECT * FROM notes LIMIT 1) INSERT INTO notes SELECT (jsonb_populate_record(n, jsonb_build_object('id', ':note'))).* FROM n ON CONFLICT DO NOTHING RETURNING body
WITH n AS (SELECT * FROM notes LIMIT 1) INSERT INTO notes SELECT (jsonb_populate_record(n, jsonb_build_object('id', ':note'))).* FROM n
WITH n AS (SELECT * FROM case_people LIMIT 1) INSERT INTO case_people SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'person_id', ':person', 'created_by', authz.me()))).* FROM n
WITH n AS (SELECT * FROM case_team LIMIT 1) INSERT INTO case_team SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'case_id', ':case', 'worker_id', authz.me(), 'created_by', authz.me()))).* FROM n
WITH n AS (SELECT * FROM people LIMIT 1) INSERT INTO people SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'created_by', authz.me()))).* FROM n
INSERT INTO residences (id, subject_id, category, address_id, version, created_at, created_by) SELECT gen_random_uuid(), ':own_person', 2, ':address', 1, 0, authz.me()
INSERT INTO goals (id, case_id, subject_id, category, need_id, words, version, created_at, created_by) SELECT gen_random_uuid(), ':own', ':own_person', 1, ':need', 'x', 1, 0, authz.me()
INSERT INTO audit_entries SELECT * FROM audit_entries
INSERT INTO audit_entries VALUES ('store', 99, 0, authz.me(), 'x', 'x', authz.me(), 'x', 'x', 'x')
UPDATE audit_entries SET action = 'x'
DELETE FROM audit_entries
UPDATE store_meta SET value = 'x'
INSERT INTO store_meta VALUES ('x', 'x')
UPDATE revisions SET after = '{}'
DELETE FROM revisions
UPDATE alembic_version SET version_num = '9999'
UPDATE pg_policy SET polqual = NULL
UPDATE pg_class SET relrowsecurity = false
SELECT authz.append_audit(0, 300, 'x', authz.me(), 'x')
SELECT authz.append_audit(NULL, NULL, NULL, NULL, NULL)
SELECT authz.refuse()
INSERT INTO tickets (id, worker_id, case_id, purpose, at, until) VALUES (gen_random_uuid(), authz.me(), ':case', 'direct_support', 0, 9000000000000000)
UPDATE tickets SET until = 9000000000000000
DELETE FROM tickets
DELETE FROM exclusions
DELETE FROM authz.kept
UPDATE authz.access SET may_1 = -1
INSERT INTO authz.access SELECT * FROM authz.access
TRUNCATE authz.turns
INSERT INTO broken_glass (id, version, created_at, created_by, case_id, worker_id, reason, valid_from) VALUES (gen_random_uuid(), 1, 0, authz.me(), ':case', authz.me(), 'a reason of twenty letters', 0)
BEGIN ;; SELECT authz.break_glass(gen_random_uuid(), ':case', ARRAY[':person'::uuid], ARRAY[4], 'a reason of twenty letters') ;; SELECT authz.append_audit(9000000000000000, 300, 'x', authz.me(), 'x') ;; COMMIT
BEGIN ;; SELECT authz.open_case(gen_random_uuid(), ':case', 9000000000000000) ;; SELECT authz.append_audit(9000000000000000, 300, 'x', authz.me(), 'x') ;; COMMIT
SELECT authz.erase(gen_random_uuid(), ARRAY[':case'::uuid], NULL)
SELECT authz.erase(gen_random_uuid(), ARRAY[':own'::uuid], NULL)
SELECT authz.erase_audit_details(':person')
INSERT INTO exclusions (id, version, created_at, created_by, worker_id, person_id, reason, valid_from) VALUES (gen_random_uuid(), 1, 0, authz.me(), ':leah_id', ':person', 'x', 0)
UPDATE exclusions SET valid_to = 0, version = version + 1
UPDATE consents SET given = true, version = version + 1 WHERE subject_id = ':person'
INSERT INTO record_seals (id, version, created_at, created_by, case_id, subject_id, category, record_id, valid_from) VALUES (gen_random_uuid(), 1, 0, authz.me(), ':case', ':person', 1, ':note', 0)
INSERT INTO seal_names (id, version, created_at, created_by, seal_id, worker_id, valid_from) SELECT gen_random_uuid(), 1, 0, authz.me(), id, authz.me(), 0 FROM record_seals
INSERT INTO case_team (id, version, created_at, created_by, case_id, worker_id, role, valid_from) VALUES (gen_random_uuid(), 1, 0, authz.me(), ':case', authz.me(), 'member', 0)
LISTEN pbi ;; NOTIFY pbi, 'x' ;; SELECT body FROM notes
SELECT pg_notify('pbi', 'x')
SELECT lo_import('/etc/hostname')
SELECT lo_get(1)
SELECT * FROM pg_largeobject
SELECT pg_advisory_lock(1) ;; SELECT pg_advisory_unlock_all()
SELECT dblink('dbname=postgres', 'SELECT 1')
SELECT pg_read_binary_file('base/1/1259')
SELECT pg_ls_waldir()
SELECT pg_current_logfile()
SELECT pg_reload_conf()
SELECT pg_export_snapshot()
SELECT pg_logical_slot_get_changes('x', NULL, NULL)
SELECT pg_create_logical_replication_slot('x', 'test_decoding')
SELECT * FROM pg_hba_file_rules
SELECT * FROM pg_user_mappings
SELECT * FROM pg_subscription

-- # functions
SELECT * FROM authz.my_grants() WHERE case_id = ':case'
SELECT * FROM authz.my_roles()
SELECT ':case' = ANY (authz.my_cases())
SELECT ':person' = ANY (authz.my_people())
SELECT authz.just_made(':person')
SELECT authz.began_case(':case')
SELECT authz.open_needs(':need')
SELECT authz.open_addresses(':address')
SELECT authz.open_households(':household')
