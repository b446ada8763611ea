from django.db import migrations

from thongsuot.organisations.access import wall

SEEN = "SELECT id FROM directives_directive"
BOTH = f"earlier_id IN ({SEEN}) AND later_id IN ({SEEN})"  # whoever was reached by both letters sees what links them


def follows(column: str) -> migrations.RunSQL:
    """Let an amendment have the reality of its letters, and no other."""
    name = f"directives_amendment_{column}_reality"
    return migrations.RunSQL(
        f"ALTER TABLE directives_amendment ADD CONSTRAINT {name} FOREIGN KEY ({column}, reality)"
        " REFERENCES directives_directive (id, reality) DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE directives_amendment DROP CONSTRAINT {name};",
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0014_amendments"), ("organisations", "0002_walls")]

    operations = [follows("earlier_id"), follows("later_id"), wall("directives_amendment", BOTH)]
