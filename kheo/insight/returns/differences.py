"""Says in sentences what a new version of a form asks that the last one did not, and what not."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.insight.returns.definition import Column, Definition, Row, RuleText

WORDS = {
    "label": gettext_lazy("tên"),
    "indicator": gettext_lazy("chỉ số"),
    "level": gettext_lazy("cấp"),
    "breakdown": gettext_lazy("phân tổ"),
    "unit_of_count": gettext_lazy("đơn vị tính"),
    "help": gettext_lazy("hướng dẫn"),
    "columns": gettext_lazy("các cột"),
    "compulsory": gettext_lazy("ô bắt buộc"),
    "decimals": gettext_lazy("số chữ số lẻ"),
    "minimum": gettext_lazy("số nhỏ nhất"),
    "maximum": gettext_lazy("số lớn nhất"),
    "is_cumulative": gettext_lazy("lũy kế"),
    "jump_percent": gettext_lazy("mức tăng giảm phải giải trình"),
    "text": gettext_lazy("nội dung"),
    "title": gettext_lazy("tên"),
    "is_warning": gettext_lazy("mức cảnh báo"),
}


def differences(old: Definition | None, new: Definition) -> list[str]:
    """List what changed, a sentence each; of a first version, only that it is the first."""
    if old is None:
        return [_("Bản đầu tiên.")]
    return [*_of_rows(old, new), *_of_columns(old, new), *_of_rules(old, new), *_of_order(old, new)]


def _of_rows(old: Definition, new: Definition) -> Iterator[str]:
    before, after = ({row.key: row for row in one.rows()} for one in (old, new))
    for key in after.keys() - before.keys():
        yield _("Thêm dòng “%(row)s”.") % {"row": after[key].label}
    for key in before.keys() - after.keys():
        yield _("Bỏ dòng “%(row)s”.") % {"row": before[key].label}
    for key in (row.key for row in new.rows() if row.key in before):
        if changed := _changed(before[key], after[key]):
            said = {"row": after[key].label, "what": changed}
            yield _("Sửa dòng “%(row)s”: %(what)s.") % said


def _of_columns(old: Definition, new: Definition) -> Iterator[str]:
    before, after = ({one.key: one for one in side.columns} for side in (old, new))
    for key in after.keys() - before.keys():
        yield _("Thêm cột “%(column)s”.") % {"column": after[key].label}
    for key in before.keys() - after.keys():
        yield _("Bỏ cột “%(column)s”.") % {"column": before[key].label}
    for key in before.keys() & after.keys():
        if changed := _changed(before[key], after[key]):
            said = {"column": after[key].label, "what": changed}
            yield _("Sửa cột “%(column)s”: %(what)s.") % said


def _of_rules(old: Definition, new: Definition) -> Iterator[str]:
    before, after = ({one.key: one for one in side.rules} for side in (old, new))
    for key in after.keys() - before.keys():
        yield _("Thêm quy tắc “%(rule)s”.") % {"rule": after[key].text}
    for key in before.keys() - after.keys():
        yield _("Bỏ quy tắc “%(rule)s”.") % {"rule": before[key].text}
    for key in before.keys() & after.keys():
        if _changed(before[key], after[key]):
            yield _("Sửa quy tắc “%(rule)s”.") % {"rule": after[key].text}


def _of_order(old: Definition, new: Definition) -> Iterator[str]:
    titles = [[one.title for one in side.sections] for side in (old, new)]
    rows = [_common(old.rows(), new), _common(new.rows(), old)]
    if titles[0] != titles[1]:
        yield _("Đổi các phần.")
    elif rows[0] != rows[1]:
        yield _("Đổi thứ tự các dòng.")


def _common(rows: Iterable[Row], other: Definition) -> list[str]:
    known = {row.key for row in other.rows()}
    return [row.key for row in rows if row.key in known]


def _changed(before: Row | Column | RuleText, after: Row | Column | RuleText) -> str:
    names = [one.name for one in fields(before)]
    return ", ".join(
        str(WORDS[name]) for name in names if getattr(before, name) != getattr(after, name)
    )
