"""The few functions on PostgreSQL that are not compiled from the rule."""

from pbi_desktop.store.access.own_records import TOLD

CLOCK = """
CREATE FUNCTION authz.clock() RETURNS bigint LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint $$
"""

PURPOSE = """
CREATE FUNCTION authz.purpose() RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(nullif(current_setting('pbi.purpose', true), ''), :purpose) $$
"""

VIEWING = """
CREATE FUNCTION authz.viewing() RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(current_setting('pbi.viewing', true), '') $$
"""

WITHDRAWING = "current_setting('pbi.withdrawing', true) = 'on'"

REFUSE = """
CREATE FUNCTION authz.refuse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$ BEGIN RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted'; END $$
"""

# Whoever has psql can change what they may change; not without a link in a chain that says so.
# `append_audit` alone writes the head of a chain, and holds it until the end: a head that this
# transaction wrote is a link of its own.
REQUIRE_AUDIT = """
CREATE FUNCTION authz.require_audit() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ BEGIN
  PERFORM 1 FROM public.store_meta AS m
    WHERE starts_with(m.name, 'audit_head:') AND m.xmin = pg_current_xact_id()::xid;
  IF NOT FOUND THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  RETURN NULL;
END $$
"""

CLOCK_WENT_BACK = "PB001"
"""The state of the error that `append_audit` raises; its message is the number of seconds."""

# The head of the chain is locked until the transaction ends, so that the chain cannot fork: no
# other chain waits. Each statement after the lock sees what the one before in the chain has
# committed. All entries of a transaction go to one chain, so that no two wait for each other.
APPEND_AUDIT = """
CREATE FUNCTION authz.append_audit(
  computer_at bigint, slack_s bigint, action text, command_id uuid, payload text,
  about_case uuid DEFAULT NULL, about_person uuid DEFAULT NULL, about text DEFAULT '',
  near_case uuid DEFAULT NULL
) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  who uuid := authz.me();
  why text := authz.purpose();
  at_us bigint := authz.clock();
  wanted text;
  newest record;
  behind bigint;
  next_seq integer;
  salt text := '';
  told text := '';
  line text;
BEGIN
  IF who IS NULL OR position(E'\\n' IN concat(action, payload)) > 0 THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  -- Nobody writes into the log of a case that they cannot meet.
  IF about_case IS NOT NULL AND NOT about_case = ANY(authz.my_cases()) AND NOT EXISTS (
      SELECT 1 FROM public.broken_glass AS b WHERE b.case_id = about_case AND b.worker_id = who)
  THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  wanted := authz.audit_chain(who, coalesce(about_case, near_case), at_us);
  PERFORM 1 FROM public.store_meta WHERE name = 'audit_head:' || wanted FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO public.store_meta (name, value) VALUES ('audit_head:' || wanted, '')
      ON CONFLICT DO NOTHING;
    PERFORM 1 FROM public.store_meta WHERE name = 'audit_head:' || wanted FOR UPDATE;
  END IF;
  SELECT e.seq, e.hash, e.at INTO newest FROM public.audit_entries AS e
    WHERE e.chain = wanted ORDER BY e.seq DESC LIMIT 1;
  -- Where a chain is new, the clock has to hold against all the others.
  behind := (coalesce(newest.at, (SELECT max(e.at) FROM public.audit_entries AS e))
    - least(at_us, computer_at)) / 1000000;
  IF behind > slack_s THEN
    RAISE EXCEPTION USING ERRCODE = 'PB001', MESSAGE = behind::text;
  END IF;
  next_seq := coalesce(newest.seq, 0) + 1;
  IF about_case IS NOT NULL OR about_person IS NOT NULL OR about <> '' THEN
    salt := replace(gen_random_uuid()::text, '-', '');
    told := encode(sha256(convert_to(concat_ws(E'\\n', salt, coalesce(about_case::text, ''),
      coalesce(about_person::text, ''), about), 'UTF8')), 'hex');
    INSERT INTO public.audit_details (chain, seq, salt, case_id, subject_id, text)
      VALUES (wanted, next_seq, salt, about_case, about_person, about);
  END IF;
  line := concat_ws(E'\\n', wanted, next_seq, at_us, who, action, why,
    command_id, payload, coalesce(newest.hash, repeat('0', 64)), nullif(told, ''));
  INSERT INTO public.audit_entries (chain, seq, at, worker_id, action, purpose, command_id,
      payload_hash, previous_hash, hash, detail_hash)
    VALUES (wanted, next_seq, at_us, who, action, why, command_id, payload,
      coalesce(newest.hash, repeat('0', 64)),
      encode(sha256(convert_to(line, 'UTF8')), 'hex'), told);
  UPDATE public.store_meta SET value = next_seq::text WHERE name = 'audit_head:' || wanted;
  IF at_us - coalesce((SELECT max(c.at) FROM public.audit_checkpoints AS c
      WHERE c.chain = wanted), 0) >= 3600000000 THEN
    PERFORM authz.checkpoint_audit(wanted);
  END IF;
END $$
"""

# Whoever calls it has the ticket count only after the commit, and the commit asks for a link in
# the audit chain (`rule_audit` on the table).
OPEN_CASE = """
CREATE FUNCTION authz.open_case(
  ticket uuid, wanted uuid, until_us bigint, command_id uuid DEFAULT gen_random_uuid(),
  task text DEFAULT 'opened case', told text DEFAULT ''
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  who uuid := authz.me();
  at_us bigint := authz.clock();
BEGIN
  IF who IS NULL OR NOT (wanted IS NULL OR wanted = ANY(authz.my_cases())) THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  INSERT INTO public.tickets (id, worker_id, case_id, purpose, at, until, made_in)
    VALUES (ticket, who, wanted, authz.purpose(), at_us,
      least(until_us, at_us + CASE WHEN wanted IS NULL THEN 600000000 ELSE 43200000000 END),
      pg_current_xact_id()::text);
  -- The entry that says which case it was: any other link would satisfy the trigger.
  PERFORM authz.append_audit(at_us, 300, task,
    command_id, encode(sha256(convert_to(coalesce(wanted::text, told), 'UTF8')), 'hex'),
    wanted, NULL, told);
END $$
"""

BREAK_GLASS = """
CREATE FUNCTION authz.break_glass(
  glass uuid, wanted uuid, persons uuid[], categories integer[], reason text
) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  who uuid := authz.me();
  at_us bigint := authz.clock();
  there uuid[] := ARRAY(SELECT b.person_id FROM authz.breakable(wanted) AS b);
BEGIN
  IF who IS NULL OR cardinality(there) = 0 OR cardinality(persons) = 0
      OR NOT persons <@ there OR length(regexp_replace(reason, '^\\s+|\\s+$', '', 'g')) < 20 THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  INSERT INTO public.broken_glass (id, version, created_at, created_by, case_id, worker_id,
      reason, valid_from, valid_to)
    VALUES (glass, 1, at_us, who, wanted, who, reason, at_us, at_us + 14400000000);
  INSERT INTO public.glass_scopes (id, version, created_at, created_by, glass_id, person_id,
      category)
    SELECT gen_random_uuid(), 1, at_us, who, glass, p.person, k.category
      FROM unnest(persons) AS p(person), unnest(categories) AS k(category);
END $$
"""

# Whoever calls it is told nothing, not even by an error: who is hidden from them stays hidden.
RAISE_ALERTS = f"""
CREATE FUNCTION authz.raise_alerts(told uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  who uuid := authz.me();
  at_us bigint := authz.clock();
  fits uuid;
  alert uuid;
BEGIN
  FOR fits IN SELECT h.person_id FROM authz.hidden_matches(told) AS h LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM public.match_alerts AS m
      WHERE m.approach_id = told AND m.known_id = fits);
    alert := gen_random_uuid();
    INSERT INTO public.match_alerts (id, version, created_at, created_by, known_id, raised_at,
        approach_id, {TOLD})
      SELECT alert, 1, at_us, who, fits, at_us, a.id, {TOLD}
        FROM public.approaches AS a WHERE a.id = told;
    INSERT INTO public.alert_calls (id, version, created_at, created_by, alert_id, worker_id,
        call_at)
      SELECT gen_random_uuid(), 1, at_us, who, alert, c.worker_id,
        at_us + 300000000 * (row_number() OVER (ORDER BY c.turn, c.worker_id) - 1)
        FROM authz.called_for(fits) AS c;
  END LOOP;
END $$
"""  # noqa: S608 - names of columns
