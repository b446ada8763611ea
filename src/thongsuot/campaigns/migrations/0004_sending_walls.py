from django.db import migrations

from thongsuot.organisations.access import wall

# Numbers, and whatever tells single recipients apart, are the operator's alone; counts are seen by whoever sees the share.
OF_SHARE = "share_id IN (SELECT id FROM campaigns_share)"

TABLES = ("numbers", "block", "lane", "batch", "result", "receiptlot")
SAME_SHARE = "".join(
    f"""
ALTER TABLE campaigns_{table} ADD CONSTRAINT campaigns_{table}_same_root
  FOREIGN KEY (share_id, organisation_id, reality) REFERENCES campaigns_share (id, organisation_id, reality);"""
    for table in TABLES
)
SAME_BATCH = "".join(
    f"""
ALTER TABLE campaigns_{table} ADD CONSTRAINT campaigns_{table}_own_{parent}
  FOREIGN KEY ({parent}_id, share_id, organisation_id, reality)
  REFERENCES campaigns_{parent} (id, share_id, organisation_id, reality);"""
    for table, parent in (("batch", "block"), ("batch", "lane"), ("result", "batch"), ("receiptlot", "batch"))
)
EXTERNAL = """
ALTER TABLE campaigns_block ALTER COLUMN recipients SET STORAGE EXTERNAL;
ALTER TABLE campaigns_result ALTER COLUMN states SET STORAGE EXTERNAL, ALTER COLUMN ids SET STORAGE EXTERNAL;
ALTER TABLE campaigns_receiptlot ALTER COLUMN rows SET STORAGE EXTERNAL;
ALTER TABLE campaigns_straylot ALTER COLUMN rows SET STORAGE EXTERNAL;
CREATE TRIGGER reality BEFORE INSERT ON campaigns_straylot FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
"""
APART = (
    "DROP TRIGGER reality ON campaigns_straylot;"
    + "".join(f"ALTER TABLE campaigns_{table} DROP CONSTRAINT campaigns_{table}_same_root;" for table in TABLES)
    + """
ALTER TABLE campaigns_batch DROP CONSTRAINT campaigns_batch_own_block, DROP CONSTRAINT campaigns_batch_own_lane;
ALTER TABLE campaigns_result DROP CONSTRAINT campaigns_result_own_batch;
ALTER TABLE campaigns_receiptlot DROP CONSTRAINT campaigns_receiptlot_own_batch;
"""
)

# Written once: recipients are purged and never changed, outcomes and receipts stay. A claim is raised only while the
# share is being sent and for those whom its state reaches; a claim goes back only to what has an outcome.
KEPT = """
CREATE FUNCTION campaigns_block_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.recipients IS NOT NULL OR (OLD.share_id, OLD.kind, OLD.number, OLD.count, OLD.organisation_id, OLD.reality)
     IS DISTINCT FROM (NEW.share_id, NEW.kind, NEW.number, NEW.count, NEW.organisation_id, NEW.reality) THEN
    RAISE EXCEPTION 'recipients are purged and never changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON campaigns_block FOR EACH ROW EXECUTE FUNCTION campaigns_block_kept();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON campaigns_result FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON campaigns_receiptlot FOR EACH ROW EXECUTE FUNCTION ledger_refuse();

CREATE FUNCTION campaigns_claimable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whole record;
BEGIN
  IF (OLD.share_id, OLD.block_id, OLD.wave, OLD.count, OLD.organisation_id, OLD.reality)
     IS DISTINCT FROM (NEW.share_id, NEW.block_id, NEW.wave, NEW.count, NEW.organisation_id, NEW.reality)
     OR NEW.sent_upto < OLD.sent_upto OR (NEW.lane_id = OLD.lane_id AND NEW.epoch < OLD.epoch) THEN
    RAISE EXCEPTION 'a batch stays what it is and goes forward' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.claimed_upto < OLD.claimed_upto AND NEW.claimed_upto <> NEW.sent_upto THEN
    RAISE EXCEPTION 'a claim goes back only to what has an outcome' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.claimed_upto > OLD.claimed_upto THEN
    SELECT share.state, share.generation = campaign.generation AS current, campaign.state AS campaign, block.kind
      INTO whole FROM campaigns_share AS share JOIN campaigns_campaign AS campaign ON campaign.id = share.campaign_id
      JOIN campaigns_block AS block ON block.id = NEW.block_id WHERE share.id = NEW.share_id;
    IF NOT FOUND OR NOT whole.current OR whole.campaign NOT IN ('approved', 'sending') OR NOT (
      whole.kind = 'phones' AND whole.state = 'testing' OR whole.kind = 'trial' AND whole.state IN ('trial', 'sending')
      OR whole.kind = 'rest' AND whole.state = 'sending') THEN
      RAISE EXCEPTION 'the share is not released for these recipients' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER claimable BEFORE UPDATE ON campaigns_batch FOR EACH ROW EXECUTE FUNCTION campaigns_claimable();
CREATE TRIGGER refuse BEFORE DELETE ON campaigns_batch FOR EACH ROW EXECUTE FUNCTION ledger_refuse();

CREATE FUNCTION campaigns_unclaimed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.claimed_upto > 0 THEN
    RAISE EXCEPTION 'a batch begins unclaimed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unclaimed BEFORE INSERT ON campaigns_batch FOR EACH ROW EXECUTE FUNCTION campaigns_unclaimed();
"""
LOOSE = """
DROP TRIGGER unclaimed ON campaigns_batch;
DROP FUNCTION campaigns_unclaimed();
DROP TRIGGER refuse ON campaigns_batch;
DROP TRIGGER claimable ON campaigns_batch;
DROP FUNCTION campaigns_claimable();
DROP TRIGGER refuse ON campaigns_receiptlot;
DROP TRIGGER refuse ON campaigns_result;
DROP TRIGGER kept ON campaigns_block;
DROP FUNCTION campaigns_block_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_sending"), ("ledger", "0004_reality_kept")]

    operations = [
        migrations.RunSQL(SAME_SHARE + SAME_BATCH + EXTERNAL, APART),
        migrations.RunSQL(KEPT, LOOSE),
        wall("campaigns_numbers"),
        wall("campaigns_block"),
        wall("campaigns_lane", OF_SHARE),
        wall("campaigns_batch", OF_SHARE),
        wall("campaigns_result"),
        wall("campaigns_receiptlot"),
        wall("campaigns_straylot"),
    ]
