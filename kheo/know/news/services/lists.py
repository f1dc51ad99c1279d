"""The tree of lists that the articles stand in."""

from django.db import transaction
from wagtail.models import Page, Site

from kheo.foundation.units.models import Unit
from kheo.know.news import queries
from kheo.know.news.models import ROOT, NewsIndex
from kheo.know.news.services.addresses import slug_of


@transaction.atomic
def ensure_site(*, hostname: str, port: int, title: str, unit: Unit | None = None) -> NewsIndex:
    """Make the tree that is served under /tin/ and remove the page that Wagtail begins with."""
    index = queries.root() or _plant(title, unit)
    if unit and index.unit_id != unit.pk:
        index.unit = unit
        index.save()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "port": port, "root_page": index, "site_name": title},
    )
    welcome = Page.objects.filter(depth=2, slug="home", numchild=0)
    welcome.filter(content_type__app_label="wagtailcore", content_type__model="page").delete()
    return index


def _plant(title: str, unit: Unit | None) -> NewsIndex:
    index = NewsIndex(title=title, slug=ROOT, unit=unit)
    Page.objects.get(depth=1).add_child(instance=index)
    return index


@transaction.atomic
def open_list(*, parent: NewsIndex, unit: Unit) -> NewsIndex:
    """Give a unit its own list of news below another, made once."""
    found: NewsIndex | None = NewsIndex.objects.child_of(parent).filter(unit=unit).first()
    if found:
        return found
    name = unit.full_name
    index = NewsIndex(title=name[:1].upper() + name[1:], slug=slug_of(name), unit=unit)
    parent.add_child(instance=index)
    return index
