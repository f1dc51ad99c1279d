"""How opendata makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from kheo.foundation import sitemaps
from kheo.verbs import MenuEntry, Verb, register_menu

APP = "kheo.insight.opendata"


class OpenDataConfig(AppConfig):
    name = APP
    label = "opendata"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        # The rooms' models are there only now.
        import_string(f"{APP}.datasets.register")()
        sitemaps.register("du-lieu-mo", f"{APP}.queries.SITEMAP")
        register_menu(
            MenuEntry(
                key="opendata.list",
                verb=Verb.SUPERVISE,
                label=_("Dữ liệu mở"),
                url_name="opendata:catalogue",
                description=_("Tải số liệu và sổ công khai để tự đọc, tự tính"),
                order=70,
                in_head=False,
            )
        )
