"""Takes in officers' templates, version by version; a faulty one is kept and told, not lost."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.services import files
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese.text import fold
from kheo.insight.reports import definitions, permissions, safety, word
from kheo.insight.reports.models import Template, TemplateVersion

HOLDER = "report.template"
_KEY_LENGTH = 50


@transaction.atomic
def begin(
    *, title: str, unit: Unit, data: bytes, name: str, by: User, now: datetime
) -> TemplateVersion:
    """Keep a new template with its first version; raises NotAWordFile."""
    if not permissions.may_write(by, unit):
        raise PermissionDenied
    safety.check(data)
    template = Template.objects.create(
        key=_key(title), title=title, unit=unit, made_by=by, made_at=now
    )
    log.record(
        action="report.template_made", on=f"report_template:{template.pk}", at=now,
        by=by.username, unit_code=unit.code,
    )  # fmt: skip
    return add_version(template=template, data=data, name=name, note="", by=by, now=now)


@transaction.atomic
def add_version(
    *, template: Template, data: bytes, name: str, note: str, by: User, now: datetime
) -> TemplateVersion:
    """Keep another version, with whatever is wrong with it; raises NotAWordFile."""
    if not permissions.may_write(by, template.unit):
        raise PermissionDenied
    safety.check(data)
    template = Template.objects.select_for_update().get(pk=template.pk)
    read = word.read(data)
    subject = f"report_template:{template.pk}"
    last = template.versions.aggregate(last=Max("number"))["last"] or 0
    upload = ContentFile(data, name=name)
    with files.storing([upload], holder=HOLDER, subject=subject, by=by, now=now) as (kept,):
        version = TemplateVersion.objects.create(
            template=template,
            number=last + 1,
            file=kept,
            names=read.asked.names,
            problems=[str(problem) for problem in read.problems],
            note=note,
            sent_by=by,
            sent_at=now,
        )
    log.record(
        action="report.template_sent", on=subject, at=now, by=by.username,
        unit_code=template.unit.code,
        detail={"number": version.number, "sha256": kept.sha256, "problems": len(read.problems)},
    )  # fmt: skip
    return version


@transaction.atomic
def rename(*, template: Template, title: str, by: User, now: datetime) -> Template:
    """Give a template another name; its key stays."""
    if not permissions.may_write(by, template.unit):
        raise PermissionDenied
    template.title = title
    template.save(update_fields=["title"])
    log.record(
        action="report.template_renamed", on=f"report_template:{template.pk}", at=now,
        by=by.username, unit_code=template.unit.code,
    )  # fmt: skip
    return template


@transaction.atomic
def retire(*, template: Template, by: User, now: datetime) -> Template:
    """Take a template off the list; what was made of it stays."""
    if not permissions.may_write(by, template.unit):
        raise PermissionDenied
    template.is_active = False
    template.save(update_fields=["is_active"])
    log.record(
        action="report.template_retired", on=f"report_template:{template.pk}", at=now,
        by=by.username, unit_code=template.unit.code,
    )  # fmt: skip
    return template


def _key(title: str) -> str:
    """Make a key of the title that nobody has."""
    base = slugify(fold(title))[:_KEY_LENGTH] or "mau"
    taken = set(Template.objects.filter(key__startswith=base).values_list("key", flat=True))
    taken |= set(definitions.all_reports())
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(key for key in numbered if key not in taken)
