from django.db import migrations

from thongsuot.organisations.access import SEEN, wall

WAS = f"""organisation_id = ANY({SEEN})
    OR id = nullif(current_setting('app.person', true), '')::bigint
    OR username = nullif(current_setting('app.login', true), '')
    OR email = nullif(current_setting('app.login', true), '')"""

# Somebody may work for several organisations: each of them sees the person, as long as the role is held.
PERSON = f"""{WAS}
    OR id IN (SELECT person_id FROM organisations_role
              WHERE organisation_id = ANY({SEEN}) AND valid_until IS NULL)"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_standing")]

    operations = [
        wall("organisations_following"),
        wall("organisations_mapping"),
        wall("organisations_import"),
        migrations.RunSQL(
            f"ALTER POLICY wall ON organisations_person USING ({PERSON});",
            f"ALTER POLICY wall ON organisations_person USING ({WAS});",
        ),
    ]
