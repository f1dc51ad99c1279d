"""Pages on which the draft of a form is written, step by step, and published."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kheo.foundation.accounts.models import User
from kheo.foundation.figures import indicators
from kheo.insight.returns import drafting, errors, queries, services
from kheo.insight.returns.definition import BadDefinition, Definition
from kheo.insight.returns.differences import differences
from kheo.insight.returns.forms import (
    ColumnForm,
    RuleForm,
    SectionForm,
    what_is_wrong,
)
from kheo.insight.returns.models import Form, FormVersion
from kheo.insight.returns.views.defining import asked, fill, preview

STEPS = {"len": -1, "xuong": 1}
MOVES: dict[str, Callable[[Definition, str, int], Definition]] = {
    "phan": drafting.move_section,
    "dong": drafting.move_row,
    "cot": drafting.move_column,
}
REMOVES: dict[str, Callable[[Definition, str], Definition]] = {
    "phan": drafting.remove_section,
    "dong": drafting.remove_row,
    "cot": drafting.remove_column,
    "quy-tac": drafting.remove_rule,
}
Change = Callable[[Definition], Definition]


def drafted(request: HttpRequest, key: str) -> tuple[Form, FormVersion, User]:
    """Find the draft of a form that the officer may write, or refuse."""
    form, user = asked(request, key)
    version = queries.draft(form)
    if version is None:
        raise Http404(_("Biểu này không có bản thảo."))
    return form, version, user


def draft_url(form: Form) -> str:
    return reverse("returns:draft", args=[form.key])


@never_cache
@login_required
def draft(request: HttpRequest, key: str) -> HttpResponse:
    form, user = asked(request, key)
    if request.method == "POST":
        services.begin_draft(form=form, by=user, now=timezone.now())
        return redirect("returns:draft", key=key)
    version = queries.draft(form)
    if version is None:
        return redirect(form)
    context = {
        **preview(form, version),
        "definition": version.asked,
        "has_published": queries.published(form) is not None,
    }
    return render(request, "returns/draft.html", context)


def keep(request: HttpRequest, version: FormVersion, form: Any, change: Change, user: User) -> bool:
    """Save one step; say at the form why not, with the page as it is now."""
    try:
        services.save_draft(
            version=version,
            definition=change(version.asked),
            revision=form.cleaned_data["revision"],
            by=user,
            now=timezone.now(),
        )
    except BadDefinition as problem:
        form.add_error(None, str(problem))
    except errors.DraftChanged as refusal:
        form.add_error(None, str(refusal))
        # What was typed stays; sent again it is a step on the draft of now.
        form.data = {**form.data.dict(), "revision": version.revision}
    else:
        return True
    return False


# --- Sections, columns, rules -----------------------------------------------------------------


@never_cache
@login_required
def section(request: HttpRequest, key: str, part: str = "") -> HttpResponse:
    form, version, user = drafted(request, key)
    known = {one.key: one for one in version.asked.sections}
    if part and part not in known:
        raise Http404
    initial = {"title": known[part].title if part else "", "revision": version.revision}
    shown = SectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and shown.is_valid():
        title = shown.cleaned_data["title"]
        if keep(request, version, shown, lambda of: drafting.put_section(of, title, part), user):
            return redirect(draft_url(form))
    title = _("Sửa phần") if part else _("Thêm phần")
    return fill(request, shown, title=title, back_url=draft_url(form))


@never_cache
@login_required
def column(request: HttpRequest, key: str, name: str = "") -> HttpResponse:
    form, version, user = drafted(request, key)
    known = {one.key: one for one in version.asked.columns}
    if name and name not in known:
        raise Http404
    initial = {**(vars(known[name]) if name else {}), "revision": version.revision}
    used = queries.named({row.indicator for row in version.asked.rows()}).values()
    shown = ColumnForm(request.POST or None, known=used or indicators.known(), initial=initial)
    if request.method == "POST" and shown.is_valid():
        made = shown.column(name or drafting.key_for(shown.cleaned_data["label"], known))
        if keep(request, version, shown, lambda of: drafting.put_column(of, made), user):
            return redirect(draft_url(form))
    title = _("Sửa cột") if name else _("Thêm cột")
    return fill(request, shown, title=title, back_url=draft_url(form))


@never_cache
@login_required
def rule(request: HttpRequest, key: str, name: str = "") -> HttpResponse:
    form, version, user = drafted(request, key)
    known = {one.key: one for one in version.asked.rules}
    if name and name not in known:
        raise Http404
    initial = {**(vars(known[name]) if name else {}), "revision": version.revision}
    shown = RuleForm(request.POST or None, definition=version.asked, initial=initial)
    if request.method == "POST" and shown.is_valid():
        made = shown.rule(name or drafting.key_for("quy tac", known))
        if keep(request, version, shown, lambda of: drafting.put_rule(of, made), user):
            return redirect(draft_url(form))
    context = {
        "form": shown,
        "title": _("Sửa quy tắc") if name else _("Thêm quy tắc"),
        "back_url": draft_url(form),
        "try_url": reverse("returns:draft_try", args=[key]),
        "definition": version.asked,
    }
    return render(request, "returns/rule.html", context, status=422 if shown.errors else 200)


@require_POST
@login_required
def try_rule(request: HttpRequest, key: str) -> HttpResponse:
    """Say of a sentence that is being typed whether it is a rule of the form."""
    _form, version, _user = drafted(request, key)
    text = request.POST.get("text", "").strip()
    context = {"text": text, "words": what_is_wrong(version.asked, text) if text else ""}
    return render(request, "returns/_tried.html", context)


# --- Order ------------------------------------------------------------------------------------


@require_POST
@login_required
def arrange(request: HttpRequest, key: str) -> HttpResponse:
    """Move or take out one thing; the button names what, which and how."""
    form, version, user = drafted(request, key)
    what, _sep, rest = request.POST.get("viec", "").partition(":")
    how, _sep, name = rest.partition(":")
    revision = request.POST.get("revision", "")
    try:
        services.save_draft(
            version=version,
            definition=_arranged(version.asked, what, how, name),
            revision=int(revision) if revision.isdecimal() else -1,
            by=user,
            now=timezone.now(),
        )
    except BadDefinition as problem:
        messages.error(request, str(problem))
    except errors.FormRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{draft_url(form)}#{what}-{name}")


def _arranged(of: Definition, what: str, how: str, name: str) -> Definition:
    if how in STEPS and what in MOVES:
        return MOVES[what](of, name, STEPS[how])
    if how == "bo" and what in REMOVES:
        return REMOVES[what](of, name)
    raise Http404


# --- To the end -------------------------------------------------------------------------------


@never_cache
@login_required
def publish(request: HttpRequest, key: str) -> HttpResponse:
    form, version, user = drafted(request, key)
    last = queries.published(form)
    if request.method == "POST":
        revision = request.POST.get("revision", "")
        try:
            done = services.publish(
                version=version,
                revision=int(revision) if revision.isdecimal() else -1,
                carries=bool(request.POST.get("chuyen")),
                by=user,
                now=timezone.now(),
            )
        except errors.FormRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("returns:draft_publish", key=key)
        said = {"number": done.version.number, "carried": done.carried, "kept": done.kept}
        words = _(
            "Đã công bố bản thứ %(number)s. Báo cáo đang nhập: %(carried)s chuyển sang bản mới, "
            "%(kept)s giữ bản cũ."
        )
        messages.success(request, words % said)
        return redirect(form)
    context = {
        **preview(form, version),
        "changes": differences(last.asked if last else None, version.asked),
        "problems": services.unfit(version.asked),
        "last": last,
        "open": queries.still_open(form),
    }
    return render(request, "returns/publish.html", context)


@require_POST
@login_required
def discard(request: HttpRequest, key: str) -> HttpResponse:
    form, version, user = drafted(request, key)
    revision = request.POST.get("revision", "")
    try:
        services.discard_draft(
            version=version,
            revision=int(revision) if revision.isdecimal() else -1,
            by=user,
            now=timezone.now(),
        )
    except errors.FormRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(draft_url(form))
    messages.success(request, _("Đã bỏ bản thảo."))
    return redirect(form)
