"""Campaigns add up whom each channel reached; a wrong entry is struck and counts no more."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.figures import queries as figures
from kheo.foundation.figures import recorded
from kheo.foundation.figures.indicators import Scope
from kheo.know.dissemination import services
from kheo.know.dissemination.models import Campaign, Reach
from kheo.know.dissemination.queries import campaigns
from kheo.know.dissemination.queries.campaigns import Line
from kheo.know.dissemination.services import Drive, Reached
from tests import factories
from tests.factories import MONDAY

TODAY = MONDAY.date()
DRIVE = Drive(
    title="Luật Thực hiện dân chủ ở cơ sở",
    since=TODAY - timedelta(days=10),
    until=TODAY + timedelta(days=10),
    channels=("loudspeaker", "leaflet"),
    target=1000,
)


def open_campaign(commune, by, drive=DRIVE, key=None):
    return services.open_campaign(
        unit=commune, drive=drive, submission_key=key or uuid.uuid4(), by=by, now=MONDAY
    )


@pytest.fixture
def campaign(commune, officer):
    return open_campaign(commune, officer)


@pytest.fixture
def reached(commune):
    return Reached(
        unit=commune, channel="loudspeaker", on=TODAY, people=300, how=Reach.How.ESTIMATED
    )


def reach(campaign, reached, by, key=None):
    return services.reach(
        campaign=campaign, reached=reached, submission_key=key or uuid.uuid4(), by=by, now=MONDAY
    )


def test_the_same_press_twice_is_one_campaign_and_one_entry(commune, officer, reached):
    key = uuid.uuid4()
    campaign = open_campaign(commune, officer, key=key)

    assert open_campaign(commune, officer, key=key) == campaign
    assert reach(campaign, reached, officer, key) == reach(campaign, reached, officer, key)
    assert (Campaign.objects.count(), Reach.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"until": DRIVE.since - timedelta(days=1)}, services.EndsBeforeBeginning),
        ({"channels": ("pigeon",)}, services.UnknownKind),
        ({"channels": ()}, services.UnknownKind),
    ],
)
def test_a_campaign_that_makes_no_sense_is_refused(commune, officer, change, refusal):
    with pytest.raises(refusal):
        open_campaign(commune, officer, replace(DRIVE, **change))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"people": -1}, services.FewerThanNone),
        ({"on": DRIVE.since - timedelta(days=1)}, services.OutsideCampaign),
        ({"on": TODAY + timedelta(days=1)}, services.InTheFuture),
        ({"channel": "web"}, services.ChannelElsewhere),
    ],
)
def test_a_reach_that_makes_no_sense_is_refused(campaign, reached, officer, change, refusal):
    with pytest.raises(refusal):
        reach(campaign, replace(reached, **change), officer)


def test_a_place_beside_the_campaign_is_refused(campaign, reached):
    elsewhere = factories.unit("Bình Minh")
    officer = factories.officer(of=elsewhere, role="head")

    with pytest.raises(services.PlaceElsewhere):
        reach(campaign, replace(reached, unit=elsewhere), officer)


def test_strangers_open_enter_and_strike_nothing(commune, campaign, reached, officer):
    stranger = factories.officer(of=factories.unit("Bình Minh"), role="head")
    entry = reach(campaign, reached, officer)

    with pytest.raises(PermissionDenied):
        open_campaign(commune, stranger)
    with pytest.raises(PermissionDenied):
        reach(campaign, reached, stranger)
    with pytest.raises(PermissionDenied):
        services.strike_reach(reach=entry, by=stranger, now=MONDAY)


def test_a_commune_enters_its_own_reach_of_the_provinces_campaign(commune, officer, reached):
    boss = factories.officer(of=factories.province(), role="head")
    campaign = open_campaign(factories.province(), boss)

    reach(campaign, reached, officer)

    assert [line.label for line in campaigns.by_unit(campaign)] == ["xã Ngọc Chiến"]


def test_channels_and_places_add_up_counted_and_estimated_apart(campaign, reached, officer):
    reach(campaign, reached, officer)
    reach(campaign, replace(reached, people=20, how=Reach.How.COUNTED), officer)
    struck = reach(campaign, reached, officer)
    services.strike_reach(reach=struck, by=officer, now=MONDAY)
    services.strike_reach(reach=struck, by=officer, now=MONDAY)

    lines = campaigns.by_channel(campaign)

    assert lines == [Line("Loa truyền thanh", 20, 300, 2), Line("Tờ rơi, sổ tay", 0, 0, 0)]
    assert campaigns.total(lines) == Line("", 20, 300, 2)
    assert campaigns.by_unit(campaign) == [Line("xã Ngọc Chiến", 20, 300, 2)]
    assert campaigns.campaigns(campaign.unit).get().people == 320
    assert campaigns.entries(campaign).count() == 3


def test_what_goes_on_today_is_running(campaign):
    near = campaigns.running(campaign.unit, today=DRIVE.until)

    assert list(near) == [campaign]
    assert not campaigns.running(campaign.unit, today=DRIVE.until + timedelta(days=1)).exists()


def test_the_number_and_its_rows(campaign, reached, officer):
    reach(campaign, reached, officer)
    scope = Scope("campaigns.reached", campaign.unit, date(2026, 3, 1), date(2026, 4, 1))

    assert recorded.total(scope) == Decimal(300)
    assert recorded.total(replace(scope, breakdown={"how": "counted"})) == Decimal(0)
    assert [row.url for row in figures.rows(replace(scope, level="commune"))] == [
        campaign.get_absolute_url()
    ]


def test_the_database_refuses_what_makes_no_sense(campaign):
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(until=DRIVE.since - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(title="")
