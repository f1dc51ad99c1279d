"""What the list, the map and the feeds are cut by, as it stands in their addresses."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kheo.foundation.units import queries as units
from kheo.foundation.units.fields import CommuneForm
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import topics
from kheo.oversee.petitions.queries import Cut


@dataclass(frozen=True)
class Filters:
    """One way to look at what was received; `typed` is the commune as the reader wrote it."""

    cut: Cut
    unit: Unit | None
    topic: str
    form: CommuneForm
    typed: str

    def address(self, name: str, *, cut: Cut | None = None, after: str = "") -> str:
        """Give the address of a page under these filters."""
        asked = {
            "tinh-trang": (self.cut if cut is None else cut).value,
            "linh-vuc": self.topic,
            "don-vi": self.unit.code if self.unit else "",
            "sau": after,
        }
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"{reverse(name)}{'?' if query else ''}{query}"

    def tabs(self, name: str) -> list[dict[str, Any]]:
        """Offer the cuts as tabs."""
        return [
            {
                "label": one.label,
                "url": self.address(name, cut=one),
                "count": None,
                "is_current": one == self.cut,
            }
            for one in Cut
        ]


def of(request: HttpRequest, home: Unit | None, *, today: date) -> Filters:
    """Read the filters of an address; what makes no sense filters nothing."""
    form, unit = _place(request, home, today)
    cut, topic = request.GET.get("tinh-trang", ""), request.GET.get("linh-vuc", "")
    return Filters(
        cut=Cut(cut) if cut in set(Cut) else Cut.ALL,
        unit=unit,
        topic=topic if topic in topics.known() else "",
        form=form,
        typed=request.GET.get("xa", ""),
    )


def _place(request: HttpRequest, home: Unit | None, today: date) -> tuple[CommuneForm, Unit | None]:
    """Read the commune: typed by name, or a link's code."""
    data = {"commune": request.GET.get("xa", ""), "unit": request.GET.get("don-vi", "")}
    form = CommuneForm(data, today=today)
    form.is_valid()
    if data["commune"]:
        return form, form.found_unit(form.cleaned_data) if "commune" not in form.errors else None
    if not data["unit"] or home is None:
        return form, None
    code = data["unit"] if data["unit"].isalnum() else ""
    unit = units.subtree(home, on=today).filter(code=code).first()
    if unit is None:
        form.add_error("commune", _("Không có đơn vị này. Xin gõ tên xã, phường."))
    return form, unit
