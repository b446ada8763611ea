from django.db import migrations

from thongsuot.organisations.access import wall

LETTER = "directive_id IN (SELECT id FROM directives_directive)"  # a clarification is for everybody the letter reached


def follows(child: str, column: str, parent: str) -> migrations.RunSQL:
    """Let a row have the reality of the row above it, and no other."""
    name = f"{child}_{column}_reality"
    return migrations.RunSQL(
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({column}, reality) REFERENCES {parent} (id, reality)"
        " DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {child} DROP CONSTRAINT {name};",
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0006_answers"), ("organisations", "0002_walls")]

    operations = [
        follows("directives_answer", "directive_id", "directives_directive"),
        follows("directives_answer", "assignment_id", "directives_assignment"),
        follows("directives_clarification", "directive_id", "directives_directive"),
        wall("directives_answer"),
        wall("directives_clarification", LETTER),
    ]
