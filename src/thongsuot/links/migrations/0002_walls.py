from django.db import migrations

from thongsuot.organisations.access import wall

# Counts of what was refused belong to the install: whoever is let in sees them, a stranger does not.
SOMEBODY = "nullif(current_setting('app.organisations', true), '') IS NOT NULL"

# Decision 4.7: an install, its keys and its packages are of one reality, and it is that of this database.
ONE_REALITY = """
ALTER TABLE links_key ADD CONSTRAINT links_key_same_root
  FOREIGN KEY (install_id, organisation_id, reality) REFERENCES links_install (id, organisation_id, reality);
ALTER TABLE links_package ADD CONSTRAINT links_package_same_root
  FOREIGN KEY (install_id, organisation_id, reality) REFERENCES links_install (id, organisation_id, reality);
ALTER TABLE links_attachment ADD CONSTRAINT links_attachment_same_root
  FOREIGN KEY (package_id, organisation_id, reality) REFERENCES links_package (id, organisation_id, reality);
CREATE TRIGGER reality BEFORE INSERT ON links_install FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
CREATE TRIGGER reality BEFORE INSERT ON links_package FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();
"""

UNDO = """
DROP TRIGGER reality ON links_package;
DROP TRIGGER reality ON links_install;
ALTER TABLE links_attachment DROP CONSTRAINT links_attachment_same_root;
ALTER TABLE links_package DROP CONSTRAINT links_package_same_root;
ALTER TABLE links_key DROP CONSTRAINT links_key_same_root;
"""

# What was signed does not change under its signature; an envelope that the other end sent back may be made anew.
KEPT = """
CREATE FUNCTION links_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.uuid, OLD.kind, OLD.direction, OLD.install_id, OLD.body, OLD.created_at)
     IS DISTINCT FROM (NEW.uuid, NEW.kind, NEW.direction, NEW.install_id, NEW.body, NEW.created_at)
     OR (OLD.envelope IS NOT NULL
         AND (OLD.envelope, OLD.signature, OLD.sequence) IS DISTINCT FROM (NEW.envelope, NEW.signature, NEW.sequence)
         AND NOT (OLD.state IN ('queued', 'sending') AND NEW.state = 'queued' AND NEW.envelope IS NULL))
     OR (OLD.receipt IS NOT NULL AND NEW.receipt IS DISTINCT FROM OLD.receipt) THEN
    RAISE EXCEPTION 'a package is kept as it was signed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON links_package FOR EACH ROW EXECUTE FUNCTION links_kept();

CREATE FUNCTION links_sealed_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.envelope IS NOT NULL THEN
    RAISE EXCEPTION 'a sealed package is not deleted' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER sealed_kept BEFORE DELETE ON links_package FOR EACH ROW EXECUTE FUNCTION links_sealed_kept();

CREATE FUNCTION links_attached() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[] := ARRAY[]::bigint[];
BEGIN
  IF TG_OP IN ('UPDATE', 'DELETE') THEN touched := touched || OLD.package_id; END IF;
  IF TG_OP IN ('UPDATE', 'INSERT') THEN touched := touched || NEW.package_id; END IF;
  IF EXISTS (SELECT FROM links_package WHERE id = ANY (touched) AND envelope IS NOT NULL
             AND NOT (TG_OP = 'INSERT' AND direction = 'in')) THEN  -- what comes is sealed before its files are entered
    RAISE EXCEPTION 'the files of a sealed package are kept as they were signed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER attached BEFORE INSERT OR UPDATE OR DELETE ON links_attachment
  FOR EACH ROW EXECUTE FUNCTION links_attached();
"""

UNKEPT = """
DROP TRIGGER attached ON links_attachment;
DROP FUNCTION links_attached();
DROP TRIGGER sealed_kept ON links_package;
DROP FUNCTION links_sealed_kept();
DROP TRIGGER kept ON links_package;
DROP FUNCTION links_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("links", "0001_initial"),
        ("ledger", "0004_reality_kept"),
        ("organisations", "0002_walls"),
    ]

    operations = [
        migrations.RunSQL(ONE_REALITY, UNDO),
        migrations.RunSQL(KEPT, UNKEPT),
        wall("links_install"),
        wall("links_key"),
        wall("links_package"),
        wall("links_attachment"),
        wall("links_refusal", SOMEBODY),
    ]
