import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thongsuot.organisations.access import wall


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0004_reality_kept'),
        ('links', '0002_walls'),
        ('organisations', '0008_staged_imports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Signatory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reality', models.CharField(choices=[('live', 'Thật'), ('exercise', 'DIỄN TẬP')], max_length=8)),
                ('key', models.CharField(max_length=40)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signatory', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'signatories',
                'ordering': ['organisation_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'reality', 'key'), name='links_signatory_once')],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER reality BEFORE INSERT ON links_signatory FOR EACH ROW EXECUTE FUNCTION ledger_same_reality();",
            "DROP TRIGGER reality ON links_signatory;",
        ),
        wall("links_signatory"),
    ]
