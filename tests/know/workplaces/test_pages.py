"""Pages of workplaces: counts for everybody, the rest for who keeps them."""

import pytest

from kheo.know.workplaces.models import Workplace
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    return factories.unit()


@pytest.fixture
def desk(client, commune):
    client.force_login(factories.officer(of=commune, role="head"))
    return client


@pytest.fixture
def workplace(commune):
    return factories.workplace(factories.body(commune))


def test_everybody_reads_counts_and_no_workplace(client, workplace):
    page = client.get("/dan-chu-noi-lam-viec/").content.decode()

    assert "1" in page
    assert "Quy chế thực hiện dân chủ" in page
    assert workplace.body.name not in page


def test_an_officer_adds_one_that_is_known_and_one_that_is_not(desk, commune):
    factories.head(factories.body(commune))
    place = f"UBND {commune.full_name}"
    url = "/dan-chu-noi-lam-viec/lam-viec/them/"

    assert desk.get(url).status_code == 200
    assert desk.post(url, {"body": ""}).status_code == 422
    assert desk.post(url, {"body": place}).status_code == 302
    assert desk.post(url, {"body": place}).status_code == 422
    school = {"kind": "public_service_unit", "name": "Trường Tiểu học", "place": place}
    assert desk.post(url, school).status_code == 302
    assert Workplace.objects.count() == 2


def test_a_workplace_without_head_says_so_until_it_has_one(desk, commune):
    body = factories.body(commune, kind="agency", name="Trạm khuyến nông")
    workplace = factories.workplace(body)
    url = f"/dan-chu-noi-lam-viec/lam-viec/{workplace.pk}/"

    assert "Chưa ghi ai đứng đầu" in desk.get(url).content.decode()
    assert "chưa có người đứng đầu" in desk.get("/dan-chu-noi-lam-viec/lam-viec/").content.decode()
    assert desk.post(f"{url}dung-dau/", {"title": ""}).status_code == 422
    desk.post(f"{url}dung-dau/", {"title": "Trạm trưởng"})
    page = desk.get(url).content.decode()
    assert "Chưa ghi ai đứng đầu" not in page
    assert "Vì sao là ngày này?" in page


def test_regulation_review_and_conference_are_entered_on_one_page(desk, workplace):
    url = f"/dan-chu-noi-lam-viec/lam-viec/{workplace.pk}/"
    paper = {"regulation": "democracy", "adopted_on": "6/5/2024", "printed": "QĐ 12"}
    held = {"year": "2025", "held_on": "20/1/2026", "summoned": "30", "present": "20"}

    assert desk.post(f"{url}van-ban/", paper | {"adopted_on": ""}).status_code == 422
    assert desk.post(f"{url}van-ban/", paper).status_code == 302
    early = desk.post(f"{url}ra-soat/", {"regulation": "democracy", "on": "5/5/2024"})
    assert "không thể trước ngày ban hành" in early.content.decode()
    assert (
        desk.post(f"{url}ra-soat/", {"regulation": "democracy", "on": "6/5/2026"}).status_code
        == 302
    )
    too_many = desk.post(f"{url}hoi-nghi/", held | {"present": "31"})
    assert "không thể nhiều hơn" in too_many.content.decode()
    few = desk.post(f"{url}hoi-nghi/", held | {"present": "19"}, follow=True)
    assert "phải họp lại" in few.content.decode()
    assert desk.post(f"{url}khac/").status_code == 404


def test_the_list_is_a_sheet_too(desk, workplace):
    response = desk.get("/dan-chu-noi-lam-viec/lam-viec/xuat/?thieu=1")

    assert workplace.body.name in b"".join(response.streaming_content).decode()


def test_strangers_open_nothing(client, workplace):
    client.force_login(factories.officer(of=factories.unit("Bình Minh"), role="head"))
    assert client.get(f"/dan-chu-noi-lam-viec/lam-viec/{workplace.pk}/").status_code == 403
    client.force_login(factories.citizen())
    assert client.get("/dan-chu-noi-lam-viec/lam-viec/").status_code == 403
    assert client.get("/dan-chu-noi-lam-viec/lam-viec/99/").status_code == 404
