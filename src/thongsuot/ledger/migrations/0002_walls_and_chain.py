from django.db import migrations

from thongsuot.organisations.access import wall

# Each organisation has one chain a table. The digest covers a canonical text: epochs for times, jsonb's own
# key order, nothing that depends on a session's zone. The advisory lock is held until the transaction ends,
# so a position is never given twice.
CHAIN = """
CREATE FUNCTION ledger_digest(before bytea, entry jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(before || convert_to((entry - 'id' - 'digest')::text, 'UTF8'))
$$;

CREATE FUNCTION ledger_entry(entry jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_object_agg(
    name,
    CASE WHEN name IN ('at', 'happened_at', 'known_at')
         THEN to_jsonb(extract(epoch FROM (value #>> '{}')::timestamptz)::numeric(20, 6)::text)
         ELSE value END)
  FROM jsonb_each(entry) AS field(name, value)
$$;

CREATE FUNCTION ledger_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(TG_TABLE_NAME), NEW.organisation_id::int);
  EXECUTE format('SELECT position, digest FROM %I WHERE organisation_id = $1 ORDER BY position DESC LIMIT 1', TG_TABLE_NAME)
    INTO last USING NEW.organisation_id;
  NEW.position := coalesce(last.position, 0) + 1;
  NEW.digest := ledger_digest(coalesce(last.digest, ''::bytea), ledger_entry(to_jsonb(NEW)));
  RETURN NEW;
END $$;

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is written once' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION ledger_broken(source text, organisation bigint) RETURNS TABLE(place bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT position FROM (
       SELECT position, digest, to_jsonb(t) AS entry,
              lag(digest, 1, ''''::bytea) OVER chain AS before, row_number() OVER chain AS expected
       FROM %I AS t WHERE organisation_id = $1 WINDOW chain AS (ORDER BY position)) AS links
     WHERE position <> expected OR digest <> ledger_digest(before, ledger_entry(entry))
     ORDER BY position', source) USING organisation;
END $$;
"""

UNDO = """
DROP FUNCTION ledger_broken(text, bigint);
DROP FUNCTION ledger_link() CASCADE;
DROP FUNCTION ledger_refuse() CASCADE;
DROP FUNCTION ledger_entry(jsonb);
DROP FUNCTION ledger_digest(bytea, jsonb);
"""


def chained(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE UNIQUE INDEX {table}_place ON {table} (organisation_id, position);
        CREATE TRIGGER link BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_link();
        CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
        CREATE TRIGGER refuse_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
        """,
        f"DROP INDEX {table}_place; DROP TRIGGER link ON {table}; DROP TRIGGER refuse ON {table}; "
        f"DROP TRIGGER refuse_all ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("organisations", "0002_walls")]

    operations = [
        migrations.RunSQL(CHAIN, UNDO),
        chained("ledger_move"),
        chained("ledger_evidence"),
        wall("ledger_move"),
        wall("ledger_edit"),
        wall("ledger_evidence"),
        wall("ledger_order"),
    ]
