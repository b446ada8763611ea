from django.db import migrations

from thongsuot.organisations.access import history_wall, inner_wall, wall

# Everything below a roster has its organisation and its reality, and that is the one of this database.
SAME_ROOT = """
ALTER TABLE duty_fit ADD CONSTRAINT duty_fit_same_root
  FOREIGN KEY (position_id, organisation_id, reality) REFERENCES duty_position (id, organisation_id, reality);
ALTER TABLE duty_shift ADD CONSTRAINT duty_shift_same_root
  FOREIGN KEY (roster_id, organisation_id, reality) REFERENCES duty_roster (id, organisation_id, reality);
ALTER TABLE duty_shift ADD CONSTRAINT duty_shift_own_position
  FOREIGN KEY (position_id, organisation_id, reality) REFERENCES duty_position (id, organisation_id, reality);
ALTER TABLE duty_shift ADD CONSTRAINT duty_shift_own_hours
  FOREIGN KEY (hours_id, organisation_id, reality) REFERENCES duty_hours (id, organisation_id, reality);
ALTER TABLE duty_swap ADD CONSTRAINT duty_swap_same_root
  FOREIGN KEY (shift_id, organisation_id, reality) REFERENCES duty_shift (id, organisation_id, reality);
ALTER TABLE duty_swap ADD CONSTRAINT duty_exchange_same_root
  FOREIGN KEY (exchange_id, organisation_id, reality) REFERENCES duty_shift (id, organisation_id, reality);
ALTER TABLE duty_handover ADD CONSTRAINT duty_handover_same_root
  FOREIGN KEY (shift_id, organisation_id, reality) REFERENCES duty_shift (id, organisation_id, reality);
ALTER TABLE duty_handover ADD CONSTRAINT duty_former_same_root
  FOREIGN KEY (former_id, organisation_id, reality) REFERENCES duty_shift (id, organisation_id, reality);
CREATE TRIGGER reality BEFORE INSERT ON duty_position FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER reality BEFORE INSERT ON duty_roster FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER reality BEFORE INSERT ON duty_hours FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER reality BEFORE INSERT ON duty_leave FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER reality BEFORE INSERT ON duty_entry FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON duty_entry FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
"""

APART = """
DROP TRIGGER refuse ON duty_entry;
DROP TRIGGER reality ON duty_entry;
DROP TRIGGER reality ON duty_leave;
DROP TRIGGER reality ON duty_hours;
DROP TRIGGER reality ON duty_roster;
DROP TRIGGER reality ON duty_position;
ALTER TABLE duty_handover DROP CONSTRAINT duty_former_same_root;
ALTER TABLE duty_handover DROP CONSTRAINT duty_handover_same_root;
ALTER TABLE duty_swap DROP CONSTRAINT duty_exchange_same_root;
ALTER TABLE duty_swap DROP CONSTRAINT duty_swap_same_root;
ALTER TABLE duty_shift DROP CONSTRAINT duty_shift_own_hours;
ALTER TABLE duty_shift DROP CONSTRAINT duty_shift_own_position;
ALTER TABLE duty_shift DROP CONSTRAINT duty_shift_same_root;
ALTER TABLE duty_fit DROP CONSTRAINT duty_fit_same_root;
"""

# The department sees which positions are filled, by whom, and that they took over; who may stand where, who is away,
# who swaps with whom and what one hands on to the next stays inside.
OPEN = ("position", "hours", "roster", "shift")
INSIDE = ("fit", "leave", "swap", "handover", "entry")


class Migration(migrations.Migration):
    dependencies = [
        ("duty", "0001_initial"),
        ("ledger", "0004_reality_kept"),
        ("organisations", "0002_walls"),
    ]

    operations = [
        migrations.RunSQL(SAME_ROOT, APART),
        *(wall(f"duty_{table}") for table in (*OPEN, *INSIDE)),
        *(inner_wall(f"duty_{table}") for table in INSIDE),
        *(history_wall(f"duty_{table}") for table in ("swap", "handover")),
    ]
