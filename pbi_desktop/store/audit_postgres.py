"""The audit chains of PostgreSQL, beyond `authz.append_audit`: checkpoints, erasure, checking.

Workers write to no book of the audit trail; they call these functions, which run in the name of
the definer and are found to compute what `audit_file.py` computes.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from pbi_desktop.domain.access import GOVERNORS
from pbi_desktop.domain.times import from_micros
from pbi_desktop.store.access.policies import Roles, quoted
from pbi_desktop.store.audit import CHAIN, ERASED, HEAD_NAME, MOST_CHAINS, TREE_NAME
from pbi_desktop.store.audit_check import Checked, Checkpoint, Link, Told, check

_AS_DEFINER = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp"

# A head that this transaction wrote has its transaction's number: what is begun in one chain goes
# on there. Beyond so many chains, a site shares that of the store.
_CHAIN = f"""
CREATE FUNCTION authz.audit_chain(who uuid, about_case uuid, at_us bigint) RETURNS text
LANGUAGE plpgsql STABLE {_AS_DEFINER} AS $$
DECLARE
  begun text;
  site uuid;
BEGIN
  SELECT substr(m.name, {len(HEAD_NAME) + 1}) INTO begun FROM public.store_meta AS m
    WHERE starts_with(m.name, '{HEAD_NAME}')
      AND m.xmin = pg_current_xact_id_if_assigned()::xid LIMIT 1;
  IF FOUND THEN
    RETURN begun;
  END IF;
  SELECT c.site_id INTO site FROM public.cases AS c WHERE c.id = about_case;
  IF site IS NULL THEN
    SELECT r.site_id INTO site FROM public.site_roles AS r
      WHERE r.worker_id = who AND r.withdrawn_at IS NULL AND r.valid_from <= at_us
        AND (r.valid_to IS NULL OR r.valid_to > at_us)
      ORDER BY r.valid_from, r.site_id LIMIT 1;
  END IF;
  IF site IS NULL THEN
    RETURN '{CHAIN}';
  END IF;
  PERFORM 1 FROM public.store_meta AS m
    WHERE m.name = '{HEAD_NAME}' || replace(site::text, '-', '');
  IF NOT FOUND AND {MOST_CHAINS - 1} <= (SELECT count(*) FROM public.store_meta AS m
      WHERE starts_with(m.name, '{HEAD_NAME}') AND m.name <> '{HEAD_NAME}{CHAIN}') THEN
    RETURN '{CHAIN}';
  END IF;
  RETURN replace(site::text, '-', '');
END $$
"""  # noqa: S608 - our own names

# The tree grows from what the last checkpoint kept; who changes that is found by the next check.
_CHECKPOINT = f"""
CREATE FUNCTION authz.checkpoint_audit(wanted text) RETURNS void LANGUAGE plpgsql VOLATILE
{_AS_DEFINER} AS $$
DECLARE
  kept text;
  tree_size bigint;
  peaks bytea[];
  link record;
  last_hash text;
  top bytea;
  place bigint;
BEGIN
  IF authz.me() IS NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  PERFORM 1 FROM public.store_meta WHERE name = '{HEAD_NAME}' || wanted FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT m.value INTO kept FROM public.store_meta AS m WHERE m.name = '{TREE_NAME}' || wanted;
  tree_size := coalesce(nullif(split_part(kept, ':', 1), '')::bigint, 0);
  peaks := ARRAY(SELECT decode(p.peak, 'hex')
    FROM unnest(string_to_array(split_part(kept, ':', 2), ',')) WITH ORDINALITY AS p(peak, n)
    ORDER BY p.n);
  FOR link IN SELECT e.hash FROM public.audit_entries AS e
      WHERE e.chain = wanted AND e.seq > tree_size ORDER BY e.seq LOOP
    last_hash := link.hash;
    top := sha256('\\x00'::bytea || convert_to(last_hash, 'UTF8'));
    place := tree_size;
    WHILE place % 2 = 1 LOOP
      top := sha256('\\x01'::bytea || peaks[cardinality(peaks)] || top);
      peaks := trim_array(peaks, 1);
      place := place / 2;
    END LOOP;
    peaks := array_append(peaks, top);
    tree_size := tree_size + 1;
  END LOOP;
  IF last_hash IS NULL THEN
    RETURN;
  END IF;
  kept := tree_size || ':' || (SELECT string_agg(encode(p.peak, 'hex'), ',' ORDER BY p.n)
    FROM unnest(peaks) WITH ORDINALITY AS p(peak, n));
  INSERT INTO public.store_meta (name, value) VALUES ('{TREE_NAME}' || wanted, kept)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value;
  top := peaks[cardinality(peaks)];
  FOR place IN REVERSE cardinality(peaks) - 1 .. 1 LOOP
    top := sha256('\\x01'::bytea || peaks[place] || top);
  END LOOP;
  INSERT INTO public.audit_checkpoints (chain, size, at, root, head)
    VALUES (wanted, tree_size, authz.clock(), encode(top, 'hex'), last_hash)
    ON CONFLICT DO NOTHING;
END $$
"""  # noqa: S608 - our own names

_CHECKPOINTS = f"""
CREATE FUNCTION authz.checkpoint_audits() RETURNS void LANGUAGE plpgsql VOLATILE
{_AS_DEFINER} AS $$
DECLARE
  head record;
BEGIN
  -- In one order, as each takes the lock of its chain.
  FOR head IN SELECT substr(m.name, {len(HEAD_NAME) + 1}) AS chain FROM public.store_meta AS m
      WHERE starts_with(m.name, '{HEAD_NAME}') ORDER BY 1 LOOP
    PERFORM authz.checkpoint_audit(head.chain);
  END LOOP;
END $$
"""  # noqa: S608 - our own names

_ERASE = """
CREATE FUNCTION authz.erase_audit_details(person uuid) RETURNS bigint LANGUAGE plpgsql VOLATILE
{as_definer} AS $$
DECLARE
  gone bigint;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM authz.my_roles() AS r WHERE r.role IN ({roles})) THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  DELETE FROM public.audit_details AS d WHERE d.subject_id = person;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$
"""

# Hashes alone: who may not read the trail can still prove that it is the one they knew.
_LINKS = f"""
CREATE FUNCTION authz.audit_links() RETURNS TABLE (
  chain text, seq integer, previous text, hash text, sound boolean, told text, erases text
) LANGUAGE sql STABLE {_AS_DEFINER} AS $$
  SELECT e.chain, e.seq, e.previous_hash, e.hash,
    e.hash = encode(sha256(convert_to(concat_ws(E'\\n', e.chain, e.seq, e.at, e.worker_id,
        e.action, e.purpose, e.command_id, e.payload_hash, e.previous_hash,
        nullif(e.detail_hash, '')), 'UTF8')), 'hex')
      AND position(E'\\n' IN concat(e.chain, e.action, e.purpose, e.payload_hash,
        e.previous_hash, e.detail_hash)) = 0,
    CASE WHEN d.salt IS NULL THEN CASE e.detail_hash WHEN '' THEN 'nothing' ELSE 'erased' END
      WHEN e.detail_hash = encode(sha256(convert_to(concat_ws(E'\\n', d.salt,
        coalesce(d.case_id::text, ''), coalesce(d.subject_id::text, ''), d.text), 'UTF8')), 'hex')
      THEN 'whole' ELSE 'changed' END,
    CASE WHEN e.action = '{ERASED}' THEN e.payload_hash ELSE '' END
  FROM public.audit_entries AS e
  LEFT JOIN public.audit_details AS d ON d.chain = e.chain AND d.seq = e.seq
  WHERE authz.me() IS NOT NULL
  ORDER BY e.chain, e.seq
$$
"""  # noqa: S608 - our own names

_STRAY = f"""
CREATE FUNCTION authz.stray_audit_details() RETURNS bigint LANGUAGE sql STABLE {_AS_DEFINER} AS $$
  SELECT count(*) FROM public.audit_details AS d WHERE authz.me() IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM public.audit_entries AS e WHERE e.chain = d.chain AND e.seq = d.seq)
$$
"""  # noqa: S608 - our own names

_EVERY = f"""
CREATE FUNCTION authz.every_audit_checkpoint() RETURNS TABLE (
  chain text, size integer, at bigint, root text, head text, signature text
) LANGUAGE sql STABLE {_AS_DEFINER} AS $$
  SELECT c.chain, c.size, c.at, c.root, c.head, c.signature FROM public.audit_checkpoints AS c
  WHERE authz.me() IS NOT NULL
$$
"""  # noqa: S608 - our own names

_FOR_DEFINER = ("audit_chain(uuid, uuid, bigint)",)
_MADE = (
    "audit_chain(uuid, uuid, bigint)",
    "checkpoint_audit(text)",
    "checkpoint_audits()",
    "erase_audit_details(uuid)",
    "audit_links()",
    "stray_audit_details()",
    "every_audit_checkpoint()",
)


def statements(roles: Roles) -> Iterator[str]:
    """Return what puts these functions into a database whose rule was just written anew."""
    definer, workers = quoted(roles.definer), quoted(roles.workers)
    yield f"GRANT INSERT ON public.store_meta, public.audit_checkpoints TO {definer}"
    yield f"GRANT DELETE ON public.audit_details TO {definer}"
    govern = ", ".join(f"'{role.value}'" for role in GOVERNORS)
    erase = _ERASE.format(as_definer=_AS_DEFINER, roles=govern)
    yield from (_CHAIN, _CHECKPOINT, _CHECKPOINTS, erase, _LINKS, _STRAY, _EVERY)
    for made in _MADE:
        yield f"REVOKE ALL ON FUNCTION authz.{made} FROM PUBLIC"
        for_all = f", {workers}" if made not in _FOR_DEFINER else ""
        yield f"GRANT EXECUTE ON FUNCTION authz.{made} TO {definer}{for_all}"
        yield f"ALTER FUNCTION authz.{made} OWNER TO {definer}"


class PostgresTrail:
    """The audit trail of a server's store."""

    public_key = ""

    def __init__(self, session: Session) -> None:
        self._session = session

    def check(self, given: Sequence[Checkpoint] = ()) -> Checked:
        """Check every chain, and against the checkpoints there are and those `given`.

        The server says whether an entry's hash is that of its fields; how they hang together, and
        every Merkle root, is worked out here.
        """
        stray = self._session.scalar(_STRAY_COUNT) or 0
        return check(self._links(), [*self.checkpoints(), *given], stray)

    def checkpoints(self) -> list[Checkpoint]:
        """Return every checkpoint that was written."""
        return [
            Checkpoint(chain, size, from_micros(at), root, head, signature)
            for chain, size, at, root, head, signature in self._session.execute(_EVERY_CHECKPOINT)
        ]

    def hashes(self, chain: str, size: int) -> list[str]:
        """Return the hashes of the first so many entries of a chain: what its tree is made of."""
        wanted = {"chain": chain, "size": size}
        return list(self._session.scalars(_HASHES, wanted))

    def add_checkpoints(self, at: datetime) -> None:  # noqa: ARG002 - the server has its own time
        """Write a checkpoint of every chain that has grown since its last one."""
        self._session.execute(_ADD_CHECKPOINTS)

    def erase_details(self, person: UUID) -> int:
        """Erase what entries say of a person; returns how many."""
        return int(self._session.scalar(_ERASE_DETAILS, {"person": person}) or 0)

    def _links(self) -> Iterator[Link]:
        # A million at a time would not fit: the server is asked for some thousands.
        found = self._session.execute(_EVERY_LINK.execution_options(yield_per=10_000))
        for chain, seq, previous, digest, sound, told, erases in found:
            gone = int(erases) if erases.isdigit() else 0
            yield Link(chain, seq, previous, digest, sound, Told(told), gone)


_ADD_CHECKPOINTS = text("SELECT authz.checkpoint_audits()")
_EVERY_CHECKPOINT = text(
    "SELECT chain, size, at, root, head, signature FROM authz.every_audit_checkpoint()"
)
_EVERY_LINK = text(
    "SELECT chain, seq, previous, hash, sound, told, erases FROM authz.audit_links()"
)
_HASHES = text(
    "SELECT hash FROM authz.audit_links() WHERE chain = :chain AND seq <= :size ORDER BY seq"
)
_STRAY_COUNT = text("SELECT authz.stray_audit_details()")
_ERASE_DETAILS = text("SELECT authz.erase_audit_details(:person)")
