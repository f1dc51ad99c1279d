"""How returns makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties import kinds
from kheo.foundation.figures import indicators
from kheo.insight.returns import catalogue, periods
from kheo.verbs import MenuEntry, Place, Verb, register_menu


class ReturnsConfig(AppConfig):
    name = "kheo.insight.returns"
    label = "returns"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        for indicator in catalogue.read():
            indicators.register(indicator)
        kinds.register(
            kinds.Kind(
                key="return.send",
                label=_("Gửi biểu số liệu"),
                rule=periods.rule_code,
                url_name="returns:return",
                capability="returns.enter",
                is_public=False,
                told="kheo.insight.returns.services.follow",
            )
        )
        kinds.register(
            kinds.Kind(
                key="return.approve",
                label=_("Duyệt biểu số liệu"),
                rule=periods.approval_rule_code,
                capability="returns.approve",
                is_public=False,
            )
        )
        register_menu(
            MenuEntry(
                key="returns.approvals",
                verb=Verb.SUPERVISE,
                label=_("Duyệt báo cáo số liệu"),
                url_name="returns:approvals",
                order=62,
                place=Place.WORKSPACE,
                capability="returns.approve",
            )
        )
        for entry in _menu():
            register_menu(entry)


def _menu() -> list[MenuEntry]:
    return [
        MenuEntry(
            key="returns.mine",
            verb=Verb.SUPERVISE,
            label=_("Biểu của tôi"),
            url_name="returns:mine",
            order=60,
            place=Place.WORKSPACE,
            capability="returns.enter",
        ),
        MenuEntry(
            key="returns.standing",
            verb=Verb.SUPERVISE,
            label=_("Ai đã gửi, ai chưa"),
            url_name="returns:standing",
            order=61,
            place=Place.WORKSPACE,
            capability="reports.read",
        ),
        MenuEntry(
            key="returns.forms",
            verb=Verb.SUPERVISE,
            label=_("Lập biểu số liệu"),
            url_name="returns:forms",
            order=63,
            place=Place.WORKSPACE,
            capability="returns.define",
        ),
    ]
