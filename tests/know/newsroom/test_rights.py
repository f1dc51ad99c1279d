"""An editor's rights in Wagtail are those of the posts of the day, and nothing else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.images.permissions import permission_policy as pictures
from wagtail.models import Collection

from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.log.models import Entry
from kheo.know.news import services as news
from kheo.know.newsroom import services
from kheo.know.newsroom.models import Desk
from tests import factories

HOME = reverse("wagtailadmin_home")


def again(person: User) -> User:
    """As the next request reads the person."""
    return User.objects.get(pk=person.pk)


def may_write(person: User, *lists) -> list[bool]:
    return [page.permissions_for_user(again(person)).can_add_subpage() for page in lists]


def test_a_post_opens_the_own_list_and_no_other(index, here, there, now):
    services.follow(person=here.editor, now=now)

    assert may_write(here.editor, here.index, there.index, index) == [True, False, False]
    assert again(here.editor).has_perm("wagtailadmin.access_admin")


def test_an_editor_of_the_province_works_in_every_list(index, here, there, province_editor, now):
    services.follow(person=province_editor, now=now)

    assert may_write(province_editor, here.index, there.index, index) == [True] * 3


def test_following_twice_changes_and_writes_nothing(here, now):
    assert services.follow(person=here.editor, now=now)

    assert not services.follow(person=again(here.editor), now=now)
    assert Entry.objects.filter(action="news.rights_followed").count() == 1


def test_a_first_step_into_the_editor_opens_the_list_of_the_unit(index, client):
    unit = factories.unit("Chiềng Lao")
    client.force_login(factories.officer(unit, "editor"))

    assert client.get(HOME).status_code == 200
    assert Desk.objects.get().index.unit == unit


def test_who_is_dismissed_loses_the_editor_with_the_next_click(here, client):
    client.force_login(here.editor)
    assert client.get(HOME).status_code == 200

    Appointment.objects.filter(person=here.editor).update(until=timezone.localdate())

    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", here.index.pk])
    assert [client.get(HOME).status_code, client.post(add, {}).status_code] == [403, 403]
    assert list(again(here.editor).groups.all()) == []


def test_the_night_takes_back_what_nobody_came_to_lose(here, now):
    services.follow(person=here.editor, now=now)
    Appointment.objects.filter(person=here.editor).update(until=timezone.localdate(now))

    assert services.follow_all(now=now) == 1
    assert list(again(here.editor).groups.all()) == []


def test_an_appointment_that_begins_tomorrow_opens_nothing_today(index, here, now):
    person = factories.appoint(
        factories.user(),
        factories.post(factories.body(here.unit), role="editor"),
        since=timezone.localdate(now) + timedelta(days=1),
    )

    services.follow(person=person, now=now)

    assert list(person.groups.all()) == []


def test_a_group_given_by_hand_is_taken_back_and_others_stay(here, now):
    stranger = factories.citizen()
    stranger.groups.add(Desk.objects.get(index=here.index).editors, Group.objects.create(name="x"))

    services.follow(person=stranger, now=now)

    assert list(stranger.groups.values_list("name", flat=True)) == ["x"]


def test_an_editor_goes_on_with_the_list_of_a_unit_that_was_merged(index, here, now):
    merged = factories.unit("Chiềng Ân", valid_to=timezone.localdate(now) - timedelta(days=30))
    old = news.open_list(parent=index, unit=merged)
    factories.succession(merged, here.unit, on=merged.valid_to)

    services.follow(person=here.editor, now=now)

    assert may_write(here.editor, old) == [True]


def test_pictures_lie_in_the_part_of_the_own_unit(here, there, province_editor, now):
    for person in (here.editor, there.editor, province_editor):
        services.follow(person=person, now=now)
    own = Desk.objects.get(index=here.index).collection

    def sees(person: User) -> list[Collection]:
        return list(pictures.collections_user_has_permission_for(again(person), "add"))

    assert sees(here.editor) == [own]
    assert own not in sees(there.editor)
    assert own in sees(province_editor)


@pytest.mark.parametrize("role", ["clerk", "handler", "auditor", "head"])
def test_other_posts_do_not_open_the_editor(here, client, role):
    client.force_login(factories.officer(here.unit, role))

    assert client.get(HOME).status_code == 403


def test_editors_have_nothing_to_do_with_the_files_of_the_editor(here, client):
    client.force_login(here.editor)

    addresses = [reverse(f"wagtaildocs:{name}") for name in ("index", "add", "add_multiple")]
    assert [client.get(address).status_code for address in addresses] == [302] * 3


@pytest.mark.django_db
def test_an_officer_without_articles_is_told_so_instead_of_sent_in_circles(client):
    client.force_login(factories.officer())

    page = client.get(HOME, headers={"accept-language": "vi"})

    assert page.status_code == 403
    assert "không có việc biên tập" in page.content.decode()
