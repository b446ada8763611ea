from django.db import migrations

from thongsuot.organisations.access import wall


def follows(child: str) -> migrations.RunSQL:
    """Let a row have the reality of its letter, and no other."""
    name = f"{child}_directive_id_reality"
    return migrations.RunSQL(
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY (directive_id, reality)"
        " REFERENCES directives_directive (id, reality) DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {child} DROP CONSTRAINT {name};",
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0004_chasing"), ("organisations", "0002_walls")]

    operations = [
        follows("directives_chase"),
        follows("directives_reservepack"),
        wall("directives_chase"),
        wall("directives_reservepack"),
    ]
