import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thongsuot.organisations.access import OWN, SEEN, inner_wall, wall

OUTCOMES = [
    ('accepted', 'Đã nhận việc'),
    ('declined', 'Không nhận được'),
    ('taken', 'Đã có người khác nhận'),
    ('over', 'Việc đã kết thúc'),
    ('wrong_code', 'Sai mã'),
    ('ignored', 'Sai mã nhiều lần, không xét'),
    ('unclear', 'Chưa rõ ý'),
]

# Rungs and pages carry organisation, reality and `inside` of their ladder: when it is disclosed they follow it. How a
# person is reached belongs where the person works, and an answer where its writer does.
APART = """
ALTER TABLE paging_page DROP CONSTRAINT paging_page_same_root;
ALTER TABLE paging_rung DROP CONSTRAINT paging_rung_same_root;
"""
AS_BEFORE = """
ALTER TABLE paging_rung ADD CONSTRAINT paging_rung_same_root
  FOREIGN KEY (ladder_id, organisation_id, reality) REFERENCES paging_ladder (id, organisation_id, reality);
ALTER TABLE paging_page ADD CONSTRAINT paging_page_same_root
  FOREIGN KEY (ladder_id, organisation_id, reality) REFERENCES paging_ladder (id, organisation_id, reality);
"""
SAME_ROOT = """
ALTER TABLE paging_rung ADD CONSTRAINT paging_rung_same_root
  FOREIGN KEY (ladder_id, organisation_id, reality, inside)
  REFERENCES paging_ladder (id, organisation_id, reality, inside) ON UPDATE CASCADE;
ALTER TABLE paging_page ADD CONSTRAINT paging_page_same_root
  FOREIGN KEY (ladder_id, organisation_id, reality, inside)
  REFERENCES paging_ladder (id, organisation_id, reality, inside) ON UPDATE CASCADE;
ALTER TABLE paging_page ADD CONSTRAINT paging_page_same_home
  FOREIGN KEY (rung_id, home_id, reality) REFERENCES paging_rung (id, home_id, reality);
ALTER TABLE paging_address ADD CONSTRAINT paging_address_same_home
  FOREIGN KEY (rung_id, organisation_id, reality) REFERENCES paging_rung (id, home_id, reality);
"""
UNDO = """
ALTER TABLE paging_address DROP CONSTRAINT paging_address_same_home;
ALTER TABLE paging_page DROP CONSTRAINT paging_page_same_home;
ALTER TABLE paging_page DROP CONSTRAINT paging_page_same_root;
ALTER TABLE paging_rung DROP CONSTRAINT paging_rung_same_root;
"""
MOVED = """
INSERT INTO paging_address (rung_id, organisation_id, reality, email, phone, number)
  SELECT id, home_id, reality, email, phone, '' FROM paging_rung;
UPDATE paging_page SET home_id = paging_rung.home_id, person_id = paging_rung.person_id FROM paging_rung WHERE paging_rung.id = rung_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
MOVED_BACK = """
UPDATE paging_rung SET email = paging_address.email, phone = paging_address.phone
  FROM paging_address WHERE paging_address.rung_id = paging_rung.id;
"""

KNOWN = f"organisation_id = ANY({SEEN}) AND (NOT inside OR organisation_id + 0 = ANY({OWN}))"
ASKED = f"sent_at IS NOT NULL AND home_id = ANY({OWN})"


def seen_by_who_is_asked(table, key=""):
    """Show a table to who sees the organisation, what is inside to who works there; and what asks one's own people."""
    asked = f"EXISTS (SELECT 1 FROM paging_page WHERE {key} = {table}.id AND {ASKED})" if key else ASKED
    return migrations.RunSQL(
        f"DROP POLICY wall ON {table}; CREATE POLICY wall ON {table} USING ({KNOWN} OR {asked});",
        f"DROP POLICY wall ON {table}; CREATE POLICY wall ON {table} USING (organisation_id = ANY({SEEN}));",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0005_replies_waiting'),
        ('organisations', '0008_staged_imports'),
        ('paging', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(APART, AS_BEFORE),
        migrations.RemoveConstraint(
            model_name='ladder',
            name='paging_ladder_root',
        ),
        migrations.AddField(
            model_name='ladder',
            name='inside',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='rung',
            name='inside',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='page',
            name='inside',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.UniqueConstraint(fields=('id', 'organisation', 'reality', 'inside'), name='paging_ladder_root'),
        ),
        migrations.AddConstraint(
            model_name='rung',
            constraint=models.UniqueConstraint(fields=('id', 'home', 'reality'), name='paging_rung_root'),
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reality', models.CharField(choices=[('live', 'Thật'), ('exercise', 'DIỄN TẬP')], max_length=8)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('number', models.CharField(blank=True, max_length=15)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('rung', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='address', to='paging.rung')),
            ],
            options={
                'ordering': ['rung_id'],
                'indexes': [models.Index(condition=models.Q(('number', ''), _negated=True), fields=['number'], name='paging_number')],
            },
        ),
        migrations.AddField(
            model_name='page',
            name='home',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='page',
            name='person',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunSQL(MOVED, MOVED_BACK),
        migrations.AlterField(
            model_name='page',
            name='home',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.RemoveField(
            model_name='rung',
            name='email',
        ),
        migrations.RemoveField(
            model_name='rung',
            name='phone',
        ),
        migrations.AddField(
            model_name='page',
            name='code',
            field=models.CharField(blank=True, max_length=6),
        ),
        migrations.AddIndex(
            model_name='page',
            index=models.Index(condition=models.Q(('sent_at__isnull', False)), fields=['person', '-sent_at'], name='paging_page_of_person'),
        ),
        migrations.AddIndex(
            model_name='page',
            index=models.Index(condition=models.Q(('code', ''), _negated=True), fields=['code'], name='paging_page_of_code'),
        ),
        migrations.AddConstraint(
            model_name='page',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['due', 'sent']), models.Q(('code', ''), _negated=True)), fields=('reality', 'code'), name='paging_code_of_one_page'),
        ),
        migrations.CreateModel(
            name='PageAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reality', models.CharField(choices=[('live', 'Thật'), ('exercise', 'DIỄN TẬP')], max_length=8)),
                ('number', models.CharField(max_length=15)),
                ('word', models.CharField(max_length=10)),
                ('code', models.CharField(blank=True, max_length=6)),
                ('outcome', models.CharField(choices=OUTCOMES, max_length=10)),
                ('received_at', models.DateTimeField()),
                ('ladder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='paging.ladder')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='paging.page')),
                ('reply', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outbox.reply')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['number', '-received_at'], name='paging_answers_of_number')],
            },
        ),
        migrations.RunSQL(SAME_ROOT, UNDO),
        seen_by_who_is_asked('paging_ladder', 'ladder_id'),
        seen_by_who_is_asked('paging_rung', 'rung_id'),
        seen_by_who_is_asked('paging_page'),
        wall('paging_address'),
        inner_wall('paging_address'),
        wall('paging_pageanswer'),
        inner_wall('paging_pageanswer'),
    ]
