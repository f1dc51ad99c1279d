from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('petitions', '0006_fill_books_and_fingerprints'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(
                condition=Q(('answered_at__isnull', False), ('is_public', True)),
                fields=['answered_at', 'id'],
                name='petition_newest_answer',
            ),
        ),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(
                condition=Q(('answered_at__isnull', False), ('is_public', True)),
                fields=['unit', 'answered_at', 'id'],
                name='petition_newest_answer_of_unit',
            ),
        ),
    ]
