"""A case opens for its people, each time in the log; for nobody else, and for all equally so."""

import uuid
from datetime import timedelta

import pytest

from kheo.foundation.accounts.models import Appointment
from kheo.foundation.accounts.permissions import forget
from kheo.foundation.documents import storage
from kheo.foundation.log.models import Entry
from kheo.oversee.denunciations import sealing, services
from kheo.oversee.denunciations.models import Case, Grant, Paper, SealedFile
from tests import factories
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"x" * 3000


def read(case, by, now=MONDAY):
    return services.read(box=making.box(case, by, now), why="verify", now=now)


def dismiss(person):
    Appointment.objects.filter(person=person).update(until=MONDAY.date())
    forget(person)


def test_the_officer_reads_what_was_sealed():
    home = making.house()
    case = making.enter(home)

    opened = read(case, home.officer)

    said = {page.paper.kind: page.said for page in opened.pages}
    assert said["content"]["text"] == f"Ông {making.ACCUSED} {making.SECRET}."
    assert said["identity"]["denouncers"][0]["name"] == making.DENOUNCER


def test_every_reading_is_logged_with_who_when_which_and_why():
    home = making.house()
    case = making.enter(home)

    read(case, home.officer)

    entry = Entry.objects.filter(action="denunciation.opened").get()
    assert (entry.actor, entry.at, entry.subject, entry.detail) == (
        home.officer.username,
        MONDAY,
        f"denunciation:{case.code}",
        {"why": "verify"},
    )


def test_a_reading_needs_a_reason_of_the_list():
    home = making.house()
    case = making.enter(home)

    with pytest.raises(services.ChoiceUnknown):
        services.read(box=making.box(case, home.officer), why="tò mò", now=MONDAY)


def test_all_who_may_not_hear_the_same_sentence():
    home = making.house()
    case = making.enter(home, colleagues=[home.colleague])
    home.colleague.full_name = making.ACCUSED
    home.colleague.save()
    stranger = making.keyed(factories.officer(home.unit, "denunciation_officer"))
    refusals = []
    for code, person in ((case.code, home.colleague), (case.code, stranger), ("TC-26-x", stranger)):
        with pytest.raises(services.Closed) as refusal:
            services.open_box(code=code, passphrase=making.PASSPHRASE, by=person, now=MONDAY)
        refusals.append(str(refusal.value))

    assert len(set(refusals)) == 1


def test_a_refusal_is_logged_without_its_reason():
    home = making.house()
    case = making.enter(home)
    with pytest.raises(services.Closed):
        making.box(case, home.colleague)

    entry = Entry.objects.filter(action="denunciation.refused").get()
    assert (entry.actor, entry.detail) == (home.colleague.username, {})


def test_an_officer_found_to_be_named_loses_the_keys():
    home = making.house()
    case = making.enter(home, colleagues=[home.colleague])
    home.colleague.full_name = making.ACCUSED
    home.colleague.save()
    with pytest.raises(services.Closed):
        making.box(case, home.colleague)

    grant = Grant.objects.get(person=home.colleague)
    assert (bool(grant.ended_at), bytes(grant.sealed)) == (True, b"")


def test_a_wrong_passphrase_opens_nothing():
    home = making.house()
    case = making.enter(home)

    with pytest.raises(services.PassphraseWrong):
        making.box(case, home.officer, passphrase=making.OTHER_PASSPHRASE)


@pytest.mark.parametrize("kind", ["content", "identity"])
def test_a_tampered_box_does_not_open(kind):
    home = making.house()
    case = making.enter(home)
    paper = case.papers.get(kind=kind)
    changed = bytearray(paper.sealed)
    changed[-1] ^= 1
    Paper.objects.filter(pk=paper.pk).update(sealed=bytes(changed))

    with pytest.raises(sealing.Tampered):
        making.box(case, home.officer)


def test_a_box_moved_into_another_case_does_not_open():
    home = making.house()
    one, other = making.enter(home), making.enter(home)
    Paper.objects.filter(case=other, kind="content").update(
        sealed=one.papers.get(kind="content").sealed
    )

    with pytest.raises(sealing.Tampered):
        making.box(other, home.officer)


def test_keys_moved_from_another_case_do_not_open():
    home = making.house()
    one, other = making.enter(home), making.enter(home)
    Grant.objects.filter(case=other).update(sealed=one.grants.get().sealed)

    with pytest.raises(services.Closed):
        making.box(other, home.officer)


# --- Files ------------------------------------------------------------------------------------


def with_file(home):
    file = services.Attached("don-cua-nguyet.pdf", "application/pdf", PDF)
    return making.enter(home, files=[file], colleagues=[home.colleague])


def test_a_file_lies_in_the_storage_as_noise_under_a_random_name():
    case = with_file(making.house())

    file = case.files.get()
    lying = storage.absolute(file.path).read_bytes()
    assert b"PDF" not in lying
    assert uuid.UUID(file.path.rsplit("/", 1)[1])
    assert len(lying) != len(PDF)


def test_a_file_opens_for_the_officer_and_the_log_says_so():
    home = making.house()
    case = with_file(home)
    uid = case.files.get().uid

    name, media_type, data = services.read_file(
        box=making.box(case, home.officer), uid=uid, now=MONDAY
    )

    assert (name, media_type, data) == ("don-cua-nguyet.pdf", "application/pdf", PDF)
    assert Entry.objects.filter(action="denunciation.file_opened").get().detail == {
        "file": str(uid)
    }


def test_a_file_of_another_case_does_not_open_here():
    home = making.house()
    one, other = with_file(home), with_file(home)

    with pytest.raises(services.Closed):
        services.read_file(box=making.box(one, home.officer), uid=other.files.get().uid, now=MONDAY)


def test_a_file_that_is_gone_counts_as_tampered():
    home = making.house()
    case = with_file(home)
    storage.remove_all([case.files.get().path])

    with pytest.raises(sealing.Tampered):
        services.read_file(box=making.box(case, home.officer), uid=case.files.get().uid, now=MONDAY)


# --- Who has left -----------------------------------------------------------------------------


def test_a_removed_officer_opens_nothing_from_the_same_day():
    home = making.house()
    case = making.enter(home)
    dismiss(home.officer)

    with pytest.raises(services.Closed):
        making.box(case, home.officer)


def test_the_next_officer_puts_the_box_under_new_keys():
    home = making.house()
    case = with_file(home)
    before = {paper.pk: bytes(paper.sealed) for paper in case.papers.all()}
    old_path, old_keys = case.files.get().path, making.box(case, home.officer).keys
    dismiss(home.officer)

    opened = read(case, home.colleague)

    case.refresh_from_db()
    assert case.epoch == 2
    assert all(bytes(paper.sealed) != before[paper.pk] for paper in case.papers.all())
    assert case.files.get().path != old_path
    assert opened.box.keys.content != old_keys.content
    assert bytes(Grant.objects.get(person=home.officer).sealed) == b""
    assert (
        services.read_file(
            box=making.box(case, home.colleague), uid=case.files.get().uid, now=MONDAY
        )[2]
        == PDF
    )


def test_old_keys_open_nothing_any_more():
    home = making.house()
    case = making.enter(home, colleagues=[home.colleague])
    old = making.box(case, home.officer).keys
    dismiss(home.officer)
    read(case, home.colleague)

    paper = case.papers.get(kind="content")
    with pytest.raises(sealing.Tampered):
        services.Box(case, home.officer, "officer", old).read(paper)


def test_a_box_in_hand_while_keys_changed_is_opened_anew():
    home = making.house()
    case = making.with_head(home)
    in_hand = making.box(case, home.head)
    services.bring_in(
        box=making.box(case, home.officer),
        person=home.colleague,
        role=Grant.Role.MEMBER,
        knows_identity=True,
        now=MONDAY,
    )
    services.let_go(box=making.box(case, home.officer), person=home.colleague, now=MONDAY)
    read(case, home.officer)

    with pytest.raises(services.AlreadyMoved):
        services.accept(box=in_hand, decision="1/QĐ-UBND", text="", now=MONDAY)


def test_grants_of_people_who_left_are_dropped_by_themselves():
    home = making.house()
    making.enter(home, colleagues=[home.colleague])
    dismiss(home.officer)

    assert services.drop_the_gone(now=MONDAY) == 1
    assert Case.objects.get().is_to_rekey
    assert services.drop_the_gone(now=MONDAY) == 0


def test_who_does_not_know_the_identity_reads_the_rest():
    home = making.house()
    case = making.enter(home)
    services.bring_in(
        box=making.box(case, home.officer),
        person=home.colleague,
        role=Grant.Role.MEMBER,
        knows_identity=False,
        now=MONDAY,
    )

    opened = read(case, home.colleague)

    assert [page.paper.kind for page in opened.pages] == ["content"]


def test_a_case_is_covered_by_a_board_that_came_later():
    home = making.house()
    case = making.enter(home)
    board, _members, _shares = making.board(home.unit)

    read(case, home.officer, MONDAY + timedelta(hours=1))

    case.refresh_from_db()
    assert case.board == board
    assert SealedFile.objects.count() == 0
