"""A return sent empty says whether that was meant."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("returns", "0005_tell_of_part_of_a_period")]

    operations = [
        migrations.AddField(
            model_name="return",
            name="is_nil",
            field=models.BooleanField(
                default=False,
                help_text="Đơn vị nói rõ khi gửi: kỳ này không phát sinh, báo cáo trống",
            ),
        ),
    ]
