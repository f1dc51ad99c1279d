"""An officer uploads, makes, watches, freezes; the head approves; a stranger sees nothing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kheo.insight.reports import services
from kheo.insight.reports.models import Making, Template
from tests import factories
from tests.insight.reports.writing import template

pytestmark = pytest.mark.django_db
WORDS = 'Đã ban hành {{ số("documents.issued@province") }} văn bản.'


@pytest.fixture
def desk(son_la, client, settings):
    settings.KHEO_PROVINCE = son_la.code
    client.force_login(factories.officer(of=son_la, role="reporting_officer"))
    return client


def upload(client, *paragraphs, data=None, name="mau.docx"):
    file = SimpleUploadedFile(
        name, data if data is not None else template(*(paragraphs or [WORDS]))
    )
    address = reverse("reports:add_template")
    return client.post(address, {"title": "Mẫu thử", "unit": "14", "file": file})


def ask(client, **more):
    given = {"mau": "nghi-quyet-25", "don_vi": "14", "tu": "06/2013", "den": "12/2023", **more}
    return client.post(reverse("reports:new"), given)


def test_a_template_is_uploaded_and_its_faults_are_shown(desk):
    response = upload(desk, '{{ số("Không có") }}')

    page = desk.get(response.url).content.decode()
    assert "còn chỗ phải sửa" in page
    assert "Không có chỉ tiêu “Không có”." in page
    assert Template.objects.get().versions.get().number == 1


def test_a_wrong_file_is_refused_at_its_field_and_the_words_stay(desk):
    response = upload(desk, data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name="cu.doc")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Tệp .doc đời cũ." in page
    assert 'value="Mẫu thử"' in page
    assert Template.objects.count() == 0


def test_another_version_is_sent_and_the_file_comes_back(desk):
    address = upload(desk).url
    file = SimpleUploadedFile("moi.docx", template(WORDS, "thêm"))

    desk.post(address, {"file": file, "note": "thêm một đoạn"})

    page = desk.get(address).content.decode()
    assert "Bản 2" in page
    version = Template.objects.get().versions.first()
    assert desk.get(version.file.url).status_code == 200


def test_figures_are_found_with_the_words_to_paste(desk):
    page = desk.get(reverse("reports:figures"), {"tim": "van ban ban hanh ke hoach tinh"})

    assert 'số("Văn bản ban hành, kế hoạch, cấp tỉnh")' in page.content.decode()


def test_a_report_is_asked_watched_read_frozen_and_approved(desk, client, son_la):
    response = ask(desk)
    made = Making.objects.get()
    assert response.url == made.get_absolute_url()
    assert "hx-get" in desk.get(made.get_absolute_url()).content.decode()
    services.make(making=made.pk, now=timezone.now())
    assert desk.get(reverse("reports:progress", args=[made.pk]))["HX-Refresh"] == "true"
    assert "1.191 ≠ 8 + 156 + 947 = 1.111" in desk.get(made.get_absolute_url()).content.decode()

    desk.post(reverse("reports:freeze", args=[made.pk]))
    client.force_login(factories.officer(of=son_la, role="head"))
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Duyệt báo cáo" in page
    client.post(reverse("reports:approve", args=[made.pk]))

    made.refresh_from_db()
    assert made.snapshot.approved_at is not None
    assert "đã duyệt" in client.get(reverse("reports:makings")).content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"tu": "01/2090", "den": "06/2090"}, "Kỳ này chưa bắt đầu"),
        ({"tu": "12/2023", "den": "06/2013"}, "Tháng cuối phải sau tháng đầu."),
        ({"tu": "13/2023"}, "Tháng phải viết như 06/2013."),
        ({"mau": "la"}, "la"),
    ],
)
def test_a_wrong_wish_is_explained_beside_its_field(desk, more, words):
    response = ask(desk, **more)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Making.objects.count() == 0


def test_a_unit_that_ended_before_the_period_did_is_named_with_its_heirs(desk, son_la):
    old = factories.unit("Cũ", level="commune", code="03001", parent=son_la)
    heir = factories.unit("Mới", level="commune", code="03002", parent=son_la)
    old.valid_to = date(2025, 7, 1)
    old.save()
    factories.succession(old, heir, on=date(2025, 7, 1))

    response = ask(desk, don_vi="03001", tu="01/2025", den="12/2025")

    assert response.status_code == 422
    assert (
        "xã Cũ đã kết thúc ngày 01/7/2025, trước khi hết kỳ. Xin chọn: xã Mới."
        in response.content.decode()
    )


def test_a_stranger_sees_no_desk_and_no_report(desk, client, son_la):
    ask(desk)
    made = Making.objects.get()
    services.make(making=made.pk, now=timezone.now())
    made.refresh_from_db()
    addresses = [reverse("reports:templates"), reverse("reports:new"), reverse("reports:makings"),
                 made.get_absolute_url(), reverse("reports:figures"),
                 reverse("reports:shipped", args=["nghi-quyet-25"])]  # fmt: skip

    client.force_login(factories.citizen())

    assert [client.get(one).status_code for one in addresses] == [403] * len(addresses)
    assert client.get(made.word.url).status_code in (403, 404)


def test_the_list_costs_the_same_for_one_report_and_three(desk, django_assert_num_queries):
    ask(desk)
    desk.get(reverse("reports:makings"))
    with django_assert_num_queries(6):
        desk.get(reverse("reports:makings"))
    for month in ("10/2023", "11/2023"):
        ask(desk, den=month)
    with django_assert_num_queries(6):
        desk.get(reverse("reports:makings"))
