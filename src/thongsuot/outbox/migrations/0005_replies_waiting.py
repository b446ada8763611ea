from django.db import migrations, models


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
    ]
