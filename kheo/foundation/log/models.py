"""Entries that nobody may change, and the seals that prove it.

No foreign keys: the log outlives the records it speaks of. A database trigger
(see the migration) refuses UPDATE and DELETE of both tables.
"""

from django.db import models


class Entry(models.Model):
    """One act of one person upon one thing."""

    at = models.DateTimeField(help_text="Lúc việc xảy ra")
    action = models.CharField(max_length=60, help_text="Ví dụ: petition.answered")
    actor = models.CharField(max_length=150, blank=True, help_text="Tên đăng nhập; trống: người dân")
    subject = models.CharField(max_length=120, help_text="Ví dụ: petition:SL-26-00412")
    unit_code = models.CharField(max_length=16, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    # Assigned by the database; entries of one transaction share it.
    transaction = models.BigIntegerField(editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="log_entry_subject"),
            models.Index(fields=["transaction"], name="log_entry_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"


class Seal(models.Model):
    """A batch of entries under one Merkle root, chained to the batch before."""

    sealed_at = models.DateTimeField()
    first_transaction = models.BigIntegerField()
    last_transaction = models.BigIntegerField()
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    chain = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.sealed_at:%Y-%m-%d %H:%M:%S} {self.count} {self.chain[:12]}"
