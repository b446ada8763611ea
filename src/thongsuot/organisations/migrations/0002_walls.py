from django.db import migrations

from thongsuot.organisations.access import SEEN, wall

PERSON = f"""organisation_id = ANY({SEEN})
    OR id = nullif(current_setting('app.person', true), '')::bigint
    OR username = nullif(current_setting('app.login', true), '')
    OR email = nullif(current_setting('app.login', true), '')"""

ROLE = f"""organisation_id = ANY({SEEN})
    OR person_id = nullif(current_setting('app.person', true), '')::bigint"""

LINK = f"""organisation_id = ANY({SEEN})
    OR encode(secret_hash, 'hex') = nullif(current_setting('app.secret', true), '')"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        wall("organisations_person", PERSON),
        wall("organisations_role", ROLE),
        wall("organisations_staff"),
        wall("organisations_credential", LINK),
        wall("organisations_signedlink", LINK),
    ]
