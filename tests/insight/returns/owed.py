"""A commune that owes a small form: the return, its officer, and what they type."""

from datetime import date, timedelta
from typing import Any

from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Unit
from kheo.insight.returns import services
from kheo.insight.returns.definition import Column, Definition, Row, Section
from kheo.insight.returns.models import Form, FormVersion, Return
from kheo.insight.returns.services.entering import Saved
from tests import factories
from tests.factories import MONDAY

ASKED = Definition(
    columns=(
        Column("tong", "Tổng số"),
        Column("xa", "Cấp ủy", "convener=party_committee_head"),
        Column("chinh_quyen", "Chính quyền", "convener=authority"),
    ),
    sections=(
        Section(
            "doi_thoai", "I. Đối thoại",
            (
                Row("cuoc", "Cuộc đối thoại", "dialogues.held", level="commune"),
                Row("phan_bien", "Hội nghị phản biện", "criticism.conferences", columns=("tong",)),
            ),
        ),
        Section(
            "thon", "II. Thôn, bản",
            (
                Row("ty_le", "Tỷ lệ bí thư là trưởng bản", "villages.secretary_is_head_percent",
                    columns=("tong",), decimals=1),
            ),
        ),
    ),
)  # fmt: skip


def form(asked: Definition = ASKED, *, key: str = "doi-thoai", **fields: Any) -> FormVersion:
    """A form with one published version."""
    fields.setdefault("title", "Biểu đối thoại")
    made = Form.objects.create(key=key, **fields)
    return FormVersion.objects.create(
        form=made, number=1, definition=asked.write(), published_at=MONDAY,
        published_by=factories.citizen(),
    )  # fmt: skip


def ret(unit: Unit | None = None, *, version: FormVersion | None = None, **fields: Any) -> Return:
    """The first half of 2026 of a commune, not begun."""
    version = version or form()
    fields = {
        "sender": "commune", "period_kind": "half_year", "period_start": date(2026, 1, 1),
        "period_end": date(2026, 6, 30), "due_on": date(2026, 7, 5),
        "grace_until": date(2026, 7, 15), "step": Unit.Level.COMMUNE, "entered_at": MONDAY,
        **fields,
    }  # fmt: skip
    return Return.objects.create(
        unit=unit or factories.unit(), form=version.form, version=version, **fields
    )


def officer(of: Unit) -> User:
    """Somebody who enters figures of the unit."""
    return factories.officer(of=of, role="reporting_officer")


def fill(made: Return, by: User, minutes: int = 0, revision: int = 0, **values: str) -> Saved:
    """Type into cells; `cuoc__tong` is the cell cuoc.tong."""
    return services.fill(
        ret=made, by=by, now=MONDAY + timedelta(minutes=minutes), revision=revision,
        values={key.replace("__", "."): value for key, value in values.items()},
    )  # fmt: skip
