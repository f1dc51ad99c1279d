"""Finds who issued a document by the printed name: a body of ours, one above us, a local one."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.accounts.models import User
from kheo.foundation.documents import kinds
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import permissions
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Unit
from kheo.foundation.vietnamese import text

Level = OfficialDocument.Level


class UnknownIssuer(ValueError):
    """The name does not say whose document it is; the message asks for what is missing."""


@dataclass(frozen=True)
class Issued:
    """Who issued: the body, or the printed name with its level and unit."""

    body: Body | None
    name: str
    level: str
    unit: Unit | None


class Directory:
    """What is known on a day, read once for a form or a sheet of hundreds of rows."""

    def __init__(self, user: User, *, today: date) -> None:
        self.today = today
        self.registers = list(accounts.units_where(user, permissions.REGISTER, today))
        self.home = units.here(on=today)
        self._bodies: dict[str, list[Body]] | None = None
        self._places: list[Unit] | None = None

    @property
    def bodies(self) -> dict[str, list[Body]]:
        """The bodies by folded name."""
        if self._bodies is None:
            self._bodies = {}
            for body in Body.objects.select_related("unit"):
                self._bodies.setdefault(_folded(body.name), []).append(body)
        return self._bodies

    @property
    def places(self) -> list[Unit]:
        """The communes and districts of the province, also those that have ended."""
        if self._places is None:
            levels = [Unit.Level.COMMUNE, Unit.Level.DISTRICT]
            found = Unit.objects.filter(level__in=levels)
            self._places = list(found.within(self.home)) if self.home else []
        return self._places

    def names(self) -> list[str]:
        """List what may be typed: our bodies, then those of the list."""
        own = [body.name for bodies in self.bodies.values() for body in bodies]
        return [*own, *(issuer.vi for issuer in kinds.issuers())]

    # --- Finding ------------------------------------------------------------------------------

    def find(self, typed: str, *, level: str, issued_on: date, kept_by: Unit) -> Issued:
        """Find who issued; raise UnknownIssuer with what to type."""
        if body := self._body(typed):
            return Issued(body, body.name, body.unit.level, body.unit)
        listed = kinds.issuer_named(typed)
        level = level or (listed.level if listed else "") or kinds.level_of(typed)
        if not level:
            raise UnknownIssuer(_("Chưa rõ cơ quan này ở cấp nào. Xin chọn cấp."))
        return Issued(None, typed, level, self._unit(typed, level, issued_on, kept_by))

    def _body(self, typed: str) -> Body | None:
        same = self.bodies.get(_folded(typed), [])
        mine = [body for body in same if self.keeps(body.unit)]
        chosen = mine if len(mine) == 1 else same
        if len(chosen) > 1:
            some = "; ".join(f"{body.name} ({body.unit})" for body in chosen[:3])
            raise UnknownIssuer(_("Có nhiều cơ quan cùng tên: %(some)s.") % {"some": some})
        return chosen[0] if chosen else None

    def _unit(self, typed: str, level: str, issued_on: date, kept_by: Unit) -> Unit | None:
        if level == Level.CENTRAL:
            return None
        if level == Level.PROVINCE:
            return self.home
        said = f" {_folded(typed)} "
        named = [
            unit
            for unit in self.places
            if unit.level == level and f" {unit.folded} " in said and _existed(unit, issued_on)
        ]
        if named:
            return max(named, key=lambda unit: len(unit.folded))
        if kept_by.level == level:
            return kept_by
        raise UnknownIssuer(
            _("Chưa rõ của xã, phường nào. Xin ghi đủ, ví dụ: Đảng ủy xã Ngọc Chiến.")
        )

    def keeps(self, unit: Unit) -> bool:
        """Say whether the officer keeps the register of a unit."""
        return any(unit.path.startswith(register.path) for register in self.registers)

    def register_for(self, unit: Unit | None) -> Unit:
        """Choose the register: that of the issuer's unit where the officer keeps it, else the own.

        The own register is the highest that the officer keeps.
        """
        if unit and self.keeps(unit):
            return unit
        return min(self.registers, key=lambda one: len(one.ancestors))


def _existed(unit: Unit, day: date) -> bool:
    return (not unit.valid_from or unit.valid_from <= day) and (
        not unit.valid_to or unit.valid_to >= day
    )


def _folded(name: str) -> str:
    return " ".join(text.words(text.one_spelling(name)))
