"""A petition that is a denunciation goes into the box whole, and nothing of it stays outside."""

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.models import Step
from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Case
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db


def take_over(home, made, by=None):
    by = by or factories.officer(home.unit, "clerk")
    return services.take_over(petition=made, by=by, now=MONDAY)


def test_its_words_sender_and_files_are_in_the_box():
    home = making.house()
    case = take_over(home, making.petition(home))

    box = making.box(case, home.officer)
    assert making.SECRET in box.all_of("content")[0]["text"]
    assert box.all_of("identity")[0]["denouncers"][0]["name"] == making.DENOUNCER
    opened = services.read(box=box, why="assess", now=MONDAY)
    assert [name for _uid, name in opened.files] == ["bang-chung.pdf"]


def test_the_petition_is_empty_after():
    home = making.house()
    made = making.petition(home)
    take_over(home, made)

    made.refresh_from_db()
    assert made.state == Petition.State.SEALED
    assert making.DENOUNCER not in " ".join(str(value) for value in vars(made).values())
    assert not StoredFile.objects.filter(subject=made.subject).exists()
    assert not Step.objects.filter(text__contains="Khuông").exists()


def test_the_clerk_who_sends_it_over_holds_no_key():
    home = making.house()
    clerk = factories.officer(home.unit, "clerk")
    case = take_over(home, making.petition(home), clerk)

    assert clerk.pk not in case.grants.values_list("person", flat=True)
    assert case.channel == Case.Channel.TAKEN


def test_the_named_officer_of_the_place_gets_no_key():
    home = making.house()
    home.colleague.full_name = making.ACCUSED
    home.colleague.save()

    case = take_over(home, making.petition(home))

    assert list(case.grants.values_list("person", flat=True)) == [home.officer.pk]


def test_where_nobody_could_open_it_the_petition_stays_as_it_is():
    home = making.house()
    made = making.petition(home)
    for person in (home.officer, home.colleague):
        person.full_name = making.ACCUSED
        person.save()
    factories.body(home.unit.parent)

    with pytest.raises(services.NobodyMayOpen):
        take_over(home, made)

    made.refresh_from_db()
    assert made.sender_name == making.DENOUNCER
    assert not Case.objects.exists()


def test_strangers_take_nothing_over():
    home = making.house()
    made = making.petition(home)

    for stranger in (making.house("Mường Bú").officer, factories.officer(home.unit, "auditor")):
        with pytest.raises(PermissionDenied):
            take_over(home, made, stranger)
