from django.db import migrations

from thongsuot.organisations.access import wall

OWN = "user_id IN (SELECT id FROM organisations_person)"


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("organisations", "0002_walls"),
    ]

    operations = [
        wall("account_emailaddress", OWN),
        wall("account_emailconfirmation", "email_address_id IN (SELECT id FROM account_emailaddress)"),
        wall("mfa_authenticator", OWN),
    ]
