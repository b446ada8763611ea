from django.db import migrations

from thongsuot.organisations.access import wall

# A mailbox belongs to the install: whoever is let in sees that it is there, a stranger does not.
SOMEBODY = "nullif(current_setting('app.organisations', true), '') IS NOT NULL"

# Decision 4.7: a live mailbox cannot carry a message of an exercise, whatever the program does.
SAME_REALITY = """
ALTER TABLE outbox_message ADD CONSTRAINT outbox_message_mailbox_same_reality
  FOREIGN KEY (mailbox_id, reality) REFERENCES outbox_mailbox (id, reality);
ALTER TABLE outbox_reply ADD CONSTRAINT outbox_reply_same_root
  FOREIGN KEY (message_id, organisation_id, reality) REFERENCES outbox_message (id, organisation_id, reality);
"""

UNDO = """
ALTER TABLE outbox_reply DROP CONSTRAINT outbox_reply_same_root;
ALTER TABLE outbox_message DROP CONSTRAINT outbox_message_mailbox_same_reality;
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("organisations", "0002_walls")]

    operations = [
        migrations.RunSQL(SAME_REALITY, UNDO),
        wall("outbox_mailbox", SOMEBODY),
        wall("outbox_message"),
        wall("outbox_reply"),
    ]
