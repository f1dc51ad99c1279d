"""Makes ten letters of each by joining the beginning of one and the end of another, in SQL alone.

Writing all letters anew would take most of the time of a run; so the database has halves that
ten letters share, and no two letters that are the same.
"""

# The year whose book of the province holds all of them: the longest that can be sent out.
BOOK_YEAR = 1999

HALVES = """
DROP TABLE IF EXISTS bench_half;
CREATE UNLOGGED TABLE bench_half (id bigint, one text, two text, one_folded text, two_folded text,
    one_numbers int[], two_numbers int[], heading_folded text, answer_folded text)
"""
READY = """
CREATE INDEX ON bench_half (id);
ANALYZE bench_half;
ANALYZE duties_duty;
ANALYZE petitions_petition
"""

_MOMENT = "o.{} - (n %% 3600) * interval '1 second'"
DUTY = {
    "id": "n",
    "subject": "'petition:' || n",
    "url": "'/phan-anh/xu-ly/' || n || '/'",
    "opened_at": _MOMENT.format("opened_at"),
}
DUTIES = """
FROM generate_series(%(first)s::bigint, %(last)s) n
JOIN duties_duty o ON o.id = 1 + n * 7919 %% %(fresh)s
"""

# As kheo.oversee.petitions.fingerprints counts them.
_HASH = "(crc32(convert_to({}, 'UTF8')) & 2147483647)::int"
_NUMBERS = f"""
ARRAY(SELECT DISTINCT v FROM unnest(h.one_numbers || k.two_numbers) v ORDER BY v LIMIT 32)
|| ARRAY[{_HASH.format("replace(w.folded, ' ', '=')")},
    -1 - {_HASH.format("'tel:' || right(w.phone, 9)")}]
"""
PETITION = {
    "id": "n",
    "code": "w.code",
    "submission_key": "gen_random_uuid()",
    "secret_hash": "md5(n::text)",
    "text": "h.one || ' ' || k.two",
    "duty_id": "n",
    "sender_phone": "w.phone",
    "public_text": "CASE WHEN o.is_public THEN h.one || ' ' || k.two ELSE '' END",
    "fingerprint": _NUMBERS,
    "received_at": _MOMENT.format("received_at"),
    "registered_at": _MOMENT.format("received_at"),
    "folded": """concat_ws(' ', lower(replace(w.code, '-', ' ')), w.folded,
        CASE WHEN o.answer <> '' THEN h.answer_folded END)""",
    "public_folded": "CASE WHEN o.is_public THEN w.folded ELSE '' END",
}
PETITIONS = """
FROM generate_series(%(first)s::bigint, %(last)s) n
JOIN petitions_petition o ON o.id = 1 + n * 7919 %% %(fresh)s
JOIN bench_half h ON h.id = o.id
JOIN bench_half k ON k.id = 1 + (n * 104729 + n / %(fresh)s * 31) %% %(fresh)s
CROSS JOIN LATERAL (
    SELECT concat_ws(' ', h.heading_folded, h.one_folded, k.two_folded) AS folded,
        '09' || lpad((n * 7368787 %% 100000000)::text, 8, '0') AS phone,
        regexp_replace(o.code, '[0-9]+$', lpad(n::text, greatest(5, length(n::text)), '0')) AS code
) w
"""

ENTRIES = """
INSERT INTO petitions_entry (unit_id, year, number, petition_id, at)
SELECT unit_id, extract(year FROM received_at), id, id, received_at FROM petitions_petition;
INSERT INTO petitions_entry (unit_id, year, number, petition_id, at)
SELECT %(province)s, %(year)s, id, id, received_at FROM petitions_petition
"""
AFTER = """
DROP TABLE bench_half;
SELECT setval(pg_get_serial_sequence('duties_duty', 'id'), max(id)) FROM duties_duty;
SELECT setval(pg_get_serial_sequence('petitions_petition', 'id'), max(id)) FROM petitions_petition;
INSERT INTO petitions_book (unit_id, year, last)
    SELECT unit_id, year, max(number) FROM petitions_entry GROUP BY unit_id, year;
INSERT INTO petitions_numbering (prefix, year, last)
    SELECT split_part(code, '-', 1), 2000 + split_part(code, '-', 2)::int, max(id)
    FROM petitions_petition GROUP BY 1, 2;
VACUUM ANALYZE duties_duty;
VACUUM ANALYZE petitions_petition;
VACUUM ANALYZE petitions_entry;
ANALYZE;
CHECKPOINT
"""
