from django.db import migrations

from thongsuot.organisations.access import wall


class Migration(migrations.Migration):
    dependencies = [("toys", "0001_initial"), ("organisations", "0002_walls")]

    operations = [wall("toys_pump")]
