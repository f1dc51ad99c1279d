"""How dashboards makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.insight.dashboards import definitions
from kheo.verbs import MenuEntry, Place, Verb, register_menu


class DashboardsConfig(AppConfig):
    name = "kheo.insight.dashboards"
    label = "dashboards"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        """Refuse a broken file at once, and hang up the boards."""
        definitions.boards()
        register_menu(
            MenuEntry(
                key="dashboards.public",
                verb=Verb.SUPERVISE,
                label=_("Chính quyền làm đến đâu"),
                description=_("Đúng hạn bao nhiêu, dân chấm mấy điểm, nơi nào còn chậm"),
                url_name="dashboards:public",
                order=30,
                in_head=False,
            )
        )
        register_menu(
            MenuEntry(
                key="dashboards.mine",
                verb=Verb.SUPERVISE,
                label=_("Bảng tổng hợp"),
                url_name="dashboards:mine",
                order=5,
                place=Place.WORKSPACE,
                capability="reports.read",
            )
        )
