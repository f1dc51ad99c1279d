"""The people a publication names: the least that the law asks, gone when its last day is over."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kheo.know.disclosure.models.publications import Publication

LONGEST_NAME, LONGEST_VILLAGE, LONGEST_RESULT = 120, 120, 200


class NameList(models.Model):
    """That people were named, how many and by whom entered; this stays when the names are gone."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, primary_key=True, related_name="name_list"
    )
    count = models.PositiveIntegerField(help_text="Số dòng; còn lại sau khi tên đã xóa")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    gone_at = models.DateTimeField(null=True, blank=True, help_text="Lúc xóa các tên")

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.count}"


class NamedPerson(models.Model):
    """One line: name, village, result, and nothing else; a corrected line keeps no earlier one."""

    name_list = models.ForeignKey(
        NameList, on_delete=models.CASCADE, related_name="people", db_index=False
    )
    number = models.PositiveIntegerField(help_text="Số thứ tự")
    name = models.CharField(max_length=LONGEST_NAME)
    village = models.CharField(max_length=LONGEST_VILLAGE, blank=True)
    result = models.CharField(max_length=LONGEST_RESULT, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name_list", "number"], name="one_name_per_line"),
            models.CheckConstraint(condition=~Q(name=""), name="named_person_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name_list_id}/{self.number}"
