"""How documents makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kheo.foundation import sitemaps
from kheo.foundation.documents import access
from kheo.verbs import MenuEntry, Place, Verb, register_menu


class DocumentsConfig(AppConfig):
    name = "kheo.foundation.documents"
    label = "documents"

    def ready(self) -> None:
        """Register who reads the files of the register, and its two entries of the menu."""
        access.register("document.file", "kheo.foundation.documents.register.reading.may_read_file")
        sitemaps.register("van-ban", "kheo.foundation.documents.register.queries.machines.SITEMAP")
        register_menu(
            MenuEntry(
                key="register.index",
                verb=Verb.KNOW,
                label=pgettext_lazy("register", "Văn bản"),
                description=_("Tra cứu văn bản và nơi nào đã thực hiện"),
                url_name="register:index",
                order=30,
            )
        )
        register_menu(
            MenuEntry(
                key="register.desk",
                verb=Verb.KNOW,
                label=_("Sổ văn bản"),
                url_name="register:desk",
                order=60,
                place=Place.WORKSPACE,
                capability="documents.register",
            )
        )
