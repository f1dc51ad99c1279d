"""Where the authority sits: a commune by name, or the province when nothing is typed."""

from typing import Any

from django.utils.translation import gettext_lazy

from kheo.foundation.units import queries as units
from kheo.foundation.units.fields import CommuneForm, CommuneName
from kheo.foundation.units.models import Unit


class PlaceForm(CommuneForm):
    """A form that asks for the place of an authority."""

    commune = CommuneName(
        label=gettext_lazy("Cơ quan đó ở xã, phường nào?"),
        help_text=gettext_lazy("Gõ tên, không cần dấu. Để trống nếu là cơ quan cấp tỉnh."),
    )

    def found_unit(self, data: dict[str, Any]) -> Unit | None:
        """Return the unit that was meant, or say beside the field why there is none."""
        return super().found_unit(data) if data.get("commune") else units.here(on=self.today)
