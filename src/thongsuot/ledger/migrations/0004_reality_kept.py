from django.db import migrations

# A database that was in use before there were marks is marked by what it holds. Every change of state writes a move and
# everything that counts is evidence: what these two refuse cannot happen here.
KEPT = """
INSERT INTO ledger_realitymark (number, reality, at)
  SELECT 1, min(reality), min(at) FROM ledger_move HAVING count(DISTINCT reality) = 1;
CREATE FUNCTION ledger_same_reality() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ours text;
BEGIN
  SELECT reality INTO ours FROM ledger_realitymark WHERE reality <> NEW.reality;
  IF FOUND THEN
    RAISE EXCEPTION 'this database is marked %', ours USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reality BEFORE INSERT ON ledger_move FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER reality BEFORE INSERT ON ledger_evidence FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON ledger_realitymark FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER refuse_all BEFORE TRUNCATE ON ledger_realitymark
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""

UNDO = """
DROP TRIGGER refuse_all ON ledger_realitymark;
DROP TRIGGER refuse ON ledger_realitymark;
DROP TRIGGER reality ON ledger_evidence;
DROP TRIGGER reality ON ledger_move;
DROP FUNCTION ledger_same_reality();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_reality_mark")]

    operations = [migrations.RunSQL(KEPT, UNDO)]
