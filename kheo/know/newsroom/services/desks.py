"""Sets up the desk of a list in Wagtail's terms, and the way its articles go."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.refusals import Refusal
from kheo.foundation.units import queries as units
from kheo.foundation.units.queries import NobodyResponsible
from kheo.know.news.models import NewsIndex
from kheo.know.newsroom import permissions, queries, rules
from kheo.know.newsroom.models import Desk, EditingStep, Way

# What editors do in a list and with the pictures of their unit. Files other than pictures belong
# into the register of documents, so nobody is given the ones of Wagtail.
EDITORS = ("add_page", "change_page")
PUBLISH = "publish_page"
PICTURES = ("add_image", "change_image", "choose_image")


class NobodyApproves(Refusal):
    """A step that nobody answers for would keep every article waiting."""

    sentence = _("Đơn vị này chưa có người đứng đầu trong danh sách chức vụ; chưa chọn được.")


class WaitingArticles(Refusal):
    """Articles under way finish the way they began."""

    sentence = _("Còn bài đang chờ duyệt; hãy duyệt hoặc trả lại trước khi đổi cách đăng.")


@transaction.atomic
def open_desk(index: NewsIndex) -> Desk:
    """Give a list its desk, made once."""
    found = Desk.objects.filter(index=index).first()
    if found:
        return found
    # Two editors may come in together on the first day: the list decides who was first.
    NewsIndex.objects.select_for_update(of=("self",)).get(pk=index.pk)
    found = Desk.objects.filter(index=index).first()
    return found or _made(index)


@transaction.atomic
def choose_way(*, index: NewsIndex, way: str, by: User, now: datetime) -> Desk:
    """Decide which steps the articles of a list go through from now on.

    Raises NobodyApproves, WaitingArticles.
    """
    if not permissions.may_choose_way(by, index):
        raise PermissionDenied
    desk = Desk.objects.select_for_update(of=("self",)).get(pk=open_desk(index).pk)
    chosen = rules.way(way)
    if desk.way == chosen.key:
        return desk
    if queries.waiting_below(index).exists():
        raise WaitingArticles
    if chosen.steps:
        _demand_head(index)
    before, desk.way = desk.way, chosen.key
    desk.save(update_fields=["way"])
    _equip(desk)
    detail = {"from": before, "to": desk.way}
    log.record(
        action="news.way_chosen", on=f"news:{index.pk}", by=by.username, at=now, detail=detail
    )
    return desk


def _demand_head(index: NewsIndex) -> None:
    assert index.unit is not None
    try:
        body = units.responsible_body(index.unit)
    except NobodyResponsible as nobody:
        raise NobodyApproves from nobody
    if units.current_head(body) is None:
        raise NobodyApproves


def _made(index: NewsIndex) -> Desk:
    editors, _was = Group.objects.get_or_create(name=f"Biên tập trang tin số {index.pk}")
    approvers, _was = Group.objects.get_or_create(name=f"Duyệt trang tin số {index.pk}")
    desk = Desk.objects.create(
        index=index,
        editors=editors,
        approvers=approvers,
        collection=_collection(index),
        way=rules.rules().begins_with,
    )
    _equip(desk)
    return desk


def _collection(index: NewsIndex) -> Collection:
    """The root list works with the whole library, every other list with a part of its own."""
    library: Collection = Collection.get_first_root_node()
    return library if index.depth == 2 else library.add_child(name=index.title)


def _equip(desk: Desk) -> None:
    """Write exactly the rights that the way of the desk leaves to each group."""
    way = rules.way(desk.way)
    _give(desk.editors, desk, EDITORS if way.steps else (*EDITORS, PUBLISH), PICTURES)
    _give(desk.approvers, desk, (PUBLISH,) if way.steps else (), ())
    WorkflowPage.objects.filter(page=desk.index).delete()
    if way.steps:
        WorkflowPage.objects.create(page=desk.index, workflow=_workflow(way))


def _give(group: Group, desk: Desk, pages: tuple[str, ...], pictures: tuple[str, ...]) -> None:
    group.permissions.set([_right("access_admin")] if pages else [])
    GroupPagePermission.objects.filter(group=group).delete()
    for right in pages:
        GroupPagePermission.objects.create(group=group, page=desk.index, permission=_right(right))
    GroupCollectionPermission.objects.filter(group=group).delete()
    for right in pictures:
        GroupCollectionPermission.objects.create(
            group=group, collection=desk.collection, permission=_right(right)
        )


def _right(codename: str) -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label__startswith="wagtail")


def _workflow(way: rules.Way) -> Workflow:
    """The workflow that stands for a way, with the steps that the file names today."""
    known = Way.objects.filter(key=way.key).select_related("workflow").first()
    workflow: Workflow = known.workflow if known else Workflow.objects.create(name=way.vi)
    if known is None:
        Way.objects.create(key=way.key, workflow=workflow)
    workflow.workflow_tasks.all().delete()
    for place, step in enumerate(way.steps):
        WorkflowTask.objects.create(workflow=workflow, task=_task(step), sort_order=place)
    return workflow


def _task(step: rules.Step) -> EditingStep:
    task: EditingStep = EditingStep.objects.get_or_create(key=step.key, defaults={"name": step.vi})[
        0
    ]
    return task
