"""What people of a case write stays in the box; who holds keys is settled within limits."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.duties.models import Duty
from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Case, Grant
from tests import factories
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db
Role = Grant.Role


def bring_in(case, by, person, role=Role.MEMBER, knows_identity=True):
    return services.bring_in(
        box=making.box(case, by),
        person=person,
        role=role,
        knows_identity=knows_identity,
        now=MONDAY,
    )


def test_minutes_and_evidence_are_sealed_with_their_files():
    home = making.house()
    case = making.enter(home)
    file = services.Attached("anh.pdf", "application/pdf", b"%PDF-1.7 x")

    services.add(
        box=making.box(case, home.officer),
        kind="minutes",
        text="Làm việc với người tố cáo.",
        files=[file],
        now=MONDAY,
    )

    box = making.box(case, home.officer)
    assert [said["text"] for said in box.all_of("minutes")] == ["Làm việc với người tố cáo."]
    assert case.files.count() == 1


@pytest.mark.parametrize("kind", ["content", "identity", "redaction", "x"])
def test_only_notes_minutes_and_evidence_are_added_so(kind):
    home = making.house()
    case = making.enter(home)

    with pytest.raises(services.ChoiceUnknown):
        services.add(box=making.box(case, home.officer), kind=kind, text="Chữ", now=MONDAY)


def test_an_addition_that_names_a_colleague_takes_the_keys_without_a_word():
    home = making.house()
    case = making.enter(home, colleagues=[home.colleague])
    home.colleague.full_name = "Tòng Thị Phóng Xuân"
    home.colleague.save()

    services.add_content(
        box=making.box(case, home.officer),
        text="Còn có bà Tòng Thị Phóng Xuân.",
        now=MONDAY,
    )

    assert Grant.objects.get(person=home.colleague).ended_at == MONDAY
    with pytest.raises(services.Closed):
        making.box(case, home.colleague)


def test_what_is_owed_is_carried_out_once():
    home = making.house()
    case = making.accepted(home)

    def notify():
        services.carry_out(
            box=making.box(case, home.officer), kind="notify", text="Đã gửi.", now=MONDAY
        )

    notify()

    duty = Duty.objects.get(subject=case.subject, kind="denunciation.notify")
    assert (duty.closed_at, duty.result) == (
        MONDAY,
        "Đã làm xong; kết quả nằm trong hồ sơ niêm phong.",
    )
    with pytest.raises(services.AlreadyMoved):
        notify()


@pytest.mark.parametrize("kind", ["resolve", "publish", "assess", "x"])
def test_what_has_an_act_of_its_own_is_not_just_ticked_off(kind):
    home = making.house()
    case = making.enter(home)

    with pytest.raises(services.ChoiceUnknown):
        services.carry_out(box=making.box(case, home.officer), kind=kind, text="Xong", now=MONDAY)


def test_protection_is_considered_in_the_box():
    home = making.house()
    case = making.enter(home, wants_protection=True)

    services.protect(
        box=making.box(case, home.officer), measures=["job"], text="Giữ việc.", now=MONDAY
    )

    duty = Duty.objects.get(subject=case.subject, kind="denunciation.protect")
    assert (duty.rule_code, duty.closed_at) == ("TC-PROT-01", MONDAY)
    with pytest.raises(services.ChoiceUnknown):
        services.protect(
            box=making.box(case, home.officer), measures=["x"], text="Giữ.", now=MONDAY
        )


def test_protection_asked_for_later_is_owed_once():
    home = making.house()
    case = making.enter(home)
    for _ in range(2):
        services.ask_protection(box=making.box(case, home.officer), received_at=MONDAY, now=MONDAY)

    duty = Duty.objects.get(subject=case.subject, kind="denunciation.protect")
    assert duty.due_on == date(2026, 3, 9)


# --- People of the case -----------------------------------------------------------------------


def test_a_team_member_opens_the_case():
    home = making.house()
    case = making.enter(home)

    bring_in(case, home.officer, home.colleague)

    assert making.box(case, home.colleague).role == Role.MEMBER


def test_all_who_get_no_key_are_refused_alike():
    home = making.house()
    case = making.enter(home)
    named, other = home.colleague, making.house("Mường Bú").officer
    named.full_name = making.ACCUSED
    named.save()
    keyless = factories.officer(home.unit, "denunciation_officer")
    clerk = factories.officer(home.unit, "clerk")

    for person in (named, other, keyless, clerk, home.officer):
        with pytest.raises(services.NotHoldable):
            bring_in(case, home.officer, person)
    assert case.grants.count() == 1


def test_an_officer_does_not_become_the_one_who_decides():
    home = making.house()
    case = making.enter(home)

    with pytest.raises(services.NotHoldable):
        bring_in(case, home.officer, home.colleague, Role.DECIDER)


def test_a_member_without_the_identity_brings_nobody_in():
    home = making.house()
    case = making.enter(home)
    bring_in(case, home.officer, home.colleague, knows_identity=False)

    with pytest.raises(services.NotHoldable):
        bring_in(case, home.colleague, home.head)


def test_the_last_keys_stay():
    home = making.house()
    case = making.enter(home)

    with pytest.raises(services.NotHoldable):
        services.let_go(box=making.box(case, home.officer), person=home.officer, now=MONDAY)


def test_a_member_does_not_take_keys_from_others():
    home = making.house()
    case = making.enter(home)
    bring_in(case, home.officer, home.colleague)

    with pytest.raises(PermissionDenied):
        services.let_go(box=making.box(case, home.colleague), person=home.officer, now=MONDAY)


def test_who_stands_aside_is_not_brought_back():
    home = making.house()
    case = making.enter(home, colleagues=[home.colleague])

    services.stand_aside(box=making.box(case, home.colleague), now=MONDAY)

    with pytest.raises(services.Closed):
        making.box(case, home.colleague)
    with pytest.raises(services.NotHoldable):
        bring_in(case, home.officer, home.colleague)


def test_two_officers_write_at_once_and_both_stay():
    home = making.house()
    case = making.enter(home, colleagues=[home.colleague])
    boxes = [making.box(case, home.officer), making.box(case, home.colleague)]

    for number, box in enumerate(boxes):
        services.add(box=box, kind="note", text=f"Ghi {number}", now=MONDAY)

    said = making.box(case, home.officer).all_of("note")
    assert [one["text"] for one in said] == ["Ghi 0", "Ghi 1"]


def test_an_erased_case_takes_nothing_more():
    home = making.house()
    case = making.enter(home, denouncers=[], is_anonymous=True, colleagues=[home.colleague])
    box = making.box(case, home.officer)
    Case.objects.filter(pk=case.pk).update(erased_at=MONDAY)

    with pytest.raises(services.AlreadyMoved):
        services.add(box=box, kind="note", text="Chữ", now=MONDAY + timedelta(days=1))
