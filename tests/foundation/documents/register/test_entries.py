"""Documents enter the register once, with days that can be, and are corrected by one at a time."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import errors, permissions, services
from kheo.foundation.log.models import Entry
from tests import factories
from tests.factories import MONDAY
from tests.foundation.documents.register import cases

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def test_a_document_enters_with_what_its_number_says():
    made = cases.fresh(cases.document("16-CTr/TU"))

    assert (made.number, made.sign, made.numbered, made.year) == (16, "CTr/TU", "16-CTr/TU", 2024)
    assert (made.kind, made.issuer_name, made.level) == ("programme", "Tỉnh ủy Sơn La", "province")
    assert made.folded_title.startswith("16 ctr tu chuong trinh ve cong tac dan van")
    entry = Entry.objects.get(action="document.registered")
    assert entry.detail == {"numbered": "16-CTr/TU", "kind": "programme"}


def test_a_document_of_our_body_takes_its_unit_and_level():
    commune = factories.unit()
    made = cases.of_commune(commune)

    assert (made.unit, made.level, made.issuer_name) == (commune, "commune", "UBND xã Ngọc Chiến")


def test_two_presses_are_one_document():
    key, keeper = uuid.uuid4(), cases.keeper()
    first = cases.document(key=key, by=keeper)

    assert cases.document(key=key, by=keeper) == first
    assert OfficialDocument.objects.count() == 1


@pytest.mark.parametrize("again", ["16-CTr/TU", "016 – CTr/TU", "16/CTr-TU"])
def test_the_same_number_of_the_same_issuer_and_year_is_refused_with_the_existing_one(again):
    first = cases.document("16-CTr/TU")

    with pytest.raises(errors.AlreadyRegistered) as refused:
        cases.document(again, issuer_name="Tỉnh uỷ SƠN LA")

    assert refused.value.existing == first
    assert refused.value.field == "numbered"


def test_another_year_issuer_or_kind_of_law_is_another_document():
    cases.document("16-CTr/TU")
    cases.document("16-CTr/TU", issued_on=date(2023, 3, 1))
    cases.document("16-CTr/TU", issuer_name="Tỉnh ủy Hà Tĩnh")
    central = {"issuer_name": "Quốc hội", "level": "central", "unit": None}
    cases.document("58/2022/QH15", kind="law", **central)
    cases.document("58/2022/QH15", kind="resolution", **central)

    assert OfficialDocument.objects.count() == 5


def test_an_internal_document_of_others_is_not_shown_by_a_refusal():
    commune, other = factories.unit(), factories.unit("Mường Bú")
    body = factories.body(commune)
    cases.of_commune(commune, visibility="internal")

    with pytest.raises(errors.AlreadyRegistered) as refused:
        cases.document("5/KH-UBND", kept_by=other, issuer=body)

    assert refused.value.existing is None
    assert "5/KH-UBND" not in str(refused.value)


def test_documents_without_number_do_not_hinder_each_other():
    cases.document("", kind="minutes", title="Biên bản họp 1")
    cases.document("", kind="minutes", title="Biên bản họp 2")

    assert OfficialDocument.objects.filter(number=None).count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"issued_on": TODAY + timedelta(days=1)}, "issued_on"),
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
        ({"received_on": cases.ISSUED - timedelta(days=1)}, "received_on"),
        (
            {"in_force_from": date(2024, 5, 1), "in_force_to": date(2024, 4, 30)},
            "in_force_to",
        ),
        ({"in_force_to": cases.ISSUED - timedelta(days=1)}, "in_force_to"),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(said, field):
    with pytest.raises(errors.RegisterRefusal) as refused:
        cases.document(**said)

    assert refused.value.field == field


def test_a_stranger_enters_corrects_and_withdraws_nothing():
    commune = factories.unit()
    made = cases.of_commune(commune)
    stranger = cases.keeper(factories.unit("Mường Bú"))

    with pytest.raises(PermissionDenied):
        cases.document(kept_by=commune, by=stranger)
    with pytest.raises(PermissionDenied):
        services.withdraw(document=made, reason="nhầm", by=stranger, now=MONDAY)
    with pytest.raises(PermissionDenied):
        correct(made, by=stranger)


def correct(made, *, by, seen=None, now=MONDAY + timedelta(hours=1), **said):
    issuer = {"issuer": made.issuer} if made.issuer else {}
    wanted = replace(cases.particulars(made.numbered, **issuer), title="về việc khác", **said)
    seen = seen or made.changed_at
    return services.correct(document=made, particulars=wanted, seen=seen, by=by, now=now)


def test_a_correction_is_written_and_logged_by_the_names_of_what_changed():
    made = correct(cases.document(), by=cases.keeper(), signer_name="Lò Văn Minh")

    assert (made.title, made.signer_name) == ("về việc khác", "Lò Văn Minh")
    entry = Entry.objects.get(action="document.corrected")
    assert entry.detail["changed"] == "signer_name,title"
    assert "Minh" not in str(entry.detail)


def test_the_second_of_two_officers_is_told():
    made = cases.document()
    seen = made.changed_at
    correct(made, by=cases.keeper())

    with pytest.raises(errors.ChangedMeanwhile):
        correct(made, by=cases.keeper(), seen=seen)


def test_a_correction_cannot_make_a_double():
    cases.document("16-CTr/TU")
    other = cases.document("17-CTr/TU")

    with pytest.raises(errors.AlreadyRegistered):
        services.correct(
            document=other,
            particulars=cases.particulars("16-CTr/TU"),
            seen=other.changed_at,
            by=cases.keeper(),
            now=MONDAY,
        )


def test_a_withdrawn_document_leaves_room_for_the_right_one():
    wrong = cases.document()
    gone = services.withdraw(document=wrong, reason="ghi nhầm năm", by=cases.keeper(), now=MONDAY)

    assert gone.withdrawn_reason == "ghi nhầm năm"
    assert not gone.is_public
    assert cases.document() != wrong
    with pytest.raises(errors.AlreadyWithdrawn):
        services.withdraw(document=gone, reason="nữa", by=cases.keeper(), now=MONDAY)


def test_an_internal_document_is_known_to_its_keepers_and_those_above_only():
    commune = factories.unit()
    made = cases.of_commune(commune, visibility="internal")

    def knows(person):
        return made in permissions.readable(person, today=TODAY)

    assert knows(cases.keeper(commune))
    assert knows(cases.keeper(factories.province()))
    assert not knows(cases.keeper(factories.unit("Mường Bú")))
    assert not knows(factories.officer(of=commune, role="handler"))
    assert not knows(factories.citizen())


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"issuer_name": ""}, "document_names_its_issuer"),
        ({"title": ""}, "document_says_what_it_is_about"),
        ({"received_on": date(2000, 1, 1)}, "document_is_received_after_it_is_issued"),
        (
            {"in_force_from": date(2024, 5, 2), "in_force_to": date(2024, 5, 1)},
            "document_ends_after_it_begins",
        ),
        ({"ended_on": date(2024, 5, 2)}, "ended_document_says_how"),
        ({"withdrawn_at": MONDAY}, "withdrawn_document_says_why"),
    ],
)
def test_the_database_refuses_what_no_service_writes(broken, constraint):
    made = cases.document()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        OfficialDocument.objects.filter(pk=made.pk).update(**broken)


def test_the_database_refuses_doubles_and_bodies_without_unit():
    one, other = cases.document("1-NQ/TU"), cases.document("2-NQ/TU")

    with pytest.raises(IntegrityError, match="one_document_per"), transaction.atomic():
        OfficialDocument.objects.filter(pk=other.pk).update(number_key=one.number_key)
    with pytest.raises(IntegrityError, match="has_its_unit"), transaction.atomic():
        OfficialDocument.objects.filter(pk=one.pk).update(issuer=factories.body(), unit=None)
