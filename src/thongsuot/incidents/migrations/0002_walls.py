from django.db import migrations

from thongsuot.organisations.access import OWN, SEEN, history_wall, inner_wall, wall

# Everything below an incident or a source has its organisation and its reality, and that is the one of this database.
SAME_ROOT = """
ALTER TABLE incidents_incident ADD CONSTRAINT incidents_folded_same_root
  FOREIGN KEY (folded_into_id, organisation_id, reality) REFERENCES incidents_incident (id, organisation_id, reality);
ALTER TABLE incidents_affected ADD CONSTRAINT incidents_affected_same_root
  FOREIGN KEY (incident_id, organisation_id, reality) REFERENCES incidents_incident (id, organisation_id, reality);
ALTER TABLE incidents_note ADD CONSTRAINT incidents_note_same_root
  FOREIGN KEY (incident_id, organisation_id, reality) REFERENCES incidents_incident (id, organisation_id, reality);
ALTER TABLE incidents_task ADD CONSTRAINT incidents_task_same_root
  FOREIGN KEY (incident_id, organisation_id, reality) REFERENCES incidents_incident (id, organisation_id, reality);
ALTER TABLE incidents_delivery ADD CONSTRAINT incidents_delivery_same_root
  FOREIGN KEY (source_id, organisation_id, reality) REFERENCES incidents_source (id, organisation_id, reality);
ALTER TABLE incidents_incident ADD CONSTRAINT incidents_silence_same_root
  FOREIGN KEY (source_id, organisation_id, reality) REFERENCES incidents_source (id, organisation_id, reality);
ALTER TABLE incidents_trace ADD CONSTRAINT incidents_trace_same_root
  FOREIGN KEY (source_id, organisation_id, reality) REFERENCES incidents_source (id, organisation_id, reality);
ALTER TABLE incidents_alarm ADD CONSTRAINT incidents_alarm_same_root
  FOREIGN KEY (source_id, organisation_id, reality) REFERENCES incidents_source (id, organisation_id, reality);
ALTER TABLE incidents_alarm ADD CONSTRAINT incidents_alarm_own_incident
  FOREIGN KEY (incident_id, organisation_id, reality) REFERENCES incidents_incident (id, organisation_id, reality);
CREATE TRIGGER reality BEFORE INSERT ON incidents_source FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER reality BEFORE INSERT ON incidents_incident FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON incidents_note FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
"""

APART = """
DROP TRIGGER refuse ON incidents_note;
DROP TRIGGER reality ON incidents_incident;
DROP TRIGGER reality ON incidents_source;
ALTER TABLE incidents_alarm DROP CONSTRAINT incidents_alarm_own_incident;
ALTER TABLE incidents_trace DROP CONSTRAINT incidents_trace_same_root;
ALTER TABLE incidents_incident DROP CONSTRAINT incidents_silence_same_root;
ALTER TABLE incidents_alarm DROP CONSTRAINT incidents_alarm_same_root;
ALTER TABLE incidents_delivery DROP CONSTRAINT incidents_delivery_same_root;
ALTER TABLE incidents_task DROP CONSTRAINT incidents_task_same_root;
ALTER TABLE incidents_note DROP CONSTRAINT incidents_note_same_root;
ALTER TABLE incidents_affected DROP CONSTRAINT incidents_affected_same_root;
ALTER TABLE incidents_incident DROP CONSTRAINT incidents_folded_same_root;
"""

# An incident is its enterprise's; the department sees it from the moment it is told, the site from the first. A note that
# is for the inside stays there. What a monitoring system said, and where it stands, never leaves the enterprise.
INCIDENT = (
    f"organisation_id = ANY({OWN}) OR site_organisation_id = ANY({OWN}) "
    f"OR (told_at IS NOT NULL AND organisation_id = ANY({SEEN}))"
)
OF_INCIDENT = "incident_id IN (SELECT id FROM incidents_incident)"
NOTE = f"organisation_id = ANY({OWN}) OR (NOT inside AND {OF_INCIDENT})"
INSIDE = ("source", "delivery", "alarm", "trace", "task")


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0001_initial"),
        ("ledger", "0004_reality_kept"),
        ("organisations", "0002_walls"),
    ]

    operations = [
        migrations.RunSQL(SAME_ROOT, APART),
        wall("incidents_incident", INCIDENT),
        wall("incidents_affected", OF_INCIDENT),
        wall("incidents_note", NOTE),
        wall("incidents_disclosure"),
        *(wall(f"incidents_{table}") for table in INSIDE),
        *(inner_wall(f"incidents_{table}") for table in INSIDE),
        history_wall("incidents_incident"),
        history_wall("incidents_task"),
    ]
