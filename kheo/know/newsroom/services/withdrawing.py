"""Ends the steps of articles that will no longer be there."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page, WorkflowState

from kheo.foundation.accounts.models import User
from kheo.know.newsroom.models import EditingStepState


@transaction.atomic
def withdraw(*, pages: Iterable[Page], by: User) -> int:
    """Close what is owed for these pages and those below them; return how many had steps open."""
    keys = [
        str(pk)
        for page in pages
        for pk in page.get_descendants(inclusive=True).values_list("pk", flat=True)
    ]
    waiting = EditingStepState.objects.filter(
        workflow_state__object_id__in=keys, status=EditingStepState.STATUS_IN_PROGRESS
    )
    states = WorkflowState.objects.filter(pk__in=waiting.values("workflow_state"))
    for state in states:
        state.cancel(user=by)
    return len(states)
