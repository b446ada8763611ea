from django.db import migrations

from thongsuot.organisations.access import wall


class Migration(migrations.Migration):
    dependencies = [("directives", "0016_pages"), ("organisations", "0002_walls")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE directives_page ADD CONSTRAINT directives_page_directive_id_reality FOREIGN KEY"
            " (directive_id, reality) REFERENCES directives_directive (id, reality) DEFERRABLE INITIALLY DEFERRED;",
            "ALTER TABLE directives_page DROP CONSTRAINT directives_page_directive_id_reality;",
        ),
        wall("directives_page"),
    ]
