"""Nothing leaves the box but words that two different persons have checked."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.duties.models import Duty
from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Case, Check, Conclusion, Publication
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=11)


def check(case, by, paper):
    return services.check(box=making.box(case, by, LATER), paper=str(paper.uid), now=LATER)


def publish(case, by, paper):
    return services.publish(box=making.box(case, by, LATER), paper=str(paper.uid), now=LATER)


def published(home):
    case = making.concluded(home)
    paper = making.redacted(home, case)
    check(case, home.officer, paper)
    check(case, home.head, paper)
    return publish(case, home.officer, paper)


def test_a_conclusion_owes_sending_acting_and_publishing():
    case = making.concluded(making.house())

    open_duties = Duty.objects.open().filter(subject=case.subject)
    owed = {duty.kind: (duty.rule_code, duty.due_on) for duty in open_duties}
    assert owed.pop("denunciation.notify")
    assert owed == {
        "denunciation.send": ("TC-CON-SEND", date(2026, 3, 19)),
        "denunciation.act": ("TC-ACT-01", date(2026, 3, 23)),
        "denunciation.publish": ("TC-PUB-01", date(2026, 3, 23)),
    }


def test_the_conclusion_keeps_figures_in_clear_and_words_in_the_box():
    home = making.house()
    case = making.concluded(home)

    row = Conclusion.objects.get(case=case)
    assert (row.ruling, row.state_money, row.officials, row.is_late) == (
        "right",
        70_000_000,
        1,
        False,
    )
    box = making.box(case, home.officer)
    assert making.DENOUNCER in box.all_of("conclusion")[0]["text"]


def test_a_conclusion_after_the_date_says_that_it_was_late():
    case = making.concluded(making.house(), MONDAY + timedelta(days=60))

    assert case.conclusion.is_late


@pytest.mark.parametrize("change", [{"ruling": "x"}, {"figures": {"people": 3}}])
def test_a_conclusion_takes_only_what_is_known(change):
    home = making.house()
    case = making.accepted(home)
    said = {"ruling": "wrong", "decision": "7/KL-UBND", "text": "Sai.", "figures": {}, **change}

    with pytest.raises(services.ChoiceUnknown):
        services.conclude(box=making.box(case, home.head), now=MONDAY, **said)


def test_only_who_decides_concludes():
    home = making.house()
    case = making.accepted(home)

    with pytest.raises(PermissionDenied):
        services.conclude(
            box=making.box(case, home.officer),
            ruling="wrong",
            decision="7/KL-UBND",
            text="Sai.",
            figures={},
            now=MONDAY,
        )


def test_the_proposed_words_hide_the_denouncer():
    home = making.house()
    case = making.concluded(home)

    text = services.proposed(box=making.box(case, home.officer, LATER))

    assert "Nguyệt" not in text
    assert "654" not in text


@pytest.mark.parametrize(
    "leak", [making.DENOUNCER, "quang thi anh nguyet", "chị Nguyệt", "0987.654.321", "84987654321"]
)
def test_words_that_tell_who_denounced_are_refused(leak):
    home = making.house()
    case = making.concluded(home)

    with pytest.raises(services.SomethingLeft):
        services.redact(
            box=making.box(case, home.officer, LATER),
            title="Kết luận",
            text=f"Theo đơn của {leak}, nội dung là đúng.",
            now=LATER,
        )


def test_two_different_persons_check_before_anything_is_published():
    home = making.house()
    case = making.concluded(home)
    paper = making.redacted(home, case)
    check(case, home.officer, paper)
    with pytest.raises(services.AlreadyChecked):
        check(case, home.officer, paper)
    with pytest.raises(services.TwoChecksMissing):
        publish(case, home.officer, paper)

    check(case, home.head, paper)
    made = publish(case, home.officer, paper)

    assert {made.first, made.second} == {home.officer, home.head}
    assert made.text == "Tố cáo là đúng; cán bộ bị tố cáo đã nhận tiền."


def test_a_changed_redaction_is_checked_anew():
    home = making.house()
    case = making.concluded(home)
    first = making.redacted(home, case)
    check(case, home.officer, first)
    second = making.redacted(home, case, LATER + timedelta(minutes=1))

    with pytest.raises(services.RedactionMissing):
        check(case, home.head, first)
    with pytest.raises(services.TwoChecksMissing):
        publish(case, home.officer, second)


def test_it_is_posted_for_the_time_of_the_law():
    made = published(making.house())

    assert (made.until - LATER.date()).days >= 15
    duty = Duty.objects.get(subject=made.case.subject, kind="denunciation.publish")
    assert duty.closed_at == LATER


def test_it_is_published_once():
    home = making.house()
    made = published(home)
    paper = made.case.papers.filter(kind="redaction").last()

    with pytest.raises(services.AlreadyMoved):
        publish(made.case, home.officer, paper)


def test_the_case_is_settled_when_nothing_is_owed_any_more():
    home = making.house()
    case = published(home).case
    for kind in ("send", "act"):
        services.carry_out(
            box=making.box(case, home.officer, LATER), kind=kind, text="Đã làm.", now=LATER
        )

    case.refresh_from_db()
    assert (case.stage, case.ended_at) == (Case.Stage.SETTLED, LATER)
    assert case.conclusion.acted_at == LATER


def test_who_does_not_know_the_identity_cannot_judge_what_is_left():
    home = making.house()
    case = making.concluded(home)
    services.bring_in(
        box=making.box(case, home.officer, LATER),
        person=home.colleague,
        role="member",
        knows_identity=False,
        now=LATER,
    )
    paper = making.redacted(home, case)

    with pytest.raises(PermissionDenied):
        check(case, home.colleague, paper)


def test_the_database_wants_two_persons_behind_a_publication():
    made = published(making.house())

    with (
        pytest.raises(IntegrityError, match="two_persons_checked"),
        transaction.atomic(),
    ):
        Publication.objects.update(second=made.first)


def test_the_database_wants_words_in_a_publication():
    published(making.house())

    with pytest.raises(IntegrityError, match="publication_says"), transaction.atomic():
        Publication.objects.update(text="")


def test_the_database_counts_a_person_once():
    published(making.house())
    one = Check.objects.first()

    with pytest.raises(IntegrityError, match="one_check_per_person"), transaction.atomic():
        Check.objects.create(paper=one.paper, person=one.person, at=LATER)
