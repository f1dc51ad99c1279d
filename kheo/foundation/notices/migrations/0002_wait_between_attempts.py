from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("notices", "0001_keep_an_outbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="next_at",
            field=models.DateTimeField(
                blank=True, null=True, help_text="Lúc gửi sớm nhất; trống: không gửi nữa"
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="claimed_at",
            field=models.DateTimeField(blank=True, null=True, help_text="Lúc bắt đầu gửi"),
        ),
        migrations.RemoveIndex(model_name="message", name="message_waiting"),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["next_at", "id"],
                condition=Q(("claimed_at__isnull", True), ("next_at__isnull", False)),
                name="message_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=Q(("sent_at__isnull", True), ("claimed_at__isnull", False), _connector="OR"),
                name="sent_message_was_claimed",
            ),
        ),
    ]
