from django.db import migrations

from thongsuot.organisations.access import wall


def follows(child: str, column: str, parent: str) -> migrations.RunSQL:
    """Let a row have the reality of the row above it, and no other."""
    name = f"{child}_{column}_reality"
    return migrations.RunSQL(
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({column}, reality) REFERENCES {parent} (id, reality)"
        " DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {child} DROP CONSTRAINT {name};",
    )


FROZEN = """
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON reports_submission FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON reports_snapshot FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
"""
UNDO = "DROP TRIGGER refuse ON reports_submission; DROP TRIGGER refuse ON reports_snapshot;"


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("ledger", "0002_walls_and_chain"), ("directives", "0002_walls")]

    operations = [
        follows("reports_report", "directive_id", "directives_directive"),
        follows("reports_report", "assignment_id", "directives_assignment"),
        follows("reports_submission", "report_id", "reports_report"),
        follows("reports_snapshot", "directive_id", "directives_directive"),
        follows("reports_upward", "snapshot_id", "reports_snapshot"),
        migrations.RunSQL(FROZEN, UNDO),
        wall("reports_report"),
        wall("reports_submission"),
        wall("reports_snapshot"),
        wall("reports_upward"),
    ]
