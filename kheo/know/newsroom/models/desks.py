"""A list of news with what its editors work with in Wagtail's own terms.

Wagtail knows groups, we know posts: each list has one group of editors and one of those who
approve; who is in them follows from the posts of the day and is never written by hand.
"""

from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection

from kheo.know.news.models import NewsIndex


class Desk(models.Model):
    """The newsroom of one list: its groups, its pictures, and the way its articles go."""

    index = models.OneToOneField(NewsIndex, on_delete=models.CASCADE, related_name="desk")
    editors = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")
    approvers = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")
    collection = models.OneToOneField(
        Collection, on_delete=models.PROTECT, related_name="+", help_text="Kho ảnh của đơn vị"
    )
    way = models.CharField(max_length=40, help_text="Cách đăng bài, khóa trong law/editing.yaml")

    def __str__(self) -> str:
        return str(self.index)
