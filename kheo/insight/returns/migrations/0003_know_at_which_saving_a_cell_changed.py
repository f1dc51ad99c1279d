"""Remembers with each change of a cell at which saving of its return it was made."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0002_define_forms_and_owe_returns'),
    ]

    operations = [
        migrations.AddField(
            model_name='cellchange',
            name='revision',
            field=models.PositiveIntegerField(default=0, help_text='Lần lưu của báo cáo đã đổi ô này; biết ai sửa trước ai'),
        ),
    ]
