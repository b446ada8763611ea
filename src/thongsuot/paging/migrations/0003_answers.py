import django.db.models.deletion
from django.db import migrations, models

from thongsuot.organisations.access import inner_wall, wall

SAME_ROOT = """
ALTER TABLE paging_pageanswer ADD CONSTRAINT paging_pageanswer_same_root
  FOREIGN KEY (ladder_id, organisation_id, reality) REFERENCES paging_ladder (id, organisation_id, reality);
"""
UNDO = "ALTER TABLE paging_pageanswer DROP CONSTRAINT paging_pageanswer_same_root;"
OUTCOMES = [
    ('accepted', 'Đã nhận việc'),
    ('declined', 'Không nhận được'),
    ('taken', 'Đã có người khác nhận'),
    ('over', 'Việc đã kết thúc'),
    ('wrong_code', 'Sai mã'),
    ('ignored', 'Sai mã nhiều lần, không xét'),
    ('unclear', 'Chưa rõ ý'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0005_replies_waiting'),
        ('organisations', '0008_staged_imports'),
        ('paging', '0002_walls'),
    ]

    operations = [
        migrations.AddField(
            model_name='page',
            name='code',
            field=models.CharField(blank=True, max_length=6),
        ),
        migrations.AddField(
            model_name='page',
            name='number',
            field=models.CharField(blank=True, max_length=15),
        ),
        migrations.AddIndex(
            model_name='page',
            index=models.Index(condition=models.Q(('number', ''), _negated=True), fields=['number'], name='paging_page_number'),
        ),
        migrations.AddConstraint(
            model_name='page',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['due', 'sent']), models.Q(('code', ''), _negated=True)), fields=('reality', 'code'), name='paging_code_of_one_page'),
        ),
        migrations.AddConstraint(
            model_name='page',
            constraint=models.CheckConstraint(condition=models.Q(('code', ''), models.Q(('number', ''), _negated=True), _connector='OR'), name='paging_code_has_a_number'),
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
        wall('paging_pageanswer'),
        inner_wall('paging_pageanswer'),
    ]
