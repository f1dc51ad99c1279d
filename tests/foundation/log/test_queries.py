"""Verifying names the first entry that somebody got at."""

from datetime import timedelta

import pytest

from kheo.foundation.log import merkle, queries, services
from kheo.foundation.log.models import Seal, Unsealed
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


def written(batches=3, size=4):
    """Seal some batches and return the ids of their entries, batch by batch."""
    return [
        services.seal(now=MONDAY + timedelta(seconds=batch)).entries
        for batch in range(batches)
        if [
            services.record(action="duty.closed", on=f"petition:{n}", at=MONDAY, detail={"n": n})
            for n in range(size)
        ]
    ]


def test_a_log_that_nobody_touched_is_whole():
    written()
    services.record(action="duty.closed", on="petition:9", at=MONDAY)

    verdict = queries.verify()

    assert (verdict.ok, verdict.checked, verdict.first_broken) == (True, 12, None)
    assert verdict.head == Seal.objects.latest("id").chain
    assert "12 mục đã niêm phong, 1 mục chờ" in verdict.message


def test_an_empty_log_is_whole():
    assert queries.verify().ok


def test_a_changed_entry_is_named(intruder):
    batches = written()
    with intruder() as run:
        run(
            "UPDATE log_entry SET actor = 'ai-do' WHERE id IN (%s, %s)",
            [batches[2][0], batches[1][2]],
        )

    verdict = queries.verify()

    assert (verdict.ok, verdict.first_broken) == (False, batches[1][2])
    assert verdict.message == (
        f"Mục {batches[1][2]} (duty.closed, 02/03/2026 01:00 UTC) đã bị sửa sau khi niêm phong."
    )


def test_changed_details_are_found(intruder):
    batches = written()
    with intruder() as run:
        run("UPDATE log_entry SET detail = '{\"n\": 7}' WHERE id = %s", [batches[0][1]])

    assert queries.verify().first_broken == batches[0][1]


def test_a_deleted_entry_is_named(intruder):
    batches = written()
    with intruder() as run:
        run("DELETE FROM log_entry WHERE id = %s", [batches[1][3]])

    verdict = queries.verify()

    assert (verdict.ok, verdict.first_broken) == (False, batches[1][3])
    assert "đã bị xóa" in verdict.message


def test_an_entry_deleted_before_its_seal_is_named(intruder):
    entry = services.record(action="duty.closed", on="petition:1", at=MONDAY)
    with intruder() as run:
        run("DELETE FROM log_entry WHERE id = %s", [entry.pk])

    assert services.seal(now=MONDAY) is None
    assert queries.verify().first_broken == entry.pk


def test_an_entry_inserted_past_the_triggers_is_named(intruder):
    written()
    with intruder() as run:
        run(
            "INSERT INTO log_entry (id, at, action, actor, subject, unit_code, detail)"
            " VALUES (-5, '2020-01-01', 'duty.closed', '', 'petition:1', '', '{}')"
        )

    verdict = queries.verify()

    assert (verdict.ok, verdict.first_broken) == (False, -5)
    assert "chèn ngoài quy trình" in verdict.message


def test_an_entry_taken_off_the_sealers_list_is_named():
    entry = services.record(action="duty.closed", on="petition:1", at=MONDAY)
    Unsealed.objects.all().delete()

    assert queries.verify().first_broken == entry.pk


def test_an_entry_changed_together_with_its_leaf_breaks_the_seal(intruder):
    batches = written()
    seal = Seal.objects.order_by("id")[1]
    with intruder() as run:
        run("UPDATE log_entry SET actor = 'ai-do' WHERE id = %s", [batches[1][0]])
        row = queries.content([batches[1][0]]).get()
        forged = merkle.leaf(row) + bytes(seal.leaves)[merkle.WIDTH :]
        run("UPDATE log_seal SET leaves = %s WHERE id = %s", [forged, seal.pk])

    verdict = queries.verify()

    assert (verdict.ok, verdict.first_broken) == (False, batches[1][0])
    assert "không nối" in verdict.message


def test_a_removed_seal_breaks_the_chain(intruder):
    batches = written()
    with intruder() as run:
        run("DELETE FROM log_entry WHERE id = ANY(%s)", [batches[1]])
        run("DELETE FROM log_seal WHERE entries = %s::bigint[]", [batches[1]])

    verdict = queries.verify()

    assert (verdict.ok, verdict.first_broken) == (False, batches[2][0])


@pytest.mark.parametrize(
    "change", ["sealed_at = sealed_at - interval '1 year'", "entries = entries[1:3]"]
)
def test_a_seal_that_was_changed_breaks_the_chain(intruder, change):
    batches = written()
    with intruder() as run:
        run(f"UPDATE log_seal SET {change} WHERE entries = %s::bigint[]", [batches[1]])

    verdict = queries.verify()

    assert (verdict.ok, verdict.first_broken) == (False, batches[1][0])


def test_an_end_cut_off_cleanly_shows_against_a_link_kept_elsewhere(intruder):
    batches = written()
    kept = queries.verify().head
    with intruder() as run:
        run("DELETE FROM log_entry WHERE id = ANY(%s)", [batches[2]])
        run("DELETE FROM log_seal WHERE entries = %s::bigint[]", [batches[2]])

    assert queries.verify().ok
    assert not queries.verify(kept_head=kept).ok
    assert kept in queries.verify(kept_head=kept).message


def test_verifying_asks_the_same_number_of_questions_however_full_a_seal_is(
    django_assert_num_queries,
):
    written(batches=1, size=1)
    with django_assert_num_queries(5):
        queries.verify()
    written(batches=1, size=30)
    with django_assert_num_queries(6):
        queries.verify()
