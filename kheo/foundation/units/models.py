"""Territories, what became of them, and the bodies and posts that work in them.

A unit that changes is a new row; a record stays with the unit of its day and
maps to today's through succession.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kheo.foundation.vietnamese import sorting, text


class UnitQuerySet(models.QuerySet["Unit"]):
    def as_of(self, day: date) -> "UnitQuerySet":
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def within(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and all below it."""
        return self.filter(path__startswith=unit.path)


class Unit(models.Model):
    """A province, district, commune or village over the days it existed."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Tỉnh, thành phố")
        DISTRICT = "district", _("Huyện, thị xã, thành phố thuộc tỉnh")
        COMMUNE = "commune", _("Xã, phường, thị trấn, đặc khu")
        VILLAGE = "village", _("Thôn, bản, tổ dân phố")

    code = models.CharField(max_length=16, help_text="Mã theo danh mục, giữ số 0 ở đầu")
    name = models.CharField(max_length=120, help_text="Tên riêng: Ngọc Chiến")
    kind = models.CharField(max_length=40, help_text="Loại: xã, phường, tỉnh…")
    level = models.CharField(max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # Its unique index comes with one for LIKE 'path%', which reads a subtree.
    path = models.CharField(max_length=120, unique=True, help_text="/<id>/<id>/… từ tỉnh xuống")
    valid_from = models.DateField(null=True, blank=True, help_text="Ngày đầu tiên có hiệu lực")
    valid_to = models.DateField(null=True, blank=True, help_text="Ngày cuối cùng có hiệu lực")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    folded = models.CharField(max_length=160, db_index=True, help_text="Tên không dấu để tìm")
    sort_key = models.CharField(max_length=200, blank=True, db_collation="C")
    is_remote = models.BooleanField(default=False, help_text="Vùng sâu, vùng xa đi lại khó khăn")
    remote_basis = models.CharField(max_length=200, blank=True)
    # The indexes in memory notice by this that they are out of date.
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level", "code", "valid_from"],
                nulls_distinct=False,
                name="one_unit_per_code_and_first_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(is_remote=False) | ~Q(remote_basis=""),
                name="remote_unit_names_its_basis",
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "sort_key"], name="unit_children"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """`xã Ngọc Chiến`."""
        return f"{self.kind} {self.name}"

    @property
    def ancestors(self) -> list[int]:
        """The ids from the province down to the unit itself."""
        return [int(part) for part in self.path.strip("/").split("/")]

    def spell(self) -> None:
        """Write the name once more for search and for sorting."""
        self.folded = text.fold(self.full_name)
        self.sort_key = sorting.sort_key(self.name)


class Succession(models.Model):
    """What one unit became: several rows when it was split, several when merged."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField(help_text="Ngày đơn vị mới bắt đầu có hiệu lực")
    share = models.DecimalField(
        max_digits=7, decimal_places=6, help_text="Phần của đơn vị cũ, từ 0 đến 1"
    )
    is_estimate = models.BooleanField(default=False, help_text="Phần chia là ước tính")
    legal_basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="one_succession_per_pair_and_day"
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="succession_share_is_a_part_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Body(models.Model):
    """An agency or organisation that works in a unit."""

    name = models.CharField(max_length=160, help_text="UBND xã Ngọc Chiến")
    kind = models.CharField(max_length=60, help_text="Khóa loại cơ quan trong law/roles.yaml")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_body_per_name_in_a_unit")
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A chair in a body; people sit in it one after another (accounts.Appointment)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=160, help_text="Chủ tịch UBND xã Ngọc Chiến")
    role = models.CharField(max_length=40, help_text="Khóa vai trò trong law/roles.yaml")
    is_head = models.BooleanField(default=False, help_text="Người đứng đầu cơ quan")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="Ngày đầu tiên không còn chức vụ này")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(is_head=True, until__isnull=True),
                name="one_current_head_per_body",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("since")),
                name="post_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title
