"""How news makes itself known to Django, to the menu and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation import sitemaps
from kheo.foundation.visits import pages as visits
from kheo.verbs import MenuEntry, Verb, register_menu


class NewsConfig(AppConfig):
    name = "kheo.know.news"
    label = "news"
    verbs = (Verb.KNOW,)

    def ready(self) -> None:
        visits.count_below("/tin/")
        sitemaps.register("tin", "kheo.know.news.queries.machines.SITEMAP")
        register_menu(
            MenuEntry(
                key="news.index",
                verb=Verb.KNOW,
                label=_("Tin tức"),
                description=_("Tin của tỉnh và các xã, phường"),
                url_name="news:index",
                order=10,
            )
        )
        register_menu(
            MenuEntry(
                key="news.albums",
                verb=Verb.KNOW,
                label=_("Thư viện ảnh"),
                url_name="news:albums",
                order=40,
                in_head=False,
            )
        )
