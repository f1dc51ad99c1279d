"""The library of pictures and the albums of it that everybody may look through."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Collection

from kheo.foundation.units.models import Unit


class Photo(AbstractImage):  # type: ignore[misc]
    """A picture of the library with who took it and when."""

    credit = models.CharField(_("Người chụp"), max_length=120, blank=True)
    taken_on = models.DateField(_("Ngày chụp"), null=True, blank=True)
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    admin_form_fields = (
        "title", "file", "description", "credit", "taken_on", "collection", "tags",
    )  # fmt: skip

    def __str__(self) -> str:
        return str(self.title)


class PhotoRendition(AbstractRendition):  # type: ignore[misc]
    """One size of a picture."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_size"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image} {self.filter_spec}"


class AlbumQuerySet(models.QuerySet["Album"]):
    def published(self) -> "AlbumQuerySet":
        return self.filter(is_public=True)

    def latest_first(self) -> "AlbumQuerySet":
        return self.order_by("-held_on", "-pk")


class Album(models.Model):
    """A collection of the library as everybody sees it; what is in no public album is not listed.

    A picture belongs to the album of its own collection, not to those of collections around it.
    """

    collection = models.OneToOneField(
        Collection,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Bộ sưu tập"),
        help_text=_("Ảnh trong bộ sưu tập này là ảnh của album"),
    )
    title = models.CharField(_("Tên album"), max_length=200)
    slug = models.SlugField(_("Địa chỉ"), max_length=80, unique=True)
    lead = models.TextField(_("Lời giới thiệu"), max_length=500, blank=True)
    held_on = models.DateField(_("Ngày"), help_text=_("Ngày của sự việc trong ảnh"))
    cover = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Ảnh bìa"),
        help_text=_("Để trống thì lấy ảnh đầu"),
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Đơn vị"),
    )
    is_public = models.BooleanField(
        _("Công khai"), default=False, help_text=_("Chọn thì mọi người xem được")
    )
    is_demo = models.BooleanField(default=False, editable=False)

    objects = AlbumQuerySet.as_manager()

    class Meta:
        verbose_name = _("Album ảnh")
        verbose_name_plural = _("Album ảnh")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="album_has_a_title"),
            models.CheckConstraint(condition=~Q(slug=""), name="album_has_an_address"),
        ]
        indexes = [
            models.Index(
                fields=["-held_on", "-id"], condition=Q(is_public=True), name="album_latest"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news:album", args=[self.slug])

    def clean(self) -> None:
        """A cover from elsewhere would publish a picture that nobody meant to publish."""
        if self.cover and self.cover.collection_id != self.collection_id:
            raise ValidationError({"cover": _now("Ảnh bìa phải nằm trong bộ sưu tập của album.")})
