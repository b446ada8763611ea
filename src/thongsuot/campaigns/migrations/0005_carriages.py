import django.db.models.deletion
import uuid
from django.db import migrations, models

from thongsuot.organisations.access import wall

# Whoever sees a share sees the way on which it is carried. What it is the way of never changes, the number of what
# was said only grows, and the approved order stays as it came.
SAME_ROOT = """
ALTER TABLE campaigns_carriage ADD CONSTRAINT campaigns_carriage_same_root
  FOREIGN KEY (share_id, organisation_id, reality) REFERENCES campaigns_share (id, organisation_id, reality);
CREATE FUNCTION campaigns_carriage_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.share_id, OLD.key, OLD.mirrored, OLD.organisation_id, OLD.reality)
     IS DISTINCT FROM (NEW.share_id, NEW.key, NEW.mirrored, NEW.organisation_id, NEW.reality)
     OR NEW.sent < OLD.sent OR (OLD.order_bytes IS NOT NULL AND NEW.order_bytes IS DISTINCT FROM OLD.order_bytes) THEN
    RAISE EXCEPTION 'a carriage stays what it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON campaigns_carriage FOR EACH ROW EXECUTE FUNCTION campaigns_carriage_kept();
"""
APART = """
DROP TRIGGER kept ON campaigns_carriage;
DROP FUNCTION campaigns_carriage_kept();
ALTER TABLE campaigns_carriage DROP CONSTRAINT campaigns_carriage_same_root;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0004_sending_walls'),
        ('organisations', '0008_staged_imports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Carriage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reality', models.CharField(choices=[('live', 'Thật'), ('exercise', 'DIỄN TẬP')], max_length=8)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('mirrored', models.BooleanField()),
                ('sent', models.PositiveIntegerField(default=0)),
                ('known', models.PositiveIntegerField(default=0)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('counted', models.PositiveIntegerField(default=0)),
                ('measured', models.JSONField(blank=True, default=dict)),
                ('measured_at', models.DateTimeField(blank=True, null=True)),
                ('order_bytes', models.BinaryField(blank=True, null=True)),
                ('trouble', models.TextField(blank=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('share', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carriage', to='campaigns.share')),
            ],
            options={
                'ordering': ['share_id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('mirrored', True), ('order_bytes__isnull', True), _connector='OR'), name='campaigns_own_order_is_not_kept_twice')],
            },
        ),
        migrations.RunSQL(SAME_ROOT, APART),
        wall("campaigns_carriage", "share_id IN (SELECT id FROM campaigns_share)"),
    ]
