"""A room opens to officers with one of its rights, and to nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from kheo.foundation.accounts import doors
from tests import factories

pytestmark = pytest.mark.django_db


def asked_by(rf, user):
    request = rf.get("/")
    request.user = user
    return request


def test_an_officer_with_one_of_the_rights_comes_in(rf):
    officer = factories.officer(role="clerk")

    request = asked_by(rf, officer)

    assert doors.officer(request, "units.manage", "petitions.register") == officer


def test_an_officer_without_the_right_and_a_stranger_stay_outside(rf):
    for user in (factories.officer(role="clerk"), AnonymousUser()):
        with pytest.raises(PermissionDenied):
            doors.officer(asked_by(rf, user), "units.manage")
