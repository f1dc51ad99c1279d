"""Entries that nobody may change, and the seals that prove it.

No foreign keys: the log outlives the records it speaks of. Database triggers
(see the migrations) refuse UPDATE, DELETE and TRUNCATE of entries and seals, and
put every new entry on the sealer's list; ADR 0005 says why the list.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Entry(models.Model):
    """One act of one person upon one thing."""

    at = models.DateTimeField(help_text="Lúc việc xảy ra")
    action = models.CharField(max_length=60, help_text="Ví dụ: petition.answered")
    actor = models.CharField(
        max_length=150, blank=True, help_text="Tên đăng nhập; trống: người dân"
    )
    subject = models.CharField(max_length=120, help_text="Ví dụ: petition:SL-26-00412")
    unit_code = models.CharField(max_length=16, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="log_entry_subject"),
            models.Index(fields=["at", "id"], name="log_entry_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"


class Unsealed(models.Model):
    """An entry that waits for its seal; the database writes this row with the entry."""

    entry_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.entry_id)


class Seal(models.Model):
    """A batch of entries under one Merkle root, chained to the batch before."""

    sealed_at = models.DateTimeField()
    entries = ArrayField(models.BigIntegerField(), help_text="Các mục trong lô, theo thứ tự")
    leaves = models.BinaryField(help_text="SHA-256 của từng mục, 32 byte mỗi mục")
    root = models.CharField(max_length=64)
    chain = models.CharField(max_length=64, unique=True)

    class Meta:
        # Which seal holds an entry, asked line by line of the auditor's page.
        indexes = [GinIndex(fields=["entries"], name="log_seal_entries")]

    def __str__(self) -> str:
        return f"{self.sealed_at:%Y-%m-%d %H:%M:%S} {len(self.entries)} {self.chain[:12]}"
