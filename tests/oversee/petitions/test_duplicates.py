"""What may be the same matter is suggested with its reason, and nothing else happens."""

import pytest

from kheo.oversee.petitions import fingerprints, queries
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

OTHER = "Chợ xã họp lấn ra lòng đường vào sáng thứ bảy, xe cứu thương không vào được."


def found(petition, unit=None, role="clerk"):
    officer = factories.officer(unit or petition.unit, role)
    return queries.duplicates(petition, officer, now=cases.LATER)


def test_the_same_words_are_suggested_with_the_words_as_they_were_said():
    unit = cases.commune()
    earlier = cases.received(unit)
    petition = cases.received(unit, text=f"Kính gửi xã. {cases.ROAD.lower()}")

    (one,) = found(petition)

    assert one.petition == earlier
    assert "đường nội bản nà tâu bị sạt" in one.reasons[0]


def test_marks_and_spelling_do_not_matter():
    unit = cases.commune()
    earlier = cases.received(unit)
    petition = cases.received(unit, text="duong noi ban na tau bi sat, xe may khong qua duoc")

    assert [one.petition for one in found(petition)] == [earlier]


def test_other_matters_are_not_suggested():
    unit = cases.commune()
    cases.received(unit)

    assert found(cases.received(unit, text=OTHER)) == []


def test_the_same_sender_and_the_same_place_raise_it_and_are_named():
    unit = cases.commune()
    far = cases.received(unit, text=cases.ROAD)
    near = cases.received(
        unit, text=cases.ROAD, phone="0912345678", place="đầu bản Nà Tâu", name="Mai"
    )
    petition = cases.received(
        unit, text=cases.ROAD, phone="+84 912 345 678", place="Đầu bản Nà Tâu"
    )

    first, second = found(petition)

    assert (first.petition, second.petition) == (near, far)
    assert first.is_same_sender
    assert first.reasons[0] == "cùng người gửi"
    assert first.reasons[-1] == "cùng nơi: đầu bản Nà Tâu"


def test_dots_near_each_other_are_one_place():
    unit = cases.commune(latitude=21.6, longitude=104.2)
    cases.received(unit, latitude=21.6, longitude=104.2)
    petition = cases.received(unit, latitude=21.6005, longitude=104.2)

    assert any("cùng nơi" in reason for one in found(petition) for reason in one.reasons)


def test_an_officer_is_not_shown_what_lies_outside_the_own_commune():
    cases.received(cases.commune("Mường Bú"))
    petition = cases.received()

    assert found(petition) == []
    assert found(petition, unit=factories.province())


def test_nothing_is_joined_by_itself():
    unit = cases.commune()
    cases.received(unit)

    found(cases.received(unit))

    assert not Petition.objects.filter(joined_to__isnull=False).exists()


def test_visitors_are_shown_published_words_only():
    unit = cases.commune()
    cases.received(unit)

    assert queries.similar(text=cases.ROAD, unit=unit, now=cases.LATER) == []
    published = cases.published(unit)
    (one,) = queries.similar(text=cases.ROAD, unit=unit, now=cases.LATER)
    assert (one.petition, one.is_same_sender) == (published, False)


def test_a_fingerprint_of_nothing_finds_nothing():
    unit = cases.commune()

    assert fingerprints.of(text="Đường") == []
    assert queries.similar(text="", unit=unit, now=MONDAY) == []


def test_two_sketches_estimate_how_much_is_shared():
    long = " ".join(f"tu{n}" for n in range(200))
    half = " ".join(f"tu{n}" for n in range(100))

    assert fingerprints.shared(fingerprints.of_text(long), fingerprints.of_text(long)) == 1
    assert fingerprints.shared(fingerprints.of_text(half), fingerprints.of_text(long)) > 0.8
    assert fingerprints.shared(fingerprints.of_text(OTHER), fingerprints.of_text(long)) == 0
    assert fingerprints.shared([], [1]) == 0


# --- Who is competent -------------------------------------------------------------------------


def test_the_competent_body_is_suggested_with_the_words_that_led_to_it():
    petition = cases.received(text="Xe rác không đến, mùi hôi bay vào nhà.")

    first = queries.competent(petition)[0]

    assert first.topic.key == "environment"
    assert first.words == ("rac", "mui hoi")
    assert first.body is not None
    assert first.body.unit == petition.unit
    assert "có các từ: rac, mui hoi" in first.reason


def test_what_concerns_the_province_names_the_province():
    petition = cases.received(text="Quy hoạch tỉnh chưa công bố.")

    assert queries.competent(petition)[0].unit == factories.province()


def test_a_frequent_word_is_met_from_the_newest_end_and_a_rare_one_looked_up(monkeypatch):
    unit = cases.commune()
    made = [cases.received(unit) for _ in range(3)]
    officer = factories.officer(unit, "clerk")
    today = cases.LATER.date()

    rare = list(queries.readable(officer, today=today, text="nà tâu"))
    monkeypatch.setattr("kheo.oversee.petitions.queries.words.MOST_RARE", 1)
    frequent = list(queries.readable(officer, today=today, text="nà tâu"))

    assert rare == frequent == made[::-1]
