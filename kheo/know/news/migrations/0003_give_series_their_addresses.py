"""Gives the series of articles that are there already the addresses of their lists."""

from django.db import migrations
from django.utils.text import slugify

from kheo.foundation.vietnamese.text import fold


def give(apps, schema_editor):
    articles = apps.get_model("news", "NewsPage").objects.exclude(series="")
    for series in set(articles.values_list("series", flat=True)):
        articles.filter(series=series).update(series_slug=slugify(fold(series)))


class Migration(migrations.Migration):

    dependencies = [
        ("news", "0002_sort_articles_into_categories_and_albums"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
