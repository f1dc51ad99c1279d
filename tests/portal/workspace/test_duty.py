"""The head gives out work and moves dates on one page; what is refused loses nothing typed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty, Step
from kheo.portal.workspace import services
from tests import factories
from tests.foundation.duties.making import file, owe

pytestmark = pytest.mark.django_db
VI = {"headers": {"accept-language": "vi"}}
EXTENSION = {
    "code": "complex",
    "days": "5",
    "reason": "Phải lên thực địa",
    "number": "12/QĐ-UBND",
    "decided_on": "1/3/2026",
}
STOP = {"reason": "Mưa lũ chia cắt", "number": "13/QĐ-UBND", "decided_on": "2/3/2026"}
MEANT = {
    "code": "complex",
    "grounds": "Phải lên thực địa",
    "days": 5,
    "decision": "12/QĐ-UBND ngày 01/03/2026",
}


@pytest.fixture
def duty():
    return owe(now=timezone.now(), url="/phan-anh/1/")


@pytest.fixture
def head(duty):
    return factories.officer(duty.unit, "head")


@pytest.fixture
def handler(duty):
    return factories.officer(duty.unit)


@pytest.fixture
def desk(client, head):
    client.force_login(head)
    return client


def page(client, duty):
    return client.get(reverse("workspace:duty", args=[duty.pk]), **VI)


def press(client, act, duty, words=()):
    return client.post(reverse(f"workspace:{act}", args=[duty.pk]), dict(words), **VI)


def text(response):
    return response.content.decode()


def main(response):
    return text(response).partition("<main")[2].partition("</main>")[0]


def kinds(duty):
    return list(duty.steps.values_list("kind", flat=True))


def late(duty):
    Duty.objects.filter(pk=duty.pk).update(due_on=timezone.localdate() - timedelta(days=1))


# --- Reading ----------------------------------------------------------------------------------


def test_a_stranger_is_sent_to_sign_in(client, duty):
    assert page(client, duty).headers["Location"].startswith(reverse("account_login"))


def test_an_officer_of_another_commune_may_not_read_it(client, duty):
    client.force_login(factories.officer(factories.unit("Mường La"), "head"))

    assert page(client, duty).status_code == 403


def test_a_duty_that_is_not_there_is_not_found(desk):
    assert desk.get(reverse("workspace:duty", args=[0])).status_code == 404


def test_the_page_says_the_five_clears_and_why_the_date_is_this_date(desk, duty, head):
    seen = text(page(desk, duty))

    for word in ("Rõ người", "Rõ việc", "Rõ tiến độ", "Rõ kết quả", "Rõ trách nhiệm"):
        assert word in seen
    assert "chưa giao ai" in seen
    assert str(duty.head) in seen
    assert str(head) in seen
    assert "Vì sao là ngày này?" in seen
    assert duty.due.cautions()[0] in seen
    assert 'href="/phan-anh/1/"' in seen


def test_officers_read_who_took_each_step(desk, duty, handler):
    duties.progress(duty, text="Đã xuống bản", by=handler, now=timezone.now())

    seen = text(page(desk, duty))

    assert "Đã xuống bản" in seen
    assert str(handler) in seen
    assert "nội bộ" in seen


def test_a_step_that_no_officer_took_is_the_citizens_or_the_clockworks(desk, duty):
    first = text(page(desk, duty))
    now = timezone.now()
    duty.steps.create(kind=Step.Kind.ESCALATED, at=now, text="Quá hạn")

    assert "<span>người dân</span>" in first
    assert "<span>Khéo tự làm</span>" in text(page(desk, duty))


def test_a_closed_duty_shows_its_result_and_offers_nothing(desk, duty, head):
    proof = file()
    duties.close(duty, result="Đường đã thông", proof=[proof], by=head, now=timezone.now())

    seen = main(page(desk, duty))

    assert "Đường đã thông" in seen
    assert proof.name in seen
    assert "<form" not in seen


def test_a_reader_without_the_right_sees_no_form(client, duty, handler):
    client.force_login(handler)

    seen = main(page(client, duty))

    assert "<form" not in seen
    assert "việc của người đứng đầu" in seen


def test_a_kind_that_no_room_knows_any_more_is_read_but_not_worked_on(desk, duty):
    Duty.objects.filter(pk=duty.pk).update(kind="gone.kind")

    assert "<form" not in main(page(desk, duty))
    assert press(desk, "suspend", duty, STOP).status_code == 403


def test_a_rule_that_is_gone_offers_no_extension(desk, duty):
    duty.explanation["inputs"]["rule"] = "GONE-01"
    duty.save()

    seen = text(page(desk, duty))

    assert "không cho gia hạn" in seen


def test_the_list_leads_to_the_duty(client, duty, head):
    duties.assign(duty, to=head, by=head, now=timezone.now())
    client.force_login(head)

    seen = text(client.get(reverse("workspace:mine"), **VI))

    assert reverse("workspace:duty", args=[duty.pk]) in seen
    assert "Hạn và phân công" in seen


@pytest.mark.parametrize("steps", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_steps(
    desk, duty, head, steps, django_assert_num_queries
):
    for number in range(steps):
        duties.progress(duty, text=f"Bước {number}", by=head, now=timezone.now())
        factories.officer(duty.unit)
    page(desk, duty)

    with django_assert_num_queries(12):
        page(desk, duty)


# --- Giving it out ----------------------------------------------------------------------------


def test_the_head_gives_it_to_an_officer_of_the_body(desk, duty, handler):
    seen = press(desk, "assign", duty, {"to": handler.pk})

    duty.refresh_from_db()
    assert seen.headers["Location"] == reverse("workspace:duty", args=[duty.pk])
    assert duty.person == handler
    assert duty.progress == Duty.Progress.ASSIGNED
    assert "Đã giao việc." in text(page(desk, duty))


def test_a_double_press_assigns_once(desk, duty, handler):
    press(desk, "assign", duty, {"to": handler.pk})
    press(desk, "assign", duty, {"to": handler.pk})

    assert kinds(duty) == ["opened", "assigned"]


def test_only_those_who_may_work_there_are_offered(desk, duty, head, handler):
    factories.officer(duty.unit, "auditor")
    factories.officer(factories.unit("Mường La"))

    offered = page(desk, duty).context["assign_form"].fields["to"].queryset

    assert set(offered) == {head, handler}


def test_an_officer_from_elsewhere_is_refused(desk, duty):
    elsewhere = factories.officer(factories.unit("Mường La"))

    seen = text(press(desk, "assign", duty, {"to": elsewhere.pk}))

    assert "Xin chọn người khác" in seen
    assert kinds(duty) == ["opened"]


def test_nobody_chosen_is_said(desk, duty):
    assert "Xin chọn người làm." in text(press(desk, "assign", duty))


# --- More time --------------------------------------------------------------------------------


def test_the_head_extends_it_by_a_decision(desk, duty):
    was = duty.due_on

    press(desk, "extend", duty, EXTENSION)

    duty.refresh_from_db()
    assert duty.due_on > was
    step = duty.steps.last()
    assert step.is_public
    assert step.text.endswith("Phải lên thực địa (12/QĐ-UBND ngày 01/03/2026)")


def test_a_decision_is_kept_in_vietnamese_whoever_writes_it(desk, duty):
    desk.post(
        reverse("workspace:extend", args=[duty.pk]), EXTENSION, headers={"Accept-Language": "en"}
    )

    assert duty.steps.last().text.endswith("(12/QĐ-UBND ngày 01/03/2026)")


def test_without_words_of_its_own_an_extension_quotes_the_rule(desk, duty):
    ground = page(desk, duty).context["dossier"].grounds[0]

    press(desk, "extend", duty, EXTENSION | {"reason": " "})

    assert ground.grounds_vi in duty.steps.last().text


def test_a_double_press_extends_once(desk, duty):
    press(desk, "extend", duty, EXTENSION)
    second = press(desk, "extend", duty, EXTENSION)

    assert second.status_code == 302
    assert kinds(duty) == ["opened", "extended"]


def test_an_extension_used_up_is_not_offered_again(desk, duty):
    press(desk, "extend", duty, EXTENSION)

    seen = page(desk, duty)

    assert "extend_form" not in seen.context
    assert "hết số lần" in text(seen)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": ""}, "Xin chọn căn cứ."),
        ({"code": "bay-dat"}, "Quy định không có căn cứ này."),
        ({"days": ""}, "Xin ghi số ngày thêm."),
        ({"days": "mười"}, "Xin ghi số ngày bằng chữ số"),
        ({"days": "0"}, "Phải thêm ít nhất một ngày."),
        ({"days": "1000"}, "Nhiều quá"),
        ({"days": "11"}, "nhiều nhất 10 ngày làm việc"),
        ({"number": ""}, "Xin ghi số quyết định."),
        ({"decided_on": ""}, "Xin ghi ngày quyết định"),
        ({"decided_on": "31/2/2026"}, "không có trong lịch"),
        ({"decided_on": "1/1/2999"}, "Ngày quyết định chưa tới."),
    ],
)
def test_a_refused_extension_keeps_what_was_typed(desk, duty, typed, said):
    words = EXTENSION | typed

    seen = press(desk, "extend", duty, words)

    assert said in text(seen)
    assert "<details" in text(seen)
    assert {name: seen.context["extend_form"][name].value() for name in words} == words
    assert kinds(duty) == ["opened"]


# --- Stopping the clock -----------------------------------------------------------------------


def test_the_head_stops_the_clock_and_lets_it_run_again(desk, duty):
    press(desk, "suspend", duty, STOP)
    stopped = page(desk, duty)
    press(desk, "resume", duty)

    duty.refresh_from_db()
    assert "Đang tạm dừng tính hạn" in text(stopped)
    assert "suspend_form" not in stopped.context
    assert "extend_form" not in stopped.context
    assert duty.progress == Duty.Progress.WAITING
    assert kinds(duty) == ["opened", "suspended", "resumed"]


def test_a_double_press_stops_and_starts_the_clock_once(desk, duty):
    for act, words in (("suspend", STOP), ("resume", {})):
        press(desk, act, duty, words)
        assert press(desk, act, duty, words).status_code == 302

    assert kinds(duty) == ["opened", "suspended", "resumed"]


def test_a_stop_by_another_decision_is_refused_and_keeps_its_words(desk, duty):
    press(desk, "suspend", duty, STOP)
    other = STOP | {"number": "99/QĐ-UBND"}

    seen = press(desk, "suspend", duty, other)

    assert "đang tạm dừng" in text(seen)
    assert 'value="99/QĐ-UBND"' in text(seen)
    assert "Mưa lũ chia cắt" in text(seen)


@pytest.mark.parametrize(
    ("missing", "said"),
    [("reason", "Xin viết lý do."), ("number", "Xin ghi số"), ("decided_on", "Xin ghi ngày")],
)
def test_a_refused_stop_keeps_what_was_typed(desk, duty, missing, said):
    words = STOP | {missing: ""}

    seen = press(desk, "suspend", duty, words)

    assert said in text(seen)
    assert {name: seen.context["suspend_form"][name].value() for name in words} == words


def test_a_clock_that_runs_cannot_be_set_going(desk, duty):
    assert "Việc này không tạm dừng." in text(press(desk, "resume", duty))


# --- What the rules refuse --------------------------------------------------------------------


@pytest.mark.parametrize(("act", "words"), [("extend", EXTENSION), ("suspend", STOP)])
def test_no_date_is_moved_once_it_has_passed(desk, duty, act, words):
    late(duty)

    offered, seen = page(desk, duty), press(desk, act, duty, words)

    assert f"{act}_form" not in offered.context
    assert "đã quá hạn" in text(offered)
    assert 'role="alert"' in text(seen)
    assert f'value="{words["number"]}"' in text(seen)


@pytest.mark.parametrize(
    ("act", "words"),
    [("assign", {}), ("extend", EXTENSION), ("suspend", STOP), ("resume", {})],
)
def test_a_duty_that_was_closed_meanwhile_says_so_beside_the_words(desk, duty, head, act, words):
    duties.close(duty, result="Xong", by=head, now=timezone.now())

    seen = text(press(desk, act, duty, words or {"to": head.pk}))

    assert "Việc này đã xong" in seen
    assert all(value in seen for value in words.values() if value not in ("5", "complex"))


@pytest.mark.parametrize("act", ["assign", "extend", "suspend", "resume"])
@pytest.mark.parametrize("role", ["handler", "auditor", "clerk"])
def test_others_are_refused_the_acts_of_the_head(client, duty, act, role):
    client.force_login(factories.officer(duty.unit, role))

    assert press(client, act, duty, EXTENSION | STOP).status_code == 403
    assert kinds(duty) == ["opened"]


@pytest.mark.parametrize("act", ["assign", "extend", "suspend", "resume"])
def test_an_act_is_never_a_link(desk, duty, act):
    assert desk.get(reverse(f"workspace:{act}", args=[duty.pk])).status_code == 405


def test_what_was_done_already_is_no_way_around_the_right(duty, head, handler):
    now = timezone.now()
    services.assign(duty, to=handler, by=head, now=now)
    services.extend(duty, **MEANT, by=head, now=now)

    with pytest.raises(PermissionDenied):
        services.assign(duty, to=handler, by=handler, now=now)
    with pytest.raises(PermissionDenied):
        services.extend(duty, **MEANT, by=handler, now=now)
    services.suspend(duty, reason="Lũ", decision="1", by=head, now=now)
    with pytest.raises(PermissionDenied):
        services.suspend(duty, reason="Lũ", decision="1", by=handler, now=now)
    services.resume(duty, by=head, now=now)
    with pytest.raises(PermissionDenied):
        services.resume(duty, by=handler, now=now)


def test_whoever_only_triages_gives_out_but_moves_no_date(client, duty):
    clerk = factories.officer(duty.unit, "clerk")
    duty.kind = "petition.answer"
    duty.save()
    client.force_login(clerk)

    offered = page(client, duty).context

    assert "assign_form" in offered
    assert "suspend_form" not in offered
