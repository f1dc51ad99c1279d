"""A commune is found by its name, with or without marks, and asked for when several fit."""

from datetime import date

import pytest

from kheo.foundation.units.fields import CommuneForm
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def asked(**data):
    form = CommuneForm(data, today=TODAY)
    form.is_valid()
    return form, form.found_unit(form.cleaned_data)


def test_a_commune_is_found_without_marks():
    commune = factories.unit("Ngọc Chiến")

    assert asked(commune="ngoc chien")[1] == commune


def test_nothing_typed_is_no_commune_and_no_error():
    form, found = asked(commune="")

    assert (found, form.errors) == (None, {})


def test_an_unknown_name_is_refused_beside_the_field():
    factories.unit()
    form, found = asked(commune="Atlantis")

    assert found is None
    assert form.errors["commune"] == [
        "Không thấy xã, phường nào tên “Atlantis” ở tỉnh Sơn La. Xin gõ lại."
    ]


def test_of_two_communes_of_one_name_the_chosen_is_taken():
    one, other = factories.unit("Tân Lập"), factories.unit("Tân Lập")
    form, found = asked(commune="tan lap")

    assert found is None
    assert sorted(code for code, _name in form.fields["unit"].choices) == [one.code, other.code]
    assert asked(commune="tan lap", unit=other.code)[1] == other
