from django.db import migrations, models

from thongsuot.organisations.access import OWN


def inside(table):
    """Keep what is inside from whoever sees an organisation but does not work there."""
    return migrations.RunSQL(
        f"CREATE POLICY own ON {table} AS RESTRICTIVE USING (NOT inside OR organisation_id + 0 = ANY({OWN}));",
        f"DROP POLICY own ON {table};",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0004_sms_links_wall'),
    ]

    operations = [
        migrations.AddField(
            model_name='reply',
            name='waiting',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='reply',
            name='reporting',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='message',
            name='inside',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='reply',
            name='inside',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='replypart',
            name='inside',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('channel', 'email')), fields=['address'], name='outbox_mail_address'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'failed')), fields=['about'], name='outbox_failed'),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(condition=models.Q(('waiting', True)), fields=['id'], name='outbox_replies_waiting'),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(condition=models.Q(('reporting', True)), fields=['id'], name='outbox_replies_reporting'),
        ),
        inside('outbox_message'),
        inside('outbox_reply'),
        inside('outbox_replypart'),
    ]
