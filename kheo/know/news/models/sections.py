"""What a deployment's articles are sorted into, and the sites that they lead to."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

SCHEMES = ["http", "https"]


class Category(models.Model):
    """A column of the news, with a list of its own."""

    name = models.CharField(_("Tên chuyên mục"), max_length=80, unique=True)
    slug = models.SlugField(
        _("Địa chỉ"), max_length=80, unique=True, help_text=_("Đổi thì địa chỉ cũ không còn")
    )
    description = models.CharField(_("Lời giới thiệu"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(
        _("Thứ tự"), default=100, help_text=_("Số nhỏ đứng trước")
    )

    class Meta:
        verbose_name = _("Chuyên mục")
        verbose_name_plural = _("Chuyên mục")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="category_has_a_name"),
            models.CheckConstraint(condition=~Q(slug=""), name="category_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("news:category", args=[self.slug])


class Link(models.Model):
    """Another site that readers are shown the way to."""

    name = models.CharField(_("Tên trang"), max_length=120)
    url = models.CharField(
        _("Địa chỉ"),
        max_length=300,
        unique=True,
        validators=[URLValidator(schemes=SCHEMES)],
        help_text=_("Bắt đầu bằng https:// hoặc http://"),
    )
    group = models.CharField(
        _("Nhóm"), max_length=80, blank=True, help_text=_("Ví dụ: Trung ương, Trong tỉnh")
    )
    order = models.PositiveSmallIntegerField(
        _("Thứ tự"), default=100, help_text=_("Số nhỏ đứng trước")
    )

    class Meta:
        verbose_name = _("Liên kết website")
        verbose_name_plural = _("Liên kết website")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="link_has_a_name"),
            # Nothing that runs when it is pressed, whoever wrote the row.
            models.CheckConstraint(
                condition=Q(url__iregex=r"^https?://[^\s/]"), name="link_leads_to_a_site"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if "@" in self.url.partition("://")[2].partition("/")[0]:
            raise ValidationError({"url": _now("Địa chỉ không được kèm tên người hay mật khẩu.")})
