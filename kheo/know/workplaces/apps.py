"""How democracy at workplaces makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties import kinds
from kheo.verbs import MenuEntry, Place, Verb, register_menu


class WorkplacesConfig(AppConfig):
    name = "kheo.know.workplaces"
    label = "workplaces"
    verbs = (Verb.KNOW,)

    def ready(self) -> None:
        """Register what is owed each year, and the menu."""
        kinds.register(
            kinds.Kind(
                key="workplace.conference",
                label=_("Hội nghị cán bộ, công chức, người lao động hằng năm"),
                # Each duty names the rule of its kind of workplace (law/workplaces.yaml).
                rule="DCCS-AGY-CONF-01",
                capability="workplaces.manage",
                assigns="workplaces.manage",
                is_public=False,
            )
        )
        register_menu(
            MenuEntry(
                key="workplaces.summary",
                verb=Verb.KNOW,
                label=_("Dân chủ nơi làm việc"),
                description=_("Quy chế dân chủ ở cơ quan, đơn vị, doanh nghiệp nhà nước"),
                url_name="workplaces:summary",
                order=70,
                in_head=False,
            )
        )
        register_menu(
            MenuEntry(
                key="workplaces.desk",
                verb=Verb.KNOW,
                label=_("Dân chủ nơi làm việc"),
                url_name="workplaces:desk",
                order=70,
                place=Place.WORKSPACE,
                capability="workplaces.manage",
            )
        )
