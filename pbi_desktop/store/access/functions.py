"""The few functions on PostgreSQL that are not compiled from the rule."""

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

WITHDRAWING = "current_setting('pbi.withdrawing', true) = 'on'"

REFUSE = """
CREATE FUNCTION authz.refuse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$ BEGIN RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted'; END $$
"""

# Whoever has psql can change what they may change; not without a link in the chain that says so.
# The newest entry is this transaction's own or it is not: the head is locked until the end.
REQUIRE_AUDIT = """
CREATE FUNCTION authz.require_audit() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ BEGIN
  PERFORM 1 FROM public.audit_entries AS e
    WHERE e.chain = 'store' AND e.xmin = pg_current_xact_id()::xid
      AND e.seq = (SELECT max(m.seq) FROM public.audit_entries AS m WHERE m.chain = 'store');
  IF NOT FOUND THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  RETURN NULL;
END $$
"""

CLOCK_WENT_BACK = "PB001"
"""The state of the error that `append_audit` raises; its message is the number of seconds."""

# The head is locked until the transaction ends, so that the chain cannot fork. Each statement
# after the lock sees what the one before in the chain has committed.
APPEND_AUDIT = """
CREATE FUNCTION authz.append_audit(
  computer_at bigint, slack_s bigint, action text, command_id uuid, payload text
) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  who uuid := authz.me();
  why text := authz.purpose();
  at_us bigint := authz.clock();
  newest record;
  behind bigint;
  line text;
BEGIN
  IF who IS NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  PERFORM 1 FROM public.store_meta WHERE name = 'audit_head' FOR UPDATE;
  SELECT e.seq, e.hash, e.at INTO newest FROM public.audit_entries AS e
    WHERE e.chain = 'store' ORDER BY e.seq DESC LIMIT 1;
  behind := (newest.at - least(at_us, computer_at)) / 1000000;
  IF behind > slack_s THEN
    RAISE EXCEPTION USING ERRCODE = 'PB001', MESSAGE = behind::text;
  END IF;
  line := concat_ws(E'\\n', 'store', coalesce(newest.seq, 0) + 1, at_us, who, action, why,
    command_id, payload, coalesce(newest.hash, repeat('0', 64)));
  INSERT INTO public.audit_entries (chain, seq, at, worker_id, action, purpose, command_id,
      payload_hash, previous_hash, hash)
    VALUES ('store', coalesce(newest.seq, 0) + 1, at_us, who, action, why, command_id, payload,
      coalesce(newest.hash, repeat('0', 64)),
      encode(sha256(convert_to(line, 'UTF8')), 'hex'));
END $$
"""

# Whoever calls it has the ticket count only after the commit, and the commit asks for a link in
# the audit chain (`rule_audit` on the table).
OPEN_CASE = """
CREATE FUNCTION authz.open_case(ticket uuid, wanted uuid, until_us bigint) RETURNS void
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
      least(until_us, at_us + 43200000000), pg_current_xact_id()::text);
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
      OR NOT persons <@ there OR length(trim(reason)) < 20 THEN
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
