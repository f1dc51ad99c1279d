"""How the newsroom makes itself known to Django, to the menu and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties import kinds
from kheo.know.newsroom import rules
from kheo.verbs import MenuEntry, Place, Verb, register_menu


class NewsroomConfig(AppConfig):
    name = "kheo.know.newsroom"
    label = "newsroom"
    verbs = (Verb.KNOW,)

    def ready(self) -> None:
        """Register each step as a kind of duty, and the calendar in the menu of officers."""
        for step in rules.rules().steps.values():
            kinds.register(
                kinds.Kind(
                    key=step.kind,
                    label=step.vi,
                    rule=step.rule,
                    capability=step.capability,
                    is_public=False,
                    # It is taken in the editor, beside the article.
                    is_sealed=True,
                )
            )
        register_menu(
            MenuEntry(
                key="newsroom.calendar",
                verb=Verb.KNOW,
                label=_("Lịch đăng bài"),
                url_name="newsroom:calendar",
                order=15,
                place=Place.WORKSPACE,
                capability="news.edit",
            )
        )
