"""The chain made by the database, and the guards that keep every fact as it was written."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION audit_digests(vals jsonb, salts jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(jsonb_object_agg(key, encode(sha256(convert_to(
           (salts ->> key) || key || value::text, 'UTF8')), 'hex')), '{}'::jsonb)
  FROM jsonb_each(vals)
$$;

CREATE FUNCTION audit_digest(previous bytea, f audit_fact) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_object(
    'id', f.id, 'kind', f.kind, 'noun', f.noun, 'subject', f.subject_id, 'seq', f.seq,
    'by', f.by_id, 'digests', f.digests,
    'at', to_char(f.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  )::text, 'UTF8'))
$$;

CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  SELECT seq, digest INTO last FROM audit_fact
  WHERE noun = new.noun AND subject_id = new.subject_id ORDER BY seq DESC LIMIT 1;
  new.seq := coalesce(last.seq, 0) + 1;
  new.digest := audit_digest(last.digest, new);
  RETURN new;
END $$;

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'facts are never changed or removed (% on %)', tg_op, tg_table_name
    USING errcode = 'restrict_violation';
END $$;

CREATE FUNCTION audit_only_blank() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.fact_id = old.fact_id AND new.values <@ old.values AND new.salts <@ old.salts THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'the values of a fact may be blanked, never changed'
    USING errcode = 'restrict_violation';
END $$;
"""

TRIGGERS = """
CREATE TRIGGER chain BEFORE INSERT ON audit_fact
  FOR EACH ROW EXECUTE FUNCTION audit_chain();
CREATE TRIGGER blank BEFORE UPDATE ON audit_particulars
  FOR EACH ROW EXECUTE FUNCTION audit_only_blank();
ALTER TABLE audit_fact ENABLE ALWAYS TRIGGER chain;
ALTER TABLE audit_particulars ENABLE ALWAYS TRIGGER blank;
"""


def guard(table: str, events: str) -> str:
    """Return the SQL that refuses these events on the table, whoever asks."""
    return f"""
CREATE TRIGGER keep BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER keep;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER keep_all;
"""


UNDO = """
DROP TRIGGER chain ON audit_fact;
DROP TRIGGER blank ON audit_particulars;
DROP TRIGGER keep ON audit_fact;
DROP TRIGGER keep_all ON audit_fact;
DROP TRIGGER keep ON audit_particulars;
DROP TRIGGER keep_all ON audit_particulars;
DROP TRIGGER keep ON audit_seal;
DROP TRIGGER keep_all ON audit_seal;
DROP FUNCTION audit_chain();
DROP FUNCTION audit_digest(bytea, audit_fact);
DROP FUNCTION audit_digests(jsonb, jsonb);
DROP FUNCTION audit_only_blank();
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(
            FUNCTIONS
            + TRIGGERS
            + guard("audit_fact", "UPDATE OR DELETE")
            + guard("audit_particulars", "DELETE")
            + guard("audit_seal", "UPDATE OR DELETE"),
            UNDO,
        ),
    ]
