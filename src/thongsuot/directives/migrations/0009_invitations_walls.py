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


class Migration(migrations.Migration):
    dependencies = [("directives", "0008_invitations"), ("organisations", "0002_walls")]

    operations = [
        follows("directives_invitation", "directive_id", "directives_directive"),
        follows("directives_proof", "invitation_id", "directives_invitation"),
        wall("directives_invitation"),
        wall("directives_proof"),
        wall("directives_code"),
    ]
