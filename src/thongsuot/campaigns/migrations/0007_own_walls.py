from django.db import migrations, models

from thongsuot.organisations.access import inner_wall

# A department sees what the operators that it supervises do, and none of the telephones that they do it with: what tells
# single recipients apart is shown to whoever works at the operator, to its gateway and to the system, and to nobody else.
TABLES = ("numbers", "block", "result", "receiptlot", "straylot", "testphone")


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0006_progress")]

    operations = [
        *[inner_wall(f"campaigns_{table}") for table in TABLES],
        migrations.AddField(
            model_name="straylot", name="noticed_at", field=models.DateTimeField(blank=True, null=True)
        ),
    ]
