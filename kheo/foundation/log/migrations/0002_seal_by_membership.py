import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("log", "0001_keep_entries_and_seals"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="log_entry_transaction"),
        migrations.RemoveField(model_name="entry", name="transaction"),
        migrations.RemoveField(model_name="seal", name="count"),
        migrations.RemoveField(model_name="seal", name="first_transaction"),
        migrations.RemoveField(model_name="seal", name="last_transaction"),
        migrations.AddField(
            model_name="seal",
            name="entries",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                help_text="Các mục trong lô, theo thứ tự",
                size=None,
                default=list,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="seal",
            name="leaves",
            field=models.BinaryField(help_text="SHA-256 của từng mục, 32 byte mỗi mục", default=b""),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
    ]
