from django.db import migrations

from thongsuot.organisations.access import wall

# Children carry the organisation and the reality of their ladder.
SAME_ROOT = """
ALTER TABLE paging_rung ADD CONSTRAINT paging_rung_same_root
  FOREIGN KEY (ladder_id, organisation_id, reality) REFERENCES paging_ladder (id, organisation_id, reality);
ALTER TABLE paging_page ADD CONSTRAINT paging_page_same_root
  FOREIGN KEY (ladder_id, organisation_id, reality) REFERENCES paging_ladder (id, organisation_id, reality);
"""

UNDO = """
ALTER TABLE paging_page DROP CONSTRAINT paging_page_same_root;
ALTER TABLE paging_rung DROP CONSTRAINT paging_rung_same_root;
"""


class Migration(migrations.Migration):
    dependencies = [("paging", "0001_initial"), ("organisations", "0002_walls")]

    operations = [
        migrations.RunSQL(SAME_ROOT, UNDO),
        wall("paging_ladder"),
        wall("paging_rung"),
        wall("paging_page"),
        wall("paging_reminder"),
    ]
