from django.db import migrations

from thongsuot.organisations.access import wall


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_delegations")]

    operations = [wall("organisations_delegation")]
