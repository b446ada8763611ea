from django.db import migrations

from thongsuot.organisations.access import history_wall, inner_wall, wall

REALITY = "CREATE TRIGGER reality BEFORE INSERT ON hotline_hotlinecall FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();"
UNDO = "DROP TRIGGER reality ON hotline_hotlinecall;"


class Migration(migrations.Migration):
    dependencies = [
        ("hotline", "0001_initial"),
        ("ledger", "0004_reality_kept"),
        ("organisations", "0002_walls"),
    ]

    # Who called, from which number and about what is the business of whoever was called.
    operations = [
        migrations.RunSQL(REALITY, UNDO),
        wall("hotline_hotlinecall"),
        inner_wall("hotline_hotlinecall"),
        history_wall("hotline_hotlinecall"),
    ]
