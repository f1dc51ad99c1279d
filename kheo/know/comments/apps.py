"""How comments make themselves known to Django and to the registries below them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties import kinds
from kheo.foundation.figures import indicators
from kheo.know.comments.rules import appeal_rule, feedback_rule
from kheo.know.news import below
from kheo.verbs import MenuEntry, Place, Verb, register_menu

CAPABILITY = "comments.moderate"


class CommentsConfig(AppConfig):
    name = "kheo.know.comments"
    label = "comments"
    verbs = (Verb.KNOW,)

    def ready(self) -> None:
        """Register what is owed, what is counted, the desk, and the place below an article."""
        for key, label, rule, url_name in (
            ("comment.appeal", _("Xem lại quyết định về bình luận"), appeal_rule, "work"),
            ("feedback.answer", _("Trả lời phản hồi gửi tòa soạn"), feedback_rule, "feedback_work"),
        ):
            kinds.register(
                kinds.Kind(
                    key=key,
                    label=label,
                    rule=rule,
                    url_name=f"comments:{url_name}",
                    capability=CAPABILITY,
                    assigns=CAPABILITY,
                    is_sealed=True,
                )
            )
        _count()
        below.register("kheo.know.comments.below.draw")
        register_menu(
            MenuEntry(
                key="comments.feedback",
                verb=Verb.KNOW,
                label=_("Viết cho ban biên tập"),
                url_name="comments:feedback",
                order=80,
                in_head=False,
            )
        )
        register_menu(
            MenuEntry(
                key="comments.desk",
                verb=Verb.KNOW,
                label=_("Duyệt bình luận"),
                url_name="comments:desk",
                order=30,
                place=Place.WORKSPACE,
                capability=CAPABILITY,
            )
        )


def _count() -> None:
    for code, label, rows in (
        ("received", _("Bình luận đã nhận"), ""),
        ("published", _("Bình luận đã đăng"), "kheo.know.comments.queries.published_rows"),
        ("declined", _("Bình luận không đăng"), ""),
    ):
        indicators.register(
            indicators.Indicator(
                code=f"comments.{code}", label=label, unit_of_count=_("bình luận"), rows=rows
            )
        )
