"""The keys of officers and of the inspection board: public in clear, private under lock."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kheo.foundation.units.models import Unit


class OfficerKey(models.Model):
    """The pair of one person; without the passphrase the private half is noise."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seal_keys"
    )
    public_key = models.BinaryField(max_length=32)
    sealed_private = models.BinaryField(help_text="Khóa riêng, khóa bằng cụm mật khẩu")
    salt = models.BinaryField(max_length=16)
    opslimit = models.PositiveBigIntegerField()
    memlimit = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Số lần sai liên tiếp")
    shut_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="one_living_key_per_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) & ~Q(sealed_private=b"")
                | Q(ended_at__isnull=False, sealed_private=b""),
                name="ended_key_keeps_no_private_half",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"


class Board(models.Model):
    """The recovery key of an inspection board; its private half exists only as shares."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    public_key = models.BinaryField(max_length=32)
    needed = models.PositiveSmallIntegerField(help_text="Cần bao nhiêu phần để mở")
    shares = models.PositiveSmallIntegerField(help_text="Có bao nhiêu phần")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ended_at__isnull=True),
                name="one_living_board_per_unit",
            ),
            models.CheckConstraint(
                condition=Q(needed__gte=2) & Q(shares__gte=F("needed")),
                name="board_needs_two_and_has_enough",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.needed}/{self.shares}"


class BoardShare(models.Model):
    """One member's share, sealed to that member until it is on paper; then gone from here."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "person"], name="one_share_per_member_of_a_board"
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) & ~Q(sealed=b"")
                | Q(taken_at__isnull=False, sealed=b""),
                name="taken_share_is_gone_from_here",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board_id}: {self.person_id}"
