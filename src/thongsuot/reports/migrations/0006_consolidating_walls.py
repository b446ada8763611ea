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


KEPT = """
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON reports_editedpaper FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
"""
UNDO = "DROP TRIGGER refuse ON reports_editedpaper;"


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_consolidating"), ("ledger", "0002_walls_and_chain")]

    operations = [
        follows("reports_wording", "snapshot_id", "reports_snapshot"),
        follows("reports_editedpaper", "snapshot_id", "reports_snapshot"),
        follows("reports_registerentry", "snapshot_id", "reports_snapshot"),
        migrations.RunSQL(KEPT, UNDO),
        wall("reports_wording"),
        wall("reports_editedpaper"),
        wall("reports_register"),
        wall("reports_registerentry"),
    ]
