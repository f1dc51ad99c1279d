"""Pages on targets: everybody reads, officers set, nothing typed is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kheo.insight.targets.models import Target
from tests import factories
from tests.insight.targets.conftest import answered, set_target

pytestmark = pytest.mark.django_db
ASKED = {
    "chi_so": "petitions.answered", "cap": "all", "tu": "1/1/2026", "den": "31/12/2026",
    "huong": "at_least", "can_cu": "16-CTr/TU",
}  # fmt: skip


@pytest.fixture
def as_chair(client, chair):
    client.force_login(chair)
    return client


def test_everybody_reads_targets_in_words(client, target, communes):
    answered(communes[0], 1, 40)

    listed = client.get(reverse("targets:list")).content.decode()
    page = client.get(target.get_absolute_url()).content.decode()

    assert "Phản ánh, kiến nghị đã trả lời" in listed
    assert "40 vụ việc" in listed
    assert "Còn thiếu 60 vụ việc" in page or "Không đạt" in page
    assert "16-CTr/TU" in page
    assert "xã Bó Mười" in page


def test_a_list_without_targets_says_so(client, home):
    words = client.get(reverse("targets:list")).content.decode()

    assert "Chưa có chỉ tiêu nào ở đây" in words


def test_a_commune_is_found_by_its_name(client, communes, chair):
    set_target(communes[0], chair, "7")

    words = client.get(reverse("targets:list") + "?commune=bo+muoi").content.decode()

    assert "Chỉ tiêu của xã Bó Mười" in words
    assert "7 vụ việc" in words


def test_an_officer_sets_a_target(as_chair, home):
    page = as_chair.post(reverse("targets:set"), {**ASKED, "don_vi": home.pk, "muc": "1.190"})

    made = Target.objects.get()
    assert page.url == made.get_absolute_url()
    assert (made.planned, made.period_end) == (Decimal(1190), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("muc", "chín mươi", "không phải là một số viết đúng"),
        ("muc", "1.19", "không phải là một số viết đúng"),
        ("muc", "", "Xin ghi một số"),
        ("den", "31/12/2020", "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi"),
        ("can_cu", "", "Xin ghi văn bản giao"),
        ("chi_so", "khong.co", "chi_so"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(as_chair, home, field, typed, said):
    asked = {**ASKED, "don_vi": home.pk, "muc": "95", field: typed}

    page = as_chair.post(reverse("targets:set"), asked)

    words = page.content.decode()
    assert page.status_code == 422
    assert said in words
    assert 'value="1/1/2026"' in words
    assert not Target.objects.exists()


def test_a_second_target_of_the_same_number_is_told(as_chair, target, home):
    page = as_chair.post(reverse("targets:set"), {**ASKED, "don_vi": home.pk, "muc": "5"})

    assert "đã có chỉ tiêu này cho đúng kỳ này" in page.content.decode()


def test_who_may_not_set_is_refused(client, target):
    for address in ("targets:set", "targets:many"):
        assert client.get(reverse(address)).status_code == 302
    client.force_login(factories.citizen())
    for address in (
        reverse("targets:set"),
        reverse("targets:many"),
        reverse("targets:change", args=[target.pk]),
    ):
        assert client.get(address).status_code == 403


def test_a_head_of_a_commune_changes_no_target_of_the_province(client, target, communes):
    client.force_login(factories.officer(of=communes[0], role="head"))

    assert client.get(reverse("targets:change", args=[target.pk])).status_code == 403


def test_many_communes_are_pasted_at_once(as_chair, communes):
    first = as_chair.get(reverse("targets:many"), {**ASKED})
    assert "xã Chiềng La" in first.content.decode()

    pasted = "Bó Mười\t95\nxã chieng la;96,5\nMường Giôn 100"
    page = as_chair.post(reverse("targets:many"), {**ASKED, "dan": pasted})

    assert page.status_code == 302
    assert dict(Target.objects.values_list("unit__name", "planned")) == {
        "Bó Mười": Decimal(95), "Chiềng La": Decimal("96.5"), "Mường Giôn": Decimal(100),
    }  # fmt: skip


def test_a_line_that_nobody_understands_is_kept_and_sets_nothing(as_chair, communes):
    pasted = "Bó Mười\t95\nXã Không Có\t5"

    page = as_chair.post(reverse("targets:many"), {**ASKED, "dan": pasted})

    words = page.content.decode()
    assert page.status_code == 422
    assert "không thấy xã, phường nào tên này" in words
    assert "Xã Không Có\t5</textarea>" in words
    assert 'value="95"' in words
    assert not Target.objects.exists()


def test_a_wrong_number_in_the_grid_is_marked_at_its_cell(as_chair, communes):
    cell = f"x{communes[1].pk}"

    page = as_chair.post(reverse("targets:many"), {**ASKED, cell: "1.19"})

    words = page.content.decode()
    assert f'id="{cell}_error"' in words
    assert 'value="1.19"' in words


def test_a_change_needs_its_reason_and_shows_what_was(as_chair, target):
    address = reverse("targets:change", args=[target.pk])
    asked = {"huong": "at_least", "muc": "90", "can_cu": "17-KH/TU", "ly_do": "", "da_xem": "0"}
    refused = as_chair.post(address, asked)
    assert "Xin ghi vì sao đổi chỉ tiêu" in refused.content.decode()

    as_chair.post(address, {**asked, "ly_do": "Điều chỉnh giữa kỳ"})

    words = as_chair.get(target.get_absolute_url()).content.decode()
    assert "Điều chỉnh giữa kỳ" in words
    assert "100 vụ việc" in words
    late = as_chair.post(address, {**asked, "ly_do": "Lần hai"})
    assert "Người khác vừa sửa chỉ tiêu này" in late.content.decode()


def test_taking_back_needs_its_reason(as_chair, target):
    address = reverse("targets:withdraw", args=[target.pk])
    assert as_chair.post(address, {"ly_do": " "}).status_code == 422

    as_chair.post(address, {"ly_do": "Giao nhầm"})

    target.refresh_from_db()
    assert target.withdrawn_at is not None
    assert "đã thôi giao" in as_chair.get(target.get_absolute_url()).content.decode()


def test_a_target_that_is_none_is_not_found(client, home):
    assert client.get(reverse("targets:target", args=[404])).status_code == 404
