"""What editors keep beside pages: columns, albums, other sites.

Who keeps the pictures of a collection decides whether everybody sees them. Columns and sites are
the whole deployment's: those who keep the whole library of pictures keep them too.
"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.images import permissions as pictures
from wagtail.models import Collection
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from kheo.know.news.models import Album, Category, Link, NewsIndex

Person = AbstractBaseUser | AnonymousUser
ANY = ("add", "change")


def collections_of(person: Person) -> "QuerySet[Collection]":
    """List the collections whose pictures a person may change."""
    found: QuerySet[Collection] = (
        pictures.permission_policy.collections_user_has_any_permission_for(person, ANY)
    )
    return found


class KeepersOfPictures(BasePermissionPolicy):  # type: ignore[misc]
    """Asks of an album what is asked of the pictures in it."""

    def user_has_permission(self, user: Person, action: str) -> bool:
        return action != "delete" and collections_of(user).exists()

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Album) -> bool:
        return (
            action != "delete" and collections_of(user).filter(pk=instance.collection_id).exists()
        )

    def instances_user_has_any_permission_for(
        self, user: Person, actions: Any
    ) -> "QuerySet[Album]":
        return Album.objects.filter(collection__in=collections_of(user))

    def users_with_any_permission(self, actions: Any) -> "QuerySet[Any]":
        found: QuerySet[Any] = pictures.permission_policy.users_with_any_permission(list(ANY))
        return found


class KeepersOfTheLibrary(KeepersOfPictures):
    """Asks for the whole library, which only the editors of the first list keep."""

    def user_has_permission(self, user: Person, action: str) -> bool:
        return collections_of(user).filter(depth=1).exists()

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Model) -> bool:
        return self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user: Person, actions: Any) -> "QuerySet[Any]":
        found: QuerySet[Any] = self.model._default_manager.all()
        return found if self.user_has_permission(user, "change") else found.none()


class AlbumForm(WagtailAdminModelForm):  # type: ignore[misc]
    """An album of the editor's own collections; a new one may open a collection of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["collection"]
        chosen.queryset = collections_of(self.for_user).filter(depth__gt=1)
        chosen.required = False

    def save(self, commit: bool = True) -> Any:
        if self.instance.collection_id is None:
            self.instance.collection = self._opened()
        if self.instance.unit_id is None:
            self.instance.unit_id = _unit_of(self.for_user)
        return super().save(commit)

    def _opened(self) -> Collection:
        """Open a collection where the editor's own pictures lie."""
        home = collections_of(self.for_user).order_by("depth", "path").first()
        if home is None:
            raise PermissionDenied
        # Asked for anew: the tree counts children on the row that it was given.
        return Collection.objects.get(pk=home.pk).add_child(name=self.instance.title)


def _unit_of(person: Person) -> int | None:
    """Name the unit whose list a person edits, the highest of them."""
    edited = NewsIndex.objects.filter(group_permissions__group__user=person.pk).order_by("depth")
    found: int | None = edited.values_list("unit", flat=True).first()
    return found


class EditAlbum(EditView):  # type: ignore[misc]
    """Wagtail asks whether a person may change albums; this asks for the one that is opened."""

    def get_object(self, queryset: "QuerySet[Album] | None" = None) -> Album:
        album: Album = super().get_object(queryset)
        policy = KeepersOfPictures(Album)
        if not policy.user_has_permission_for_instance(self.request.user, "change", album):
            raise PermissionDenied
        return album


class AlbumViewSet(SnippetViewSet):  # type: ignore[misc]
    model = Album
    icon = "image"
    menu_label = _("Album ảnh")
    list_display = ["title", "held_on", "is_public"]
    ordering = ["-held_on", "-pk"]
    search_fields = ["title"]
    permission_policy = KeepersOfPictures(Album)
    edit_view_class = EditAlbum
    copy_view_enabled = False
    panels = [
        TitleFieldPanel("title", targets=["slug"]),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("held_on"), FieldPanel("is_public")]),
        FieldPanel(
            "collection", help_text=_("Để trống thì mở bộ sưu tập mới trong thư viện của đơn vị")
        ),
        FieldPanel("cover"),
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Album]":
        return self.permission_policy.instances_user_has_any_permission_for(request.user, ANY)

    def get_edit_handler(self) -> Panel:
        return ObjectList(self.panels, base_form_class=AlbumForm).bind_to_model(self.model)


class CategoryViewSet(SnippetViewSet):  # type: ignore[misc]
    model = Category
    icon = "list-ul"
    menu_label = _("Chuyên mục")
    list_display = ["name", "order"]
    search_fields = ["name"]
    permission_policy = KeepersOfTheLibrary(Category)
    copy_view_enabled = False
    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("description"),
        FieldPanel("order"),
    ]


class LinkViewSet(SnippetViewSet):  # type: ignore[misc]
    model = Link
    icon = "link"
    menu_label = _("Liên kết website")
    list_display = ["name", "url", "group", "order"]
    search_fields = ["name", "url"]
    permission_policy = KeepersOfTheLibrary(Link)
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("group"), FieldPanel("order")]),
    ]


class KeptBesidePages(SnippetViewSetGroup):  # type: ignore[misc]
    """One entry of the editor's menu for all three."""

    items = (AlbumViewSet, CategoryViewSet, LinkViewSet)
    menu_icon = "folder-open-inverse"
    menu_label = _("Album, chuyên mục")
    menu_name = "kept-beside-pages"
    menu_order = 350
