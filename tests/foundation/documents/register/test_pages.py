"""What people see of the register: lists, one document, its tree; what keepers type."""

import uuid
from datetime import date
from io import BytesIO

import feedparser
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import services
from tests import factories
from tests.factories import MONDAY
from tests.foundation.documents import samples
from tests.foundation.documents.register import cases

pytestmark = pytest.mark.django_db
WORK = "/van-ban/lam-viec/"
NOBODY = AnonymousUser()


@pytest.fixture
def keeper():
    return cases.keeper()


@pytest.fixture
def desk(keeper):
    return signed_in(keeper)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def words(response):
    return response.content.decode()


def typed(**said):
    return {
        "submission_key": str(uuid.uuid4()),
        "kind": "programme",
        "numbered": "16-CTr/TU",
        "issued_on": "01/8/2013",
        "issuer": "Tỉnh ủy Sơn La",
        "title": "về công tác dân vận",
        "visibility": "public",
        "act": "save",
        **said,
    }


# --- Everybody --------------------------------------------------------------------------------


def test_the_list_is_narrowed_by_every_filter(client):
    commune = factories.unit()
    plan = cases.of_commune(commune, title="Kế hoạch đối thoại", field="mobilisation")
    cases.document("16-CTr/TU", issued_on=date(2013, 8, 1))

    def finds(query):
        page = words(client.get(f"/van-ban/?{query}"))
        return ("5/KH-UBND" in page, "16-CTr/TU" in page)

    assert finds("") == (True, True)
    assert finds("tim=doi+thoai") == (True, False)
    assert finds("tim=16-ctr%2Ftu") == (False, True)
    assert finds("loai=programme") == (False, True)
    assert finds("cap=commune") == (True, False)
    assert finds("nam=2013") == (False, True)
    assert finds("xa=ngoc+chien") == (True, False)
    assert finds("coquan=tinh+uy+son+la") == (False, True)
    assert finds("coquan=ubnd+xa+ngoc+chien") == (True, False)
    assert finds("linhvuc=mobilisation") == (True, False)
    assert finds("trangthai=ended") == (False, False)
    assert finds("trangthai=in_force") == (True, True)
    assert finds("nam=abc&loai=zzz&sau=%00~1") == (True, True)
    assert plan.get_absolute_url() in words(client.get("/van-ban/?tim=doi+thoai"))


def test_an_internal_document_is_nowhere_for_strangers(client):
    hidden = cases.document("99-NQ/TU", title="Việc kín của tỉnh", visibility="internal")
    root = cases.document("98-NQ/TU")
    cases.relate(hidden, "implements", root)
    pages = [
        "/van-ban/", "/van-ban/?tim=viec+kin", "/van-ban/danh-sach.csv", "/van-ban/moi.rss",
        "/van-ban/moi.atom", f"/van-ban/{root.pk}/", f"/van-ban/{root.pk}/cay/",
    ]  # fmt: skip

    for address in pages:
        response = client.get(address)
        text = response.getvalue().decode()
        assert "99-NQ/TU" not in text, address
        assert "Việc kín" not in text, address
    assert client.get(f"/van-ban/{hidden.pk}/").status_code == 404
    assert client.get(f"/van-ban/{hidden.pk}/cay/").status_code == 404
    assert signed_in(cases.keeper()).get(f"/van-ban/{hidden.pk}/").status_code == 200


def test_a_list_is_cut_by_a_cursor(client):
    for number in range(1, 31):
        cases.document(f"{number}-NQ/TU", issued_on=date(2024, 1, number))

    first = words(client.get("/van-ban/"))
    assert "30-NQ/TU" in first
    assert ">Nghị quyết 5-NQ/TU<" not in first
    assert "sau=2024-01-06" in first
    older = words(client.get("/van-ban/", {"sau": f"2024-01-06~{10**9}"}))
    assert ">Nghị quyết 5-NQ/TU<" in older


def test_the_page_of_a_document_tells_what_it_is(client):
    root = cases.document(
        "25-NQ/TW", issuer_name="Ban Chấp hành Trung ương", level="central", unit=None,
        issued_on=date(2013, 6, 3), title="về công tác dân vận </script>",
    )  # fmt: skip
    made = cases.document("16-CTr/TU", signer_name="Lò Văn Minh")
    cases.relate(made, "implements", root)

    page = words(client.get(f"/van-ban/{made.pk}/"))
    assert "Lò Văn Minh" in page
    assert "25-NQ/TW" in page
    assert "Chương trình số 16-CTr/TU ngày 01/3/2024 của Tỉnh ủy Sơn La" in page
    assert '"legislationIdentifier": "16-CTr/TU"' in page
    assert '"legislationApplies"' in page
    about = words(client.get(f"/van-ban/{root.pk}/"))
    assert "\\u003C/script\\u003E" in about
    assert "1 văn bản thực hiện" in about


def test_the_tree_page_counts_and_names_the_silent(client):
    root = cases.document("25-NQ/TW", issued_on=date(2013, 6, 3))
    commune = factories.unit()
    factories.unit("Mường Bú")
    cases.relate(cases.of_commune(commune), "implements", root)

    tree = words(client.get(f"/van-ban/{root.pk}/cay/"))
    assert "5/KH-UBND" in tree
    assert "Cấp xã" in tree
    silent = words(client.get(f"/van-ban/{root.pk}/cay/chua-co/"))
    assert "xã Mường Bú" in silent
    assert "xã Ngọc Chiến" not in silent
    assert "1 trên 2 xã, phường" in silent


LIST_QUERIES, TREE_QUERIES, PAGE_QUERIES = 1, 8, 5


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_as_often_for_many_as_for_one(client, many, django_assert_num_queries):
    root = cases.document("25-NQ/TW", issued_on=date(2013, 6, 3))
    for number in range(many):
        commune = factories.unit(f"Xã {number}")
        plan = cases.of_commune(commune)
        cases.relate(plan, "implements", root)
        cases.relate(cases.of_commune(commune, "6/KH-UBND"), "implements", plan)

    with django_assert_num_queries(LIST_QUERIES):
        client.get("/van-ban/")
    with django_assert_num_queries(TREE_QUERIES):
        client.get(f"/van-ban/{root.pk}/cay/")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(f"/van-ban/{root.pk}/")


def test_feeds_and_csv_say_what_is_new(client):
    cases.document("16-CTr/TU", title="=HYPERLINK(1)", issued_on=date(2013, 8, 1))

    for address in ("/van-ban/moi.rss", "/van-ban/moi.atom"):
        feed = feedparser.parse(client.get(address).content)
        assert not feed.bozo
        assert feed.entries[0].title.startswith("Chương trình số 16-CTr/TU ngày 01/8/2013")
    text = client.get("/van-ban/danh-sach.csv").getvalue().decode("utf-8-sig")
    assert "16-CTr/TU,01/08/2013,chương trình,Tỉnh ủy Sơn La" in text
    assert "'=HYPERLINK" in text


# --- Keepers ----------------------------------------------------------------------------------


def test_the_desk_is_closed_to_visitors_and_other_posts():
    made = cases.document()
    closed = signed_in(factories.officer(of=factories.province(), role="handler"))
    other = signed_in(cases.keeper(factories.unit()))
    own = [f"{WORK}{made.pk}/{page}/" for page in ("sua", "tep", "lien-he", "rut")]

    for address in (WORK, f"{WORK}ghi/", f"{WORK}bang/", *own):
        assert Client().get(address)["Location"].startswith("/tai-khoan/")
        assert closed.get(address).status_code == 403, address
    for address in own:
        assert other.get(address).status_code == 403, address
        assert signed_in(cases.keeper()).get(address).status_code == 200, address


def test_a_pasted_line_fills_the_form_and_nothing_is_entered(desk):
    line = "Chương trình số 16-CTr/TU ngày 01/8/2013 của Tỉnh ủy Sơn La về công tác dân vận"
    empty = typed(kind="", numbered="", issued_on="", issuer="", title="", line=line, act="line")

    page = words(desk.post(f"{WORK}ghi/", empty))

    assert 'value="16-CTr/TU"' in page
    assert 'value="01/8/2013"' in page
    assert 'value="programme" selected' in page
    assert 'value="Tỉnh ủy Sơn La"' in page
    assert not OfficialDocument.objects.exists()


def test_a_line_without_number_is_told(desk):
    page = words(desk.post(f"{WORK}ghi/", typed(line="kế hoạch gì đó", act="line")))

    assert "Không thấy số, ký hiệu" in page
    assert 'value="16-CTr/TU"' in page


def test_entering_one_and_pressing_twice(desk):
    said = typed()

    first = desk.post(f"{WORK}ghi/", said)
    second = desk.post(f"{WORK}ghi/", said)

    made = OfficialDocument.objects.get()
    assert first["Location"] == second["Location"] == made.get_absolute_url()


def test_a_file_is_read_offered_and_goes_along(desk):
    data = cases.word("Số: 35/KH-UBND", "Sơn La, ngày 02 tháng 3 năm 2024", "KẾ HOẠCH", "Đối thoại")
    said = typed(kind="", numbered="", issued_on="", title="", act="file")
    file = samples.upload(data, "ke-hoach.docx")

    page = words(desk.post(f"{WORK}ghi/", said | {"file": file}))
    assert 'value="35/KH-UBND"' in page
    assert 'value="02/3/2024"' in page
    assert ">\nĐối thoại<" in page
    assert "ke-hoach.docx" in page

    key = {"submission_key": said["submission_key"]}
    again = typed(kind="plan", numbered="35/KH-UBND", issued_on="02/3/2024", **key)
    desk.post(f"{WORK}ghi/", again)
    assert OfficialDocument.objects.get().versions.get().file.name == "ke-hoach.docx"


def test_a_bad_file_is_told_and_what_was_typed_stays(desk):
    file = samples.upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "cu.doc")

    page = words(desk.post(f"{WORK}ghi/", typed(file=file)))

    assert "kiểu cũ" in page
    assert "về công tác dân vận" in page
    assert not OfficialDocument.objects.exists()


def test_a_double_is_refused_with_the_way_to_the_first(desk):
    there = cases.document("16-CTr/TU", issued_on=date(2013, 8, 1))

    page = words(desk.post(f"{WORK}ghi/", typed()))

    assert "đã có trong sổ" in page
    assert there.get_absolute_url() in page


def test_what_does_not_fit_needs_a_second_look(desk):
    wrong = typed(kind="plan")

    page = words(desk.post(f"{WORK}ghi/", wrong))
    assert "Ký hiệu CTr là của chương trình" in page
    assert not OfficialDocument.objects.exists()
    desk.post(f"{WORK}ghi/", wrong | {"sure": "on"})
    assert OfficialDocument.objects.get().kind == "plan"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"issued_on": "01/8/2090"}, "còn ở phía trước"),
        ({"issued_on": "31/02/2013"}, "không có trong lịch"),
        ({"numbered": "16"}, "chưa đúng"),
        ({"issuer": "Hội vô danh"}, "ở cấp nào"),
        ({"received_on": "01/7/2013"}, "không thể trước ngày ban hành"),
        ({"title": ""}, "Xin ghi trích yếu"),
        ({"kind": "zzz"}, "zzz"),
    ],
)
def test_bad_input_is_told_at_its_field(desk, said, told):
    page = words(desk.post(f"{WORK}ghi/", typed(**said)))

    assert told in page
    assert not OfficialDocument.objects.exists()


def test_a_correction_over_a_newer_state_is_refused(desk, keeper):
    made = cases.document()
    seen = made.changed_at.isoformat()
    services.correct(
        document=made, particulars=cases.particulars(signer_name="A"), seen=made.changed_at,
        by=keeper, now=MONDAY.replace(hour=9),
    )  # fmt: skip

    page = words(desk.post(f"{WORK}{made.pk}/sua/", typed(seen=seen, title="mới")))
    assert "Người khác vừa sửa" in page
    made = cases.fresh(made)
    desk.post(f"{WORK}{made.pk}/sua/", typed(seen=made.changed_at.isoformat(), title="mới"))
    assert cases.fresh(made).title == "mới"


def test_relating_by_number_and_the_chain_of_a_circle(desk):
    old, new = cases.document("1-NQ/TU"), cases.document("2-NQ/TU")
    said = {"kind": "implements", "typed": "1-NQ/TU"}

    desk.post(f"{WORK}{new.pk}/lien-he/", said)
    relation = new.relations.get()
    assert relation.target == old
    page = words(desk.post(f"{WORK}{old.pk}/lien-he/", said | {"typed": "2-NQ/TU"}))
    assert "1-NQ/TU → 2-NQ/TU → 1-NQ/TU" in page
    assert "không thể liên hệ với chính nó" in words(desk.post(f"{WORK}{old.pk}/lien-he/", said))
    assert "Không thấy văn bản" in words(
        desk.post(f"{WORK}{old.pk}/lien-he/", said | {"typed": "9-NQ/TU"})
    )

    desk.post(f"{WORK}{new.pk}/lien-he/{relation.pk}/bo/")
    assert not new.relations.exists()


def test_two_documents_of_one_number_are_offered(desk):
    new = cases.document("2-NQ/TU")
    cases.document("1-NQ/TU", issued_on=date(2013, 1, 1))
    meant = cases.document("1-NQ/TU", issued_on=date(2014, 1, 1))
    said = {"kind": "implements", "typed": "1-NQ/TU"}

    assert "xin chọn một" in words(desk.post(f"{WORK}{new.pk}/lien-he/", said))
    desk.post(f"{WORK}{new.pk}/lien-he/", said | {"target": meant.pk})
    assert new.relations.get().target == meant


def test_withdrawing_needs_a_reason(desk):
    made = cases.document()

    assert "Xin ghi lý do" in words(desk.post(f"{WORK}{made.pk}/rut/", {"reason": " "}))
    desk.post(f"{WORK}{made.pk}/rut/", {"reason": "ghi nhầm"})
    assert cases.fresh(made).withdrawn_reason == "ghi nhầm"
    assert Client().get(f"/van-ban/{made.pk}/").status_code == 404


def test_a_further_file_is_a_further_version(desk):
    made = cases.document()
    address = f"{WORK}{made.pk}/tep/"
    desk.post(address, {"file": samples.upload(cases.word("một"), "a.docx")})
    desk.post(address, {"file": samples.upload(cases.word("hai"), "b.docx"), "note": "bản ký"})

    page = words(Client().get(f"/van-ban/{made.pk}/"))
    assert "Tải bản 1" in page
    assert "Tải bản 2" in page
    locked = samples.upload(cases.pdf(password="x"), "k.pdf")
    assert "có mật khẩu" in words(desk.post(address, {"file": locked}))


def test_a_sheet_is_shown_before_it_is_entered(desk):
    head = ("Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành")
    data = cases.sheet(
        head,
        ("16-CTr/TU", "01/8/2013", "tốt", "Tỉnh ủy Sơn La"),
        ("17-CTr/TU", "31/02/2013", "sai ngày", "Tỉnh ủy Sơn La"),
    )
    key = str(uuid.uuid4())
    file = samples.upload(data, "ds.xlsx")

    page = words(desk.post(f"{WORK}bang/", {"submission_key": key, "file": file}))
    assert "Vào sổ được 1 trên 2 dòng" in page
    assert "<strong>B3</strong>" in page
    assert not OfficialDocument.objects.exists()

    assert signed_in(cases.keeper()).post(f"{WORK}bang/{key}/").status_code == 404
    desk.post(f"{WORK}bang/{key}/")
    desk.post(f"{WORK}bang/{key}/")
    assert OfficialDocument.objects.get().numbered == "16-CTr/TU"


def test_a_sheet_that_is_none_is_told(desk):
    file = samples.upload(BytesIO(b"xin chao").read(), "ds.csv")

    assert "tiêu đề" in words(desk.post(f"{WORK}bang/", {"file": file}))


def test_the_desk_finds_by_number(desk):
    cases.document("16-CTr/TU")
    cases.document("17-CTr/TU")

    page = words(desk.get(f"{WORK}?q=16-CTr/TU"))
    assert "16-CTr/TU</a>" in page
    assert "17-CTr/TU</a>" not in page
