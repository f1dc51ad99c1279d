"""A denunciation is sealed as it comes in, for people it does not name."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.duties.models import Duty
from kheo.foundation.log.models import Entry
from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Case, Grant, Paper
from tests import factories
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db


def kinds_owed(case):
    owed = Duty.objects.filter(subject=case.subject).order_by("pk")
    return [duty.kind for duty in owed]


def test_it_gets_a_code_a_number_and_the_date_of_the_law():
    home = making.house()

    case = making.enter(home)

    duty = Duty.objects.get(subject=case.subject)
    assert case.code.startswith("TC-26-")
    assert (case.year, case.number) == (2026, 1)
    assert (duty.kind, duty.rule_code) == ("denunciation.assess", "TC-ACC-01")
    assert duty.due_on.isoformat() == "2026-03-11"
    assert duty.work == f"Xử lý ban đầu hồ sơ có mã {case.code}"


def test_numbers_of_a_unit_have_no_gap_and_codes_no_order():
    home, other = making.house(), making.house("Mường Bú")

    numbers = [making.enter(home).number for _ in range(3)] + [making.enter(other).number]

    assert numbers == [1, 2, 3, 1]
    assert Case.objects.values("code").distinct().count() == 4


def test_an_entry_that_fails_leaves_no_gap(monkeypatch):
    home = making.house()
    making.enter(home)
    with pytest.raises(ValueError, match="broken"):
        making.enter(home, files=[_Broken()])

    assert making.enter(home).number == 2


class _Broken:
    name, media_type = "a.pdf", "application/pdf"

    @property
    def data(self):
        raise ValueError("broken")


def test_the_same_submission_is_one_case():
    home, key = making.house(), uuid.uuid4()
    given = {
        "deposition": making.deposition(home.unit),
        "submission_key": key,
        "received_at": MONDAY,
        "by": home.officer,
        "now": MONDAY,
    }

    assert services.enter(**given) == services.enter(**given)
    assert Case.objects.count() == 1


def test_the_officer_and_the_chosen_colleague_hold_the_keys():
    home = making.house()

    case = making.enter(home, colleagues=[home.colleague])

    assert set(case.grants.values_list("person", flat=True)) == {
        home.officer.pk,
        home.colleague.pk,
    }


def test_a_request_for_protection_owes_its_own_answer():
    case = making.enter(making.house(), wants_protection=True)

    assert kinds_owed(case) == ["denunciation.assess", "denunciation.protect"]


def test_a_denunciation_again_is_reviewed_by_its_own_rule():
    case = making.enter(making.house(), is_again=True)

    assert Duty.objects.get(subject=case.subject).rule_code == "TC-AGAIN-01"


def test_a_denunciation_naming_the_clerk_who_opens_it_is_not_taken_by_that_clerk():
    home = making.house()
    home.officer.full_name = "Lường Văn Pấng"
    home.officer.save()

    with pytest.raises(services.OfficerNamed):
        making.enter(home, accused=[services.Accused("ông Luong Van Pang", "văn thư")])

    assert not Case.objects.exists()
    assert not Duty.objects.exists()


def test_the_log_of_a_refused_entry_does_not_say_who_was_named():
    home = making.house()
    home.officer.full_name = "Lường Văn Pấng"
    home.officer.save()
    with pytest.raises(services.OfficerNamed):
        making.enter(home, text="Lường Văn Pấng đã nhận tiền")

    entry = Entry.objects.filter(action="denunciation.not_entered").get()
    assert (entry.detail, entry.subject) == ({}, f"unit:{home.unit.code}")


def test_a_named_colleague_gets_no_key():
    home = making.house()
    home.colleague.full_name = making.ACCUSED
    home.colleague.save()

    with pytest.raises(services.OfficerNamed):
        making.enter(home, colleagues=[home.colleague])


@pytest.mark.parametrize("by_post", [True, False])
def test_a_denunciation_of_the_head_goes_to_the_level_above(by_post):
    home = making.house()
    home.head.full_name = "Cầm Bá Thước"
    home.head.save()
    accused = (
        services.Accused(position="Chủ tịch UBND xã Ngọc Chiến")
        if by_post
        else services.Accused("Cầm Bá Thước")
    )

    with pytest.raises(services.HeadNamed):
        making.enter(home, accused=[accused])
    assert not Case.objects.exists()


def test_an_officer_without_a_key_takes_nothing():
    home = making.house()
    home.officer = factories.officer(home.unit, "denunciation_officer")

    with pytest.raises(services.KeyMissing):
        making.enter(home)


@pytest.mark.parametrize("role", ["clerk", "handler", "head", "admin", "auditor"])
def test_nobody_else_enters_denunciations(role):
    home = making.house()
    home.officer = factories.officer(home.unit, role)

    with pytest.raises(PermissionDenied):
        making.enter(home)


def test_an_officer_of_another_unit_enters_nothing_here():
    home, other = making.house(), making.house("Mường Bú")
    home.officer = other.officer

    with pytest.raises(PermissionDenied):
        making.enter(home)


def test_it_is_not_received_in_the_future():
    home = making.house()

    with pytest.raises(services.ReceivedInFuture):
        services.enter(
            deposition=making.deposition(home.unit),
            submission_key=uuid.uuid4(),
            received_at=MONDAY + timedelta(days=1),
            by=home.officer,
            now=MONDAY,
        )


def people(count, speaking):
    return [
        services.Denouncer(f"Người số {n}", is_representative=n <= speaking)
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("count", "speaking", "fits"),
    [(1, 0, True), (2, 1, True), (4, 2, False), (5, 2, True), (10, 3, False), (11, 5, True),
     (30, 6, False), (30, 0, False)],
)  # fmt: skip
def test_a_group_speaks_through_as_many_as_the_law_lets(count, speaking, fits):
    home = making.house()
    if fits:
        assert making.enter(home, denouncers=people(count, speaking)).pk
        return
    with pytest.raises(services.RepresentativesWrong):
        making.enter(home, denouncers=people(count, speaking))


def test_without_a_denouncer_it_says_that_it_is_unsigned():
    home = making.house()

    with pytest.raises(services.DenouncerMissing):
        making.enter(home, denouncers=[])
    assert making.enter(home, denouncers=[], is_anonymous=True).pk


def test_without_words_there_is_nothing_to_take():
    with pytest.raises(services.TextMissing):
        making.enter(making.house(), text="  ")


# --- On the web, where a deployment allows it -------------------------------------------------


def online(home, **changes):
    return services.receive_online(
        deposition=making.deposition(home.unit, **changes),
        submission_key=uuid.uuid4(),
        now=MONDAY,
    )


def test_the_web_takes_no_denunciation_unless_the_deployment_says_so():
    with pytest.raises(PermissionDenied):
        online(making.house())


def test_what_is_written_on_the_web_is_sealed_to_the_officers_of_the_place(settings):
    settings.KHEO_DENUNCIATIONS_ONLINE = True
    home = making.house()

    case = online(home)

    assert case.channel == Case.Channel.WEB
    assert making.box(case, home.officer).read(case.papers.get(kind="content"))["text"]
    assert set(case.grants.values_list("person", flat=True)) == {
        home.officer.pk,
        home.colleague.pk,
    }


def test_an_officer_named_on_the_web_gets_no_key(settings):
    settings.KHEO_DENUNCIATIONS_ONLINE = True
    home = making.house()
    home.colleague.full_name = making.ACCUSED
    home.colleague.save()

    case = online(home)

    assert list(case.grants.values_list("person", flat=True)) == [home.officer.pk]


def test_a_head_named_on_the_web_sends_it_to_the_level_above(settings):
    settings.KHEO_DENUNCIATIONS_ONLINE = True
    home = making.house()
    factories.head(factories.body(home.unit.parent))
    above = making.keyed(factories.officer(home.unit.parent, "denunciation_officer"))

    case = online(home, accused=[services.Accused(position="Chủ tịch UBND xã Ngọc Chiến")])

    assert case.unit == home.unit.parent
    assert list(case.grants.values_list("person", flat=True)) == [above.pk]


def test_where_nobody_could_open_it_nothing_is_taken(settings):
    settings.KHEO_DENUNCIATIONS_ONLINE = True
    unit = factories.unit()
    factories.head(factories.body(unit))
    factories.body(unit.parent)

    with pytest.raises(services.NobodyMayOpen):
        services.receive_online(
            deposition=making.deposition(unit), submission_key=uuid.uuid4(), now=MONDAY
        )
    assert not Grant.objects.exists()
    assert not Paper.objects.exists()
