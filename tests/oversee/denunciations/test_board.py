"""Lost passphrases: the board's shares give cases back, and show the board nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.log.models import Entry
from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Board, BoardShare, Case, Grant
from tests import factories
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=3)


@pytest.fixture
def home():
    return making.house()


def lose(person):
    services.make_key(passphrase=making.OTHER_PASSPHRASE, by=person, now=LATER, gives_up=True)


def open_again(case, person):
    return making.box(case, person, LATER, making.OTHER_PASSPHRASE)


def recover(board, members, shares, person, **more):
    return services.recover(
        board=board, shares=shares, person=person, by=members[0], now=LATER, **more
    )


def test_a_lost_passphrase_is_made_good_by_the_board(home):
    board, members, shares = making.board(home.unit)
    case = making.enter(home)
    lose(home.officer)
    with pytest.raises(services.Closed):
        open_again(case, home.officer)

    result = recover(board, members, shares[:2], home.officer)

    assert (result.opened, result.left) == (1, 0)
    assert open_again(case, home.officer).all_of("content")


def test_any_two_shares_do_and_one_does_not(home):
    board, members, shares = making.board(home.unit)
    case = making.enter(home)
    lose(home.officer)

    for wrong in (shares[:1], [], ["x"], [shares[0], shares[0]]):
        with pytest.raises(services.SharesWrong):
            recover(board, members, wrong, home.officer)
    assert recover(board, members, shares[1:], home.officer).opened == 1
    assert open_again(case, home.officer)


def test_shares_of_another_board_open_nothing(home):
    board, members, _shares = making.board(home.unit)
    other = making.house("Mường Bú")
    other.unit.parent = factories.unit("Điện Biên", level="province", code="11")
    _board, _members, strange = making.board(other.unit)

    with pytest.raises(services.SharesWrong):
        recover(board, members, strange[:2], home.officer)


def test_the_recovery_stands_in_the_log(home):
    board, members, shares = making.board(home.unit)
    case = making.enter(home)
    lose(home.officer)
    recover(board, members, shares[:2], home.officer)

    entry = Entry.objects.get(action="denunciation.recovered")
    assert (entry.actor, entry.subject, entry.detail) == (
        members[0].username,
        case.subject,
        {"to": home.officer.username},
    )


def test_a_case_whose_officers_are_all_gone_is_entrusted_by_code(home):
    board, members, shares = making.board(home.unit)
    case = making.enter(home)

    result = recover(board, members, shares[:2], home.colleague, codes=[case.code.lower()])

    assert result.opened == 1
    assert making.box(case, home.colleague).all_of("content")


def test_the_board_entrusts_nothing_to_who_is_named_and_does_not_say_why(home):
    board, members, shares = making.board(home.unit)
    case = making.enter(home)
    home.colleague.full_name = making.ACCUSED
    home.colleague.save()

    result = recover(board, members, shares[:2], home.colleague, codes=[case.code, "TC-26-XXXXX"])

    assert (result.opened, result.left) == (0, 2)
    assert not Grant.objects.filter(person=home.colleague).exists()


def test_nobody_entrusts_a_case_to_a_stranger_of_the_unit(home):
    board, members, shares = making.board(home.unit)
    case = making.enter(home)
    other = making.house("Mường Bú").officer

    assert recover(board, members, shares[:2], other, codes=[case.code]).opened == 0


def test_a_changed_copy_of_the_board_gives_nothing_back(home):
    board, members, shares = making.board(home.unit)
    making.enter(home)
    lose(home.officer)
    Case.objects.update(board_sealed=b"x" * 120)

    assert recover(board, members, shares[:2], home.officer).opened == 0


def test_nobody_recovers_for_oneself(home):
    board, members, shares = making.board(home.unit)

    with pytest.raises(services.NotForOneself):
        recover(board, members, shares[:2], members[0])


def test_who_has_no_key_gets_nothing_back(home):
    board, members, shares = making.board(home.unit)
    keyless = factories.officer(home.unit, "denunciation_officer")

    with pytest.raises(services.KeyMissing):
        recover(board, members, shares[:2], keyless)


def test_officers_are_no_board(home):
    board, _members, shares = making.board(home.unit)

    with pytest.raises(PermissionDenied):
        services.recover(
            board=board, shares=shares[:2], person=home.colleague, by=home.officer, now=LATER
        )
    with pytest.raises(PermissionDenied):
        services.make_board(unit=home.unit, members=[home.officer], by=home.officer, now=LATER)


def test_a_board_has_as_many_members_as_the_deployment_says(home):
    province = home.unit.parent
    two = [
        making.keyed(factories.officer(province, "auditor", body_kind="inspectorate"))
        for _ in range(2)
    ]
    keyless = factories.officer(province, "auditor", body_kind="inspectorate")

    for members in (two, [*two, keyless], [*two, home.officer]):
        with pytest.raises(services.MembersWrong):
            services.make_board(unit=province, members=members, by=two[0], now=MONDAY)


def test_a_share_on_paper_is_gone_from_here(home):
    board, members, _shares = making.board(home.unit)

    assert [bytes(share.sealed) for share in BoardShare.objects.all()] == [b""] * 3
    with pytest.raises(services.ShareGone):
        services.show_share(board=board, passphrase=making.PASSPHRASE, by=members[0], now=LATER)
    with pytest.raises(services.ShareGone):
        services.keep_on_paper(board=board, by=members[0], now=LATER)


def test_who_is_no_member_has_no_share(home):
    board, _members, _shares = making.board(home.unit)

    with pytest.raises(PermissionDenied):
        services.show_share(board=board, passphrase=making.PASSPHRASE, by=home.officer, now=LATER)


def test_a_new_board_takes_the_place_of_the_old(home):
    old, _members, _shares = making.board(home.unit)
    new, _members, _shares = making.board(home.unit)

    old.refresh_from_db()
    assert old.ended_at
    assert Board.objects.filter(ended_at=None).get() == new


def test_the_database_knows_no_board_of_one(home):
    making.board(home.unit)

    with pytest.raises(IntegrityError, match="board_needs_two"), transaction.atomic():
        Board.objects.update(needed=1)
    with pytest.raises(IntegrityError, match="board_needs_two"), transaction.atomic():
        Board.objects.update(shares=1)


def test_the_database_keeps_one_living_board_per_unit(home):
    board, _members, _shares = making.board(home.unit)
    board.pk = None

    with pytest.raises(IntegrityError, match="one_living_board"), transaction.atomic():
        board.save(force_insert=True)


def test_the_database_keeps_one_share_per_member_and_none_that_was_taken(home):
    making.board(home.unit)
    share = BoardShare.objects.first()

    with pytest.raises(IntegrityError, match="taken_share_is_gone"), transaction.atomic():
        BoardShare.objects.update(sealed=b"x")
    share.pk = None
    with pytest.raises(IntegrityError, match="one_share_per_member"), transaction.atomic():
        share.save(force_insert=True)
