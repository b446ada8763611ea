from django.db import migrations

from thongsuot.organisations.access import SEEN, wall

OWN = f"organisation_id = ANY({SEEN})"
LETTER = f"{OWN} OR id IN (SELECT directive_id FROM directives_receipt)"
DUTY = f"{OWN} OR id IN (SELECT obligation_id FROM directives_assignment)"
PARAGRAPH = "directive_id IN (SELECT id FROM directives_directive)"


def follows(child: str, column: str, parent: str) -> migrations.RunSQL:
    """Let a row have the reality of the row above it, and no other."""
    name = f"{child}_{column}_reality"
    return migrations.RunSQL(
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({column}, reality) REFERENCES {parent} (id, reality)"
        " DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {child} DROP CONSTRAINT {name};",
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0001_initial"), ("organisations", "0002_walls")]

    operations = [
        follows("directives_obligation", "directive_id", "directives_directive"),
        follows("directives_reviewstep", "directive_id", "directives_directive"),
        follows("directives_receipt", "directive_id", "directives_directive"),
        follows("directives_acknowledgement", "directive_id", "directives_directive"),
        follows("directives_assignment", "directive_id", "directives_directive"),
        follows("directives_assignment", "obligation_id", "directives_obligation"),
        follows("directives_declaration", "assignment_id", "directives_assignment"),
        migrations.RunSQL(
            "ALTER TABLE directives_obligation ADD CONSTRAINT directives_quotation_fills_its_place"
            ' CHECK (char_length(quote) = "end" - start);',
            "ALTER TABLE directives_obligation DROP CONSTRAINT directives_quotation_fills_its_place;",
        ),
        wall("directives_directive", LETTER),
        wall("directives_obligation", DUTY),
        wall("directives_paragraph", PARAGRAPH),
        wall("directives_reviewstep"),
        wall("directives_receipt"),
        wall("directives_assignment"),
        wall("directives_declaration"),
        wall("directives_acknowledgement"),
    ]
