from django.db import migrations

from kheo.oversee.petitions import fingerprints

# Every petition that came before gets its line, in the order of receipt, in the book of its unit.
FILL = """
INSERT INTO petitions_entry (unit_id, year, number, petition_id, at)
SELECT unit_id, year, row_number() OVER (PARTITION BY unit_id, year ORDER BY received_at, id),
       id, registered_at
FROM (
    SELECT p.*, extract(year FROM received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::smallint AS year
    FROM petitions_petition p
    WHERE NOT EXISTS (SELECT FROM petitions_entry e WHERE e.petition_id = p.id)
) AS unwritten;
INSERT INTO petitions_book (unit_id, year, last)
SELECT unit_id, year, max(number) FROM petitions_entry GROUP BY unit_id, year
ON CONFLICT (unit_id, year) DO UPDATE SET last = excluded.last;
"""
BATCH = 500


def fingerprint(apps, schema_editor):
    Petition = apps.get_model("petitions", "Petition")
    batch = []
    for petition in Petition.objects.filter(fingerprint=[]).iterator(chunk_size=BATCH):
        petition.fingerprint = fingerprints.of(
            text=f"{petition.heading} {petition.text}",
            phone=petition.sender_phone,
            email=petition.sender_email,
        )
        batch.append(petition)
        if len(batch) == BATCH:
            Petition.objects.bulk_update(batch, ["fingerprint"])
            batch = []
    Petition.objects.bulk_update(batch, ["fingerprint"])


class Migration(migrations.Migration):
    dependencies = [("petitions", "0005_keep_books_and_classifications")]

    operations = [
        migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop),
        migrations.RunPython(fingerprint, migrations.RunPython.noop),
    ]
