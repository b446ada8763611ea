from django.db import migrations

from thongsuot.organisations.access import wall

# Decision 4.7: a link belongs to one reality, that of this database.
SAME_REALITY = """
CREATE TRIGGER reality BEFORE INSERT ON outbox_smslink FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
ALTER TABLE outbox_replypart ADD CONSTRAINT outbox_replypart_same_root
  FOREIGN KEY (message_id, organisation_id, reality) REFERENCES outbox_message (id, organisation_id, reality);
"""
UNDO = """
DROP TRIGGER reality ON outbox_smslink;
ALTER TABLE outbox_replypart DROP CONSTRAINT outbox_replypart_same_root;
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0003_sms_links"), ("ledger", "0004_reality_kept")]

    operations = [
        migrations.RunSQL(SAME_REALITY, UNDO),
        wall("outbox_smslink"),
        wall("outbox_replypart"),
    ]
