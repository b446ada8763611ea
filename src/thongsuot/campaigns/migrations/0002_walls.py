from django.db import migrations

from thongsuot.organisations.access import SEEN, wall

# An operator sees its own share and nobody else's, the branch in copy sees it too, the department sees all of its own;
# whoever sees a share sees the campaign that it is of.
SHARE = f"organisation_id = ANY({SEEN}) OR department_id = ANY({SEEN}) OR branch_id = ANY({SEEN})"
CAMPAIGN = f"organisation_id = ANY({SEEN}) OR id IN (SELECT campaign_id FROM campaigns_share)"
WAVE = "campaign_id IN (SELECT id FROM campaigns_campaign)"
OF_SHARE = "share_id IN (SELECT id FROM campaigns_share)"
PHONE = f"organisation_id = ANY({SEEN}) OR id IN (SELECT phone_id FROM campaigns_testreading)"

# Decision 4.7: everything below a campaign has its reality, and it is that of this database.
SAME_ROOT = """
ALTER TABLE campaigns_campaign ADD CONSTRAINT campaigns_corrects_same_root
  FOREIGN KEY (corrects_id, organisation_id, reality) REFERENCES campaigns_campaign (id, organisation_id, reality);
ALTER TABLE campaigns_wave ADD CONSTRAINT campaigns_wave_same_root
  FOREIGN KEY (campaign_id, organisation_id, reality) REFERENCES campaigns_campaign (id, organisation_id, reality);
ALTER TABLE campaigns_share ADD CONSTRAINT campaigns_share_same_root
  FOREIGN KEY (campaign_id, department_id, reality) REFERENCES campaigns_campaign (id, organisation_id, reality);
ALTER TABLE campaigns_testreading ADD CONSTRAINT campaigns_reading_same_root
  FOREIGN KEY (share_id, organisation_id, reality) REFERENCES campaigns_share (id, organisation_id, reality);
ALTER TABLE campaigns_testreading ADD CONSTRAINT campaigns_reading_own_phone
  FOREIGN KEY (phone_id, organisation_id, reality) REFERENCES campaigns_testphone (id, organisation_id, reality);
ALTER TABLE campaigns_tally ADD CONSTRAINT campaigns_tally_same_root
  FOREIGN KEY (share_id, organisation_id, reality) REFERENCES campaigns_share (id, organisation_id, reality);
CREATE TRIGGER reality BEFORE INSERT ON campaigns_campaign FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
"""

APART = """
DROP TRIGGER reality ON campaigns_campaign;
ALTER TABLE campaigns_tally DROP CONSTRAINT campaigns_tally_same_root;
ALTER TABLE campaigns_testreading DROP CONSTRAINT campaigns_reading_own_phone;
ALTER TABLE campaigns_testreading DROP CONSTRAINT campaigns_reading_same_root;
ALTER TABLE campaigns_share DROP CONSTRAINT campaigns_share_same_root;
ALTER TABLE campaigns_wave DROP CONSTRAINT campaigns_wave_same_root;
ALTER TABLE campaigns_campaign DROP CONSTRAINT campaigns_corrects_same_root;
"""

# What was approved is sent and nothing else; a correction says the words that were approved for it.
FROZEN = """
CREATE FUNCTION campaigns_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.approved_by_id IS NOT NULL AND
     (OLD.issuer_name, OLD.number, OLD.dated_on, OLD.scan_id, OLD.legal_ground, OLD.area_id, OLD.rule, OLD.audience,
      OLD.brand, OLD.text, OLD.correction, OLD.parts, OLD.repeat, OLD.approved_by_id, OLD.approved_at,
      OLD.approved_subscribers)
     IS DISTINCT FROM
     (NEW.issuer_name, NEW.number, NEW.dated_on, NEW.scan_id, NEW.legal_ground, NEW.area_id, NEW.rule, NEW.audience,
      NEW.brand, NEW.text, NEW.correction, NEW.parts, NEW.repeat, NEW.approved_by_id, NEW.approved_at,
      NEW.approved_subscribers) THEN
    RAISE EXCEPTION 'an approved campaign is frozen' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.organisation_id, OLD.reality, OLD.requested_by_id, OLD.corrects_id)
     IS DISTINCT FROM (NEW.organisation_id, NEW.reality, NEW.requested_by_id, NEW.corrects_id)
     OR NEW.generation < OLD.generation THEN
    RAISE EXCEPTION 'a campaign stays what it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON campaigns_campaign FOR EACH ROW EXECUTE FUNCTION campaigns_frozen();

CREATE FUNCTION campaigns_correcting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM campaigns_campaign WHERE id = NEW.corrects_id AND approved_by_id IS NOT NULL
      AND (correction, brand, area_id, rule) = (NEW.text, NEW.brand, NEW.area_id, NEW.rule)) THEN
    RAISE EXCEPTION 'a correction says what was approved for it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER correcting BEFORE INSERT ON campaigns_campaign FOR EACH ROW EXECUTE FUNCTION campaigns_correcting();

CREATE FUNCTION campaigns_wave_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched bigint;
BEGIN
  touched := CASE WHEN TG_OP = 'DELETE' THEN OLD.campaign_id ELSE NEW.campaign_id END;
  IF EXISTS (SELECT FROM campaigns_campaign WHERE id = touched AND approved_by_id IS NOT NULL)
     OR (TG_OP = 'UPDATE' AND OLD.campaign_id <> NEW.campaign_id) THEN
    RAISE EXCEPTION 'an approved campaign is frozen' USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON campaigns_wave
  FOR EACH ROW EXECUTE FUNCTION campaigns_wave_frozen();
"""

THAWED = """
DROP TRIGGER frozen ON campaigns_wave;
DROP FUNCTION campaigns_wave_frozen();
DROP TRIGGER correcting ON campaigns_campaign;
DROP FUNCTION campaigns_correcting();
DROP TRIGGER frozen ON campaigns_campaign;
DROP FUNCTION campaigns_frozen();
"""

# No share goes on before the approval or after a halt, whatever the program does; what it was approved with stays.
BOUND = """
CREATE FUNCTION campaigns_bound() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whole record;
BEGIN
  SELECT state, generation, approved_by_id INTO whole FROM campaigns_campaign WHERE id = NEW.campaign_id;
  IF NEW.state IN ('accepted', 'testing', 'trial', 'sending', 'paused', 'done') AND whole.approved_by_id IS NULL THEN
    RAISE EXCEPTION 'the campaign is not approved' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state IN ('testing', 'trial', 'sending') AND (TG_OP = 'INSERT' OR OLD.state <> NEW.state)
     AND (whole.generation <> NEW.generation OR whole.state NOT IN ('approved', 'sending')) THEN
    RAISE EXCEPTION 'the campaign does not run' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF whole.approved_by_id IS NOT NULL AND (OLD.subscribers, OLD.parts, OLD.converted, OLD.rate)
       IS DISTINCT FROM (NEW.subscribers, NEW.parts, NEW.converted, NEW.rate) THEN
      RAISE EXCEPTION 'an approved estimate is frozen' USING ERRCODE = 'check_violation';
    END IF;
    IF (OLD.campaign_id, OLD.organisation_id, OLD.department_id, OLD.reality, OLD.generation)
       IS DISTINCT FROM (NEW.campaign_id, NEW.organisation_id, NEW.department_id, NEW.reality, NEW.generation)
       OR (OLD.accepted_by_id IS NOT NULL AND OLD.accepted_by_id IS DISTINCT FROM NEW.accepted_by_id) THEN
      RAISE EXCEPTION 'a share stays what it is' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bound BEFORE INSERT OR UPDATE ON campaigns_share FOR EACH ROW EXECUTE FUNCTION campaigns_bound();

CREATE FUNCTION campaigns_countable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE most numeric;
BEGIN
  SELECT NEW.subscribers::numeric * share.parts * (SELECT count(*) FROM campaigns_wave WHERE campaign_id = share.campaign_id)
    INTO most FROM campaigns_share AS share WHERE share.id = NEW.share_id AND share.released_by_id IS NOT NULL;
  IF most IS NULL OR NEW.sent > most OR NEW.segments > most THEN
    RAISE EXCEPTION 'more was counted than was to be sent' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER countable BEFORE INSERT ON campaigns_tally FOR EACH ROW EXECUTE FUNCTION campaigns_countable();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON campaigns_tally FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON campaigns_testreading FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
"""

UNBOUND = """
DROP TRIGGER refuse ON campaigns_testreading;
DROP TRIGGER refuse ON campaigns_tally;
DROP TRIGGER countable ON campaigns_tally;
DROP FUNCTION campaigns_countable();
DROP TRIGGER bound ON campaigns_share;
DROP FUNCTION campaigns_bound();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("ledger", "0004_reality_kept"),
        ("organisations", "0002_walls"),
    ]

    operations = [
        migrations.RunSQL(SAME_ROOT, APART),
        migrations.RunSQL(FROZEN, THAWED),
        migrations.RunSQL(BOUND, UNBOUND),
        wall("campaigns_share", SHARE),
        wall("campaigns_campaign", CAMPAIGN),
        wall("campaigns_wave", WAVE),
        wall("campaigns_testphone", PHONE),
        wall("campaigns_testreading", OF_SHARE),
        wall("campaigns_tally", OF_SHARE),
    ]
