"""How requests about personal data make themselves known to Django and to the registries below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties import kinds
from kheo.oversee.personal_data import rules
from kheo.verbs import MenuEntry, Place, Verb, register_menu

HANDLE = "personal_data.handle"


class PersonalDataConfig(AppConfig):
    name = "kheo.oversee.personal_data"
    label = "personal_data"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        """Register what is owed and where officers work."""
        for kind in (
            kinds.Kind(
                key="personal_data.acknowledge",
                label=_("Báo nhận yêu cầu về dữ liệu cá nhân"),
                rule=rules.acknowledge,
                url_name="personal_data:work",
                capability=HANDLE,
                assigns=HANDLE,
                is_sealed=True,
            ),
            kinds.Kind(
                key="personal_data.answer",
                label=_("Trả lời yêu cầu về dữ liệu cá nhân"),
                rule="DL-ACC-01",
                url_name="personal_data:work",
                capability=HANDLE,
                assigns=HANDLE,
                is_sealed=True,
            ),
        ):
            kinds.register(kind)
        register_menu(
            MenuEntry(
                key="personal_data.new",
                verb=Verb.SUPERVISE,
                label=_("Dữ liệu cá nhân của bạn"),
                url_name="personal_data:new",
                order=90,
                in_head=False,
            )
        )
        register_menu(
            MenuEntry(
                key="personal_data.desk",
                verb=Verb.SUPERVISE,
                label=_("Dữ liệu cá nhân"),
                url_name="personal_data:desk",
                order=50,
                place=Place.WORKSPACE,
                capability=HANDLE,
            )
        )
