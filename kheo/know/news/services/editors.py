"""What Wagtail lets an editor do, in its own terms."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from kheo.foundation.accounts.models import User
from kheo.know.news.models import NewsIndex

# What an editor may do in a list and with the library of pictures.
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
PICTURE_RIGHTS = ("add_image", "choose_image")


@transaction.atomic
def grant_editor(*, user: User, index: NewsIndex) -> None:
    """Let a person edit in this list and those below it, in Wagtail's own terms."""
    user.groups.add(_editors(index))


@transaction.atomic
def revoke_editor(*, user: User, index: NewsIndex) -> None:
    """Take back what `grant_editor` gave."""
    user.groups.remove(_editors(index))


def _editors(index: NewsIndex) -> Group:
    group, is_new = Group.objects.get_or_create(name=f"Biên tập trang tin số {index.pk}")
    if is_new:
        group.permissions.add(_right("access_admin"))
        for right in PAGE_RIGHTS:
            GroupPagePermission.objects.create(group=group, page=index, permission=_right(right))
        library = Collection.get_first_root_node()
        for right in PICTURE_RIGHTS:
            GroupCollectionPermission.objects.create(
                group=group, collection=library, permission=_right(right)
            )
    return group


def _right(codename: str) -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label__startswith="wagtail")
