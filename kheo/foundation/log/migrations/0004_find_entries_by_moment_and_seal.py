import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("log", "0003_refuse_changes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["at", "id"], name="log_entry_moment"),
        ),
        migrations.AddIndex(
            model_name="seal",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["entries"], name="log_seal_entries"
            ),
        ),
    ]
