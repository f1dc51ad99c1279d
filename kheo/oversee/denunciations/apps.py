"""How denunciations makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties import kinds
from kheo.verbs import MenuEntry, Place, Verb, register_menu

KINDS: dict[str, tuple[Promise, str]] = {
    "assess": (_("Xử lý ban đầu hồ sơ có mã"), "TC-ACC-01"),
    "notify": (_("Thông báo thụ lý hồ sơ có mã"), "TC-ACC-NTF"),
    "resolve": (_("Giải quyết hồ sơ có mã"), "TC-RES-01"),
    "send": (_("Gửi kết luận hồ sơ có mã"), "TC-CON-SEND"),
    "act": (_("Xử lý theo kết luận hồ sơ có mã"), "TC-ACT-01"),
    "publish": (_("Công khai kết luận hồ sơ có mã"), "TC-PUB-01"),
    "forward": (_("Chuyển hồ sơ có mã"), "TC-FWD-01"),
    "protect": (_("Xem xét bảo vệ trong hồ sơ có mã"), "TC-PROT-01"),
    "review": (_("Xem xét lại hồ sơ có mã"), "TC-AGAIN-01"),
}


class DenunciationsConfig(AppConfig):
    name = "kheo.oversee.denunciations"
    label = "denunciations"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        """Register the duties, which carry a code and nothing else, and the menu.

        No indicator and no file holder: nothing here is counted in public or opened by address.
        """
        for key, (label, rule) in KINDS.items():
            kinds.register(
                kinds.Kind(
                    key=f"denunciation.{key}",
                    label=label,
                    rule=rule,
                    url_name="denunciations:case",
                    capability="denunciations.handle",
                    assigns="denunciations.decide",
                    is_public=False,
                    feed=False,
                    is_sealed=True,
                )
            )
        for entry in _menu():
            register_menu(entry)


def _menu() -> list[MenuEntry]:
    return [
        MenuEntry(
            key="denunciations.guide",
            verb=Verb.SUPERVISE,
            label=_("Tố cáo"),
            url_name="denunciations:guide",
            order=60,
        ),
        MenuEntry(
            key="denunciations.desk",
            verb=Verb.SUPERVISE,
            label=_("Hồ sơ niêm phong"),
            url_name="denunciations:desk",
            order=60,
            place=Place.WORKSPACE,
            capability="denunciations.handle",
        ),
        MenuEntry(
            key="denunciations.decider_desk",
            verb=Verb.SUPERVISE,
            label=_("Hồ sơ niêm phong"),
            url_name="denunciations:desk",
            order=61,
            place=Place.WORKSPACE,
            capability="denunciations.decide",
        ),
        MenuEntry(
            key="denunciations.board",
            verb=Verb.SUPERVISE,
            label=_("Khóa khôi phục"),
            url_name="denunciations:board",
            order=62,
            place=Place.WORKSPACE,
            capability="denunciations.recover",
        ),
    ]
