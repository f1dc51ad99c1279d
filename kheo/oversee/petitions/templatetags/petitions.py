"""Names what stands in the records as keys of law/classification.yaml."""

from typing import Any

from django import template

from kheo.oversee.petitions.sorting import Condition, Named, sorting

register = template.Library()


@register.filter
def action_name(key: str) -> str:
    return _name(sorting().actions.get(key), key)


@register.filter
def condition_name(key: str) -> str:
    return _name(sorting().conditions.get(key), key)


@register.filter
def requirement_name(key: str) -> str:
    return _name(sorting().requirements.get(key), key)


@register.filter
def chosen_conditions(data: Any) -> list[Condition]:
    """List the conditions that a form came with."""
    keys = data.getlist("conditions") if hasattr(data, "getlist") else []
    known = sorting().conditions
    return [known[key] for key in keys if key in known]


def _name(found: Named | None, key: str) -> str:
    """A key that has left the file still says something."""
    return found.label if found is not None else key
