"""Steps before publication as tasks of Wagtail, each of which is owed as a duty while it is open.

Wagtail itself begins and ends its tasks; these classes are the doors at which it does.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.duties import permissions as duty_permissions
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.log import services as log
from kheo.foundation.refusals import Refusal
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.know.news.models import NewsIndex
from kheo.know.newsroom import rules

LONGEST_REASON = 2000
NO_WORDS = gettext_lazy("Hãy viết cần sửa gì: người viết sẽ đọc lời này.")


class Way(models.Model):
    """The workflow of Wagtail that stands for a way of law/editing.yaml."""

    key = models.CharField(max_length=40, unique=True)
    workflow = models.OneToOneField(Workflow, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


class WordsMissing(Refusal):
    """Whoever gets an article back must know what to mend."""

    sentence = NO_WORDS


class ReturnForm(TaskStateCommentForm):  # type: ignore[misc]
    """Whoever sends an article back says what is to be mended."""

    comment = forms.CharField(
        label=gettext_lazy("Cần sửa gì"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": gettext_lazy("Hãy viết cần sửa gì: người viết sẽ đọc lời này.")
        },
    )


class EditingStepState(TaskState):  # type: ignore[misc]
    """One article at one step; the duty is closed with what was decided."""

    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.task} {self.status}"

    @transaction.atomic
    def approve(
        self, user: User | None = None, update: bool = True, comment: str = ""
    ) -> "EditingStepState":
        self._settle(Duty.Outcome.DONE, comment or _("Đã duyệt"), "news.step_taken", user)
        super().approve(user=user, update=update, comment=comment)
        if self.workflow_state.status == WorkflowState.STATUS_APPROVED:
            page = self.workflow_state.content_object
            page.refresh_from_db()
            _note("news.published" if page.live else "news.scheduled", self, user, timezone.now())
        return self

    @transaction.atomic
    def reject(
        self, user: User | None = None, update: bool = True, comment: str = ""
    ) -> "EditingStepState":
        said = _("Trả lại để sửa: %(words)s") % {"words": comment}
        self._settle(Duty.Outcome.DONE, said, "news.returned", user)
        super().reject(user=user, update=update, comment=comment)
        return self

    @transaction.atomic
    def cancel(
        self, user: User | None = None, resume: bool = False, comment: str = ""
    ) -> "EditingStepState":
        if self.status == self.STATUS_IN_PROGRESS:
            said = comment or _("Bài không còn chờ bước này")
            self._settle(Duty.Outcome.WITHDRAWN, said, "news.withdrawn", user)
        super().cancel(user=user, resume=resume, comment=comment)
        return self

    def _settle(self, outcome: Duty.Outcome, result: str, action: str, user: User | None) -> None:
        """Close the duty, once; two who press the button together meet at its row."""
        now = timezone.now()
        withdrawn = outcome == Duty.Outcome.WITHDRAWN
        if self.duty is not None and self.duty.closed_at is None:
            by = None if withdrawn else user
            duties.close(self.duty, result=result, by=by, now=now, outcome=outcome)
        _note(action, self, user, now)


class EditingStep(Task):  # type: ignore[misc]
    """A step of law/editing.yaml; who takes it follows from posts, not from groups."""

    key = models.CharField(max_length=40, unique=True)

    task_state_class = EditingStepState
    admin_form_fields = ["name"]

    def __str__(self) -> str:
        return self.rule.name

    @property
    def rule(self) -> rules.Step:
        return rules.step(self.key)

    @transaction.atomic
    def start(self, workflow_state: WorkflowState, user: User | None = None) -> EditingStepState:
        """Begin the step and owe it; raises NobodyAnswers, NobodyResponsible."""
        state: EditingStepState = super().start(workflow_state, user=user)
        now = timezone.now()
        page = workflow_state.content_object
        unit = _unit_of(page)
        state.duty = duties.owe(
            kind=self.rule.kind,
            subject=f"news-step:{state.pk}",
            work=f"{self.rule.vi}: {page.get_latest_revision_as_object().title}",
            unit=unit,
            body=units.responsible_body(unit),
            by=user,
            now=now,
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )
        state.save(update_fields=["duty"])
        _note("news.submitted", state, user, now)
        return state

    def may_take(self, page: Page, user: User) -> bool:
        """Say whether the person may take this step of the article now."""
        state = page.current_workflow_task_state
        if state is None or state.task_id != self.pk or not isinstance(state, EditingStepState):
            return False
        if self.rule.by_another and state.workflow_state.requested_by_id == user.pk:
            return False
        today = timezone.localdate()
        return state.duty is not None and duty_permissions.may_work(user, state.duty, today=today)

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return self.may_take(obj, user)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """While others look at it, only who looks at it may change it."""
        return not self.may_take(obj, user)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        if not self.may_take(obj, user):
            return []
        return [
            ("reject", _("Trả lại để sửa"), True),
            ("approve", _("Duyệt"), False),
            ("approve", _("Duyệt kèm lời"), True),
        ]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        if action == "reject":
            return ReturnForm
        form: type[forms.Form] = super().get_form_for_action(action)
        return form

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Take the step; raises WordsMissing, for the editor itself lets an empty form through."""
        if not self.may_take(task_state.workflow_state.content_object.specific, user):
            raise PermissionDenied
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise WordsMissing
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        """List what waits for the person, for the first page of the editor."""
        reach = models.Q(pk__in=[])
        for unit in units_where(user, self.rule.capability, timezone.localdate()):
            reach |= models.Q(duty__unit__path__startswith=unit.path)
        waiting = EditingStepState.objects.filter(
            reach, task=self, status=TaskState.STATUS_IN_PROGRESS
        )
        if self.rule.by_another:
            waiting = waiting.exclude(workflow_state__requested_by=user)
        found: QuerySet[TaskState] = TaskState.objects.filter(pk__in=waiting.values("pk"))
        return found

    @classmethod
    def get_description(cls) -> str:
        return _("Mỗi bước là một việc có hạn, theo law/editing.yaml")


def _unit_of(page: Page) -> Unit:
    """The unit of the list that a page stands in; a list itself may be sent in as well."""
    index = page if isinstance(page, NewsIndex) else page.get_parent().specific
    # A way with steps is chosen by somebody of the unit, so there is one.
    assert isinstance(index.unit, Unit)
    return index.unit


def _note(action: str, state: EditingStepState, user: User | None, now: datetime) -> None:
    page = state.workflow_state.object_id
    log.record(
        action=action,
        on=f"news:{page}",
        by=user.username if user else "",
        at=now,
        detail={"step": state.task.specific.key, "duty": state.duty_id},
    )
