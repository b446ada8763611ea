import django.db.models.deletion
from django.db import migrations, models

from thongsuot.organisations.access import wall

# How many subscribers an area has and what came of them are counts: whoever sees the share sees them. Who is where
# stands in the blocks, is the operator's alone like the numbers, and goes with them.
OF_SHARE = "share_id IN (SELECT id FROM campaigns_share)"
SAME_ROOT = """
ALTER TABLE campaigns_locality ADD CONSTRAINT campaigns_locality_same_root
  FOREIGN KEY (share_id, organisation_id, reality) REFERENCES campaigns_share (id, organisation_id, reality);
ALTER TABLE campaigns_areacounts ADD CONSTRAINT campaigns_areacounts_own_batch
  FOREIGN KEY (batch_id, share_id, organisation_id, reality)
  REFERENCES campaigns_batch (id, share_id, organisation_id, reality);
ALTER TABLE campaigns_block ALTER COLUMN areas SET STORAGE EXTERNAL,
  ADD CONSTRAINT campaigns_area_of_each CHECK (areas IS NULL OR octet_length(areas) = 2 * count);
ALTER TABLE campaigns_areacounts
  ADD CONSTRAINT campaigns_three_figures_an_area CHECK (octet_length(counts) % 12 = 0);
"""
APART = """
ALTER TABLE campaigns_areacounts DROP CONSTRAINT campaigns_three_figures_an_area;
ALTER TABLE campaigns_block DROP CONSTRAINT campaigns_area_of_each;
ALTER TABLE campaigns_areacounts DROP CONSTRAINT campaigns_areacounts_own_batch;
ALTER TABLE campaigns_locality DROP CONSTRAINT campaigns_locality_same_root;
"""
KEPT = """
CREATE OR REPLACE FUNCTION campaigns_block_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.recipients IS NOT NULL OR {areas}(OLD.share_id, OLD.kind, OLD.number, OLD.count, OLD.organisation_id, OLD.reality)
     IS DISTINCT FROM (NEW.share_id, NEW.kind, NEW.number, NEW.count, NEW.organisation_id, NEW.reality) THEN
    RAISE EXCEPTION 'recipients are purged and never changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
"""
WITH_AREAS, WITHOUT = KEPT.format(areas="NEW.areas IS NOT NULL OR "), KEPT.format(areas="")


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0005_carriages'),
        ('organisations', '0008_staged_imports'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='batch', name='campaigns_batch_open'),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(condition=models.Q(('sent_upto__lt', models.F('count'))), fields=['share', 'wave', 'id'], name='campaigns_batch_open'),
        ),
        migrations.AddField(
            model_name='carriage',
            name='objected',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='block',
            name='areas',
            field=models.BinaryField(null=True),
        ),
        migrations.CreateModel(
            name='AreaCounts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reality', models.CharField(choices=[('live', 'Thật'), ('exercise', 'DIỄN TẬP')], max_length=8)),
                ('counts', models.BinaryField()),
                ('batch', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='area_counts', to='campaigns.batch')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='area_counts', to='campaigns.share')),
            ],
            options={
                'verbose_name_plural': 'area counts',
                'ordering': ['batch_id'],
            },
        ),
        migrations.CreateModel(
            name='Locality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reality', models.CharField(choices=[('live', 'Thật'), ('exercise', 'DIỄN TẬP')], max_length=8)),
                ('number', models.PositiveIntegerField()),
                ('subscribers', models.PositiveBigIntegerField()),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.area')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='localities', to='campaigns.share')),
            ],
            options={
                'verbose_name_plural': 'localities',
                'ordering': ['share_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('share', 'number'), name='campaigns_locality_once'), models.CheckConstraint(condition=models.Q(('subscribers__gte', 1)), name='campaigns_locality_of_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', True), ('number', 0)), models.Q(('area__isnull', False), ('number__gt', 0)), _connector='OR'), name='campaigns_locality_named_or_first')],
            },
        ),
        migrations.RunSQL(SAME_ROOT, APART),
        migrations.RunSQL(WITH_AREAS, WITHOUT),
        wall("campaigns_locality", OF_SHARE),
        wall("campaigns_areacounts", OF_SHARE),
    ]
