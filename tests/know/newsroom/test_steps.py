"""Each step before publication is owed by date, by those whose post it is."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupPagePermission

from kheo.foundation.duties.models import Duty
from kheo.foundation.log.models import Entry
from kheo.foundation.units.models import Post
from kheo.know.news.models import NewsPage
from kheo.know.newsroom import permissions, rules, services
from kheo.know.newsroom.models import Desk, EditingStepState
from tests import factories


@pytest.fixture
def approved(here, now):
    services.choose_way(index=here.index, way="approved", by=here.head, now=now)
    return here


@pytest.fixture
def read_and_approved(here, now):
    services.choose_way(index=here.index, way="read_and_approved", by=here.head, now=now)
    return here


def submit(client, place, written, by=None, **fields) -> NewsPage:
    client.force_login(by or place.editor)
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", place.index.pk])
    response = client.post(address, written(action="action-submit", **fields))
    assert response.status_code == 302
    return NewsPage.objects.latest("pk")


def act(client, page, person, name, **words):
    client.force_login(person)
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk])
    return client.post(address, words, headers={"X-Requested-With": "XMLHttpRequest"})


# --- The way of a list ------------------------------------------------------------------------


def test_a_list_begins_as_the_file_says_and_its_editors_publish(here):
    desk = Desk.objects.get(index=here.index)

    given = GroupPagePermission.objects.filter(group=desk.editors)
    assert desk.way == rules.rules().begins_with == "straight"
    assert set(given.values_list("permission__codename", flat=True)) == {
        "add_page", "change_page", "publish_page",
    }  # fmt: skip


def test_with_a_step_editors_send_in_and_do_not_publish(approved, now):
    services.follow(person=approved.editor, now=now)

    may = approved.index.permissions_for_user(approved.editor)
    assert (may.can_add_subpage(), may.can_publish_subpage()) == (True, False)
    assert approved.index.has_workflow


def test_the_way_of_one_list_is_not_that_of_another(index, approved, there):
    article = factories.article(there.index)

    assert (there.index.has_workflow, article.has_workflow, index.has_workflow) == (False,) * 3
    assert factories.article(approved.index).has_workflow


def test_a_stranger_and_an_editor_may_not_choose_the_way(here, there, now):
    for stranger in (here.editor, there.head, factories.citizen()):
        with pytest.raises(PermissionDenied):
            services.choose_way(index=here.index, way="approved", by=stranger, now=now)

    assert not permissions.may_choose_way(here.editor, here.index)


def test_a_way_with_steps_needs_somebody_who_answers(here, now):
    chooser = factories.officer(factories.province(), "head")
    Post.objects.filter(body__unit=here.unit).update(is_head=False)

    with pytest.raises(services.NobodyApproves):
        services.choose_way(index=here.index, way="approved", by=chooser, now=now)


def test_the_way_does_not_change_under_an_article_that_waits(approved, client, written, now):
    submit(client, approved, written)

    with pytest.raises(services.WaitingArticles):
        services.choose_way(index=approved.index, way="straight", by=approved.head, now=now)


def test_back_to_straight_leaves_no_step(approved, now):
    desk = services.choose_way(index=approved.index, way="straight", by=approved.head, now=now)

    assert not approved.index.has_workflow
    assert not GroupPagePermission.objects.filter(group=desk.approvers).exists()


def test_a_way_whose_last_step_does_not_approve_is_refused(tmp_path):
    (tmp_path / "editing.yaml").write_text(
        "begins_with: a\n"
        "steps:\n"
        "  read: {vi: x, en: x, capability: news.edit, rule: BT-LOCAL-01, by_another: true}\n"
        "ways: {a: {vi: x, en: x, steps: [read]}}\n"
    )

    with pytest.raises(rules.EditingUnreadable):
        rules.rules(tmp_path)


# --- The way of an article --------------------------------------------------------------------


def test_sending_in_owes_the_approval_by_a_date(approved, client, written):
    page = submit(client, approved, written)

    duty = Duty.objects.get()
    assert (duty.kind, duty.rule_code, duty.unit) == (
        "newsroom.approve",
        "BT-LOCAL-02",
        approved.unit,
    )
    assert duty.work == "Lãnh đạo duyệt: Mở đường"
    assert duty.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert duty.head == approved.head.appointments.get().post
    assert not page.live


def test_the_head_approves_and_the_article_is_public(approved, client, written):
    page = submit(client, approved, written)

    response = act(client, page, approved.head, "approve")

    page.refresh_from_db()
    duty = Duty.objects.get()
    assert response.status_code == 200
    assert (page.live, duty.progress, duty.closed_by) == (True, "closed", approved.head)
    actions = Entry.objects.filter(subject=f"news:{page.pk}").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "news.submitted",
        "news.step_taken",
        "news.published",
    ]


def test_returning_needs_words_and_keeps_the_article(approved, client, written):
    page = submit(client, approved, written)

    silent = act(client, page, approved.head, "reject", comment=" ")
    assert "Hãy viết cần sửa gì" in silent.json()["html"]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = {"action-workflow-action": "1", "workflow-action-name": "reject"}
    client.post(edit, written(action="", **sent))
    assert Duty.objects.open().count() == 1
    act(client, page, approved.head, "reject", comment="Thiếu ảnh.")

    page.refresh_from_db()
    duty = Duty.objects.get()
    assert (page.live, duty.result) == (False, "Trả lại để sửa: Thiếu ảnh.")
    assert page.current_workflow_state.status == "needs_changes"


def test_two_steps_are_owed_one_after_the_other(read_and_approved, client, written):
    place = read_and_approved
    second = factories.officer(place.unit, "editor")
    page = submit(client, place, written)
    assert [duty.kind for duty in Duty.objects.open()] == ["newsroom.read"]

    act(client, page, second, "approve")
    assert [duty.kind for duty in Duty.objects.open()] == ["newsroom.approve"]
    act(client, page, place.head, "approve")

    page.refresh_from_db()
    assert (page.live, Duty.objects.open().count()) == (True, 0)


def test_nobody_reads_the_own_article(read_and_approved, client, written):
    page = submit(client, read_and_approved, written)

    act(client, page, read_and_approved.editor, "approve")

    assert [duty.kind for duty in Duty.objects.open()] == ["newsroom.read"]


def test_strangers_do_not_take_the_step(approved, there, client, written):
    page = submit(client, approved, written)

    for stranger in (approved.editor, there.editor, there.head):
        act(client, page, stranger, "approve")

    page.refresh_from_db()
    assert (page.live, Duty.objects.open().count()) == (False, 1)


def test_while_it_waits_its_writer_does_not_change_it(approved, client, written):
    page = submit(client, approved, written)

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, written(title="Khác", action=""))

    assert page.get_latest_revision_as_object().title == "Mở đường"


def test_taking_an_article_back_closes_what_was_owed(approved, client, written):
    page = submit(client, approved, written)

    page.current_workflow_state.cancel(user=approved.editor)

    duty = Duty.objects.get()
    assert (duty.outcome, duty.closed_by) == (Duty.Outcome.WITHDRAWN, None)


def test_deleting_an_article_closes_what_was_owed(approved, client, written):
    page = submit(client, approved, written)

    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert not NewsPage.objects.exists()
    assert Duty.objects.get().outcome == Duty.Outcome.WITHDRAWN
    assert not EditingStepState.objects.exists()


def test_what_waits_stands_on_the_first_page_of_who_may_take_it(approved, there, client, written):
    submit(client, approved, written)

    def waits_for(person) -> bool:
        client.force_login(person)
        return "Mở đường" in client.get(reverse("wagtailadmin_home")).content.decode()

    assert (waits_for(approved.head), waits_for(there.editor)) == (True, False)


def test_the_page_of_ways_changes_one_list(here, there, client):
    client.force_login(here.head)
    page = reverse("newsroom:ways")
    assert client.get(page).status_code == 200

    client.post(page, {f"danh-sach-{here.index.pk}-way": "approved"})

    ways = Desk.objects.order_by("pk").values_list("way", flat=True)
    assert dict(zip((here.index.pk, there.index.pk), ways, strict=True)) == {
        here.index.pk: "approved",
        there.index.pk: "straight",
    }


def test_an_editor_does_not_see_the_page_of_ways(here, client):
    client.force_login(here.editor)

    assert client.get(reverse("newsroom:ways")).status_code == 403
