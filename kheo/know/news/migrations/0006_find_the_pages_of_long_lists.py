"""Indexes on Wagtail's table of pages: its tree, and the desk of editors, read all pages else.

With 200,000 pages in the lists, each of these questions read the whole table.
"""

from django.db import migrations

INDEXES = {
    # The tree shows what was changed last, fifty at a time.
    "news_pages_changed": "(latest_revision_created_at DESC NULLS LAST)",
    # How many stand in a list is counted from the index alone.
    "news_pages_below": "(path varchar_pattern_ops, depth, id)",
    "news_pages_unpublished": (
        "(owner_id, latest_revision_created_at DESC) WHERE has_unpublished_changes"
    ),
    "news_pages_expiring": "(expire_at) WHERE expire_at IS NOT NULL",
}


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0005_mark_decorative_photos"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX {name} ON wagtailcore_page {columns}", f"DROP INDEX {name}"
        )
        for name, columns in INDEXES.items()
    ]
