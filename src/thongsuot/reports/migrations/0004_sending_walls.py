from django.db import migrations

from thongsuot.organisations.access import SEEN, wall

OWN = f"organisation_id = ANY({SEEN})"
# What counts as on time is known to whom it binds.
RULE = f"{OWN} OR organisation_id IN (SELECT supervisor_id FROM organisations_organisation WHERE id = ANY({SEEN}))"
# Whoever holds the printed code finds the one row behind it.
CODE = f"""{OWN}
    OR encode(sha256(convert_to(code, 'UTF8')), 'hex') = nullif(current_setting('app.secret', true), '')"""


def follows(child: str, column: str, parent: str) -> migrations.RunSQL:
    """Let a row have the reality of the row above it, and no other."""
    name = f"{child}_{column}_reality"
    return migrations.RunSQL(
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({column}, reality) REFERENCES {parent} (id, reality)"
        " DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {child} DROP CONSTRAINT {name};",
    )


KEPT = """
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON reports_copy FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON reports_verification FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
"""
UNDO = "DROP TRIGGER refuse ON reports_copy; DROP TRIGGER refuse ON reports_verification;"


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_sending"), ("ledger", "0002_walls_and_chain")]

    operations = [
        follows("reports_copy", "report_id", "reports_report"),
        follows("reports_ontime", "directive_id", "directives_directive"),
        migrations.RunSQL(KEPT, UNDO),
        wall("reports_copy"),
        wall("reports_objection"),
        wall("reports_ontime", RULE),
        wall("reports_verification", CODE),
    ]
