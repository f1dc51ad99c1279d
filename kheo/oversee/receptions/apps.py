"""How receptions makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents import access, letter_sources
from kheo.foundation.duties import kinds
from kheo.oversee.petitions import kinds as petitions
from kheo.oversee.receptions import rules
from kheo.verbs import MenuEntry, Place, Verb, register_menu


def _result() -> str:
    return rules.rule_code("result")


def _promise() -> str:
    return rules.rule_code("promise")


class ReceptionsConfig(AppConfig):
    name = "kheo.oversee.receptions"
    label = "receptions"
    verbs = (Verb.CHECK,)

    def ready(self) -> None:
        """Register what is owed, the menu, who reads the papers and how a petition began."""
        kinds.register(
            kinds.Kind(
                key="reception.notify",
                label=_("Báo kết quả tiếp công dân"),
                rule=_result,
                url_name="receptions:visit",
                capability="receptions.manage",
                assigns="receptions.manage",
            )
        )
        kinds.register(
            kinds.Kind(
                key="reception.promise",
                label=_("Việc đã hứa khi tiếp công dân"),
                rule=_promise,
                url_name="receptions:visit",
                assigns="receptions.manage",
            )
        )
        access.register("reception.papers", "kheo.oversee.receptions.reading.may_read_file")
        access.register("reception.letter", "kheo.oversee.receptions.reading.may_read_letter")
        letter_sources.register("matter", "kheo.oversee.receptions.papers.prepare_result")
        letter_sources.register("visit", "kheo.oversee.receptions.papers.prepare_refusal")
        petitions.register_origin("kheo.oversee.receptions.queries.beginning")
        for entry in _menu():
            register_menu(entry)


def _menu() -> list[MenuEntry]:
    return [
        MenuEntry(
            key="receptions.schedule",
            verb=Verb.CHECK,
            label=_("Đặt lịch tiếp công dân"),
            url_name="receptions:schedule",
            order=30,
        ),
        MenuEntry(
            key="receptions.desk",
            verb=Verb.CHECK,
            label=_("Tiếp công dân"),
            url_name="receptions:desk",
            order=40,
            place=Place.WORKSPACE,
            capability="receptions.manage",
        ),
    ]
