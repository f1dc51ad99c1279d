"""The six verbs and their menu are data that nobody can take from another."""

import pytest

from kheo import verbs
from kheo.verbs import KeyTaken, MenuEntry, Place, Verb, menu, register_menu


@pytest.fixture(autouse=True)
def _empty_menu(monkeypatch):
    monkeypatch.setattr(verbs, "_menu", {})


def entry(key="a", **fields):
    return MenuEntry(key=key, verb=Verb.KNOW, label="Tin tức", url_name="news:index", **fields)


def test_the_verbs_stand_in_the_order_of_the_motto():
    assert [str(verb.label) for verb in Verb] == [
        "Dân biết",
        "Dân bàn",
        "Dân làm",
        "Dân kiểm tra",
        "Dân giám sát",
        "Dân thụ hưởng",
    ]


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_says_what_is_found_under_it(verb):
    assert str(verb.description)


def test_the_menu_is_in_order_and_of_its_place():
    last = entry("last", order=90)
    first = entry("first", order=10)
    desk = entry("desk", place=Place.WORKSPACE)
    for one in (last, first, desk):
        register_menu(one)

    assert menu() == [first, last]
    assert menu(place=Place.WORKSPACE) == [desk]
    assert menu(verb=Verb.DISCUSS) == []


def test_the_same_entry_may_come_twice():
    register_menu(entry())
    register_menu(entry())

    assert menu() == [entry()]


def test_a_second_owner_of_a_key_is_refused():
    register_menu(entry())

    with pytest.raises(KeyTaken):
        register_menu(entry(order=5))
