"""Schemathesis asks the JSON API what its description allows, and much that it does not."""

import uuid

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kheo.config.wsgi import application
from tests.oversee.petitions import cases

ADDRESS = "/api/v1/openapi.json"
JUDGED = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
KEY = uuid.UUID("8f14e45f-ceea-467f-a0e6-0c3a3b1d2f10")


schema = schemathesis.openapi.from_wsgi(ADDRESS, application)
schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
schema.config.phases.coverage.enabled = False


@pytest.fixture
def house(db):
    """A house with something in it: an open and an answered petition."""
    unit = cases.commune("Ngọc Chiến", code="03766")
    cases.received(unit, key=KEY)
    cases.answered(unit)
    # As Django's own client does: the transaction of the test outlives every request.
    for ending in (request_started, request_finished):
        ending.disconnect(close_old_connections)
    yield
    for ending in (request_started, request_finished):
        ending.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case, house):
    # Its client for WSGI does not unpack what the server has packed.
    case.call_and_validate(checks=JUDGED, headers={"Accept-Encoding": "identity"})


def test_the_description_is_of_openapi_3_1_and_explains_everything():
    described = Client().get(ADDRESS).json()
    operations = [one for path in described["paths"].values() for one in path.values()]

    assert described["openapi"].startswith("3.1")
    assert len(operations) == 21
    assert all(one["summary"] and one["description"] for one in operations)
