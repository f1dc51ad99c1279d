"""Every page is light, fits every screen, and is open to people who cannot see or use a mouse."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import DESK, PHONE, TABLET

pytestmark = pytest.mark.journey

FIRST_VIEW, LATER_VIEW = 150_000, 30_000
PUBLIC = [
    "/",
    "/tin/",
    "/phan-anh/",
    "/phan-anh/gui/",
    "/phan-anh/tra-cuu/",
    "/phan-anh/chon-duong/",
    "/phan-anh/chon-duong/?chon=wronged.commune.never",
    "/phan-anh/chon-duong/?chon=breach.duty.head",
    "/phan-anh/chon-duong/?chon=danger",
    "/phan-anh/xin-thong-tin/",
    "/phan-anh/ban-do/",
    "/phan-anh/ban-do/?xa=ngoc+chien",
    "/phan-anh/so-lieu/",
    "/khieu-nai/gui/",
    "/to-cao/",
    "/to-cao/goi-lai/",
    "/to-cao/ket-luan/",
    "/tiep-cong-dan/",
    "/tiep-cong-dan/?xa=ngoc+chien",
    "/tiep-cong-dan/tra-cuu/",
    "/api/",
    "/bao-cao/",
    "/bao-cao/nghi-quyet-25/",
    "/tim/?q=duong",
    "/tin/anh/",
    "/binh-luan/quy-tac/",
    "/binh-luan/tra-cuu/",
    "/binh-luan/phan-hoi/",
    "/cong-khai/",
    "/van-ban/",
    "/van-ban/?q=dan+van",
    "/tuyen-truyen/",
    "/tuyen-truyen/tuyen-truyen-vien/",
    "/tuyen-truyen/dot/",
    "/dan-chu-noi-lam-viec/",
    "/bang-tong-hop/",
    "/bang-tong-hop/bieu-do/disclosure/",
    "/chi-tieu/",
    "/soat-so-lieu/",
    "/toan-quoc/",
    "/du-lieu-mo/",
    "/du-lieu-mo/so-lieu-nam/",
    "/du-lieu-ca-nhan/",
    "/du-lieu-ca-nhan/tra-cuu/",
    "/tai-khoan/login/",
    "/khong-co-trang-nay/",
]
# Pages of single records: the list they stand in, the first link there that leads to one.
FIRSTS = [
    ("/phan-anh/", "a[href*='/phan-anh/SL-']"),
    ("/tin/", ":is(h2, h3) a[href^='/tin/']"),
    ("/cong-khai/", "a[href^='/cong-khai/0']:not([href*='/muc/'])"),
    ("/cong-khai/", "a[href*='/muc/']"),
    ("/tuyen-truyen/tuyen-truyen-vien/", "a[href^='/tuyen-truyen/tuyen-truyen-vien/']"),
]
OFFICERS = [
    ("vanthu", "/phan-anh/ban-tiep-nhan/"),
    ("vanthu", "/phan-anh/nhap-tai-quay/"),
    ("vanthu", "/phan-anh/so-don/"),
    ("vanthu", "/khieu-nai/nhap-don/"),
    ("vanthu", "/tiep-cong-dan/lam-viec/"),
    ("vanthu", "/tiep-cong-dan/lam-viec/so/"),
    ("xuly", "/ban-lam-viec/"),
    ("xuly", "/khieu-nai/"),
    ("tocao", "/to-cao/ban/"),
    ("tocao", "/to-cao/nhap/"),
    ("tocao", "/to-cao/khoa/"),
    ("thanhtra", "/to-cao/hoi-dong/"),
    ("thanhtra", "/bieu-thanh-tra/"),
    ("chutich", "/ban-lam-viec/qua-han/"),
    ("chutich", "/ban-lam-viec/don-vi/"),
    ("thanhtra", "/ban-lam-viec/"),
    ("thanhtra", "/ban-lam-viec/nhat-ky/"),
    ("thanhtra", "/ban-lam-viec/viec/1/"),
    ("chutichtinh", "/ban-lam-viec/viec/1/"),
    ("vanthu", "/cong-khai/lam-viec/"),
    ("vanthu", "/van-ban/lam-viec/"),
    ("vanthu", "/van-ban/lam-viec/ghi/"),
    ("vanthu", "/van-ban/lam-viec/bang/"),
    ("xuly", "/du-lieu-ca-nhan/lam-viec/"),
    ("xuly", "/du-lieu-ca-nhan/lam-viec/nhap/"),
    ("bientap", "/toa-soan/"),
    ("bientap", "/binh-luan/kiem-duyet/"),
    ("bientap", "/tuyen-truyen/lam-viec/them/"),
    ("chutich", "/toa-soan/cach-dang/"),
    ("baocao", "/tuyen-truyen/lam-viec/"),
    ("baocao", "/tuyen-truyen/lam-viec/dot/them/"),
    ("baocao", "/dan-chu-noi-lam-viec/lam-viec/"),
    ("baocao", "/dan-chu-noi-lam-viec/lam-viec/them/"),
    ("chutichtinh", "/cong-khai/lam-viec/"),
    ("chutich", "/bang-tong-hop/cua-toi/"),
    ("chutichtinh", "/bang-tong-hop/cua-toi/"),
    ("chutichtinh", "/bang-tong-hop/viec-qua-han/?don-vi=14"),
    ("chutichtinh", "/chi-tieu/giao/"),
    ("baocaoxa", "/ban-lam-viec/"),
    ("baocaoxa", "/so-lieu/cua-toi/"),
    ("chutichtinh", "/so-lieu/duyet/"),
    ("chutichtinh", "/so-lieu/tinh-hinh/"),
    ("baocao", "/so-lieu/bieu/"),
    ("baocao", "/so-lieu/bieu/moi/"),
    ("baocao", "/so-lieu/bieu/dan-chu-dan-van/"),
    ("baocao", "/so-lieu/bieu/dan-chu-dan-van/ban/1/"),
    ("baocao", "/bao-cao/mau/"),
    ("baocao", "/bao-cao/mau/moi/"),
    ("baocao", "/bao-cao/mau/chi-tieu/"),
    ("baocao", "/bao-cao/lap/"),
    ("baocao", "/bao-cao/da-lap/"),
    (
        "chutichtinh",
        "/chi-tieu/giao/nhieu-xa/?chi_so=petitions.answered&cap=all&tu=1/1/2026&den=31/12/2026",
    ),
]
# And pages of single records of officers, as FIRSTS.
OFFICERS_FIRSTS = [
    ("baocaoxa", "/so-lieu/cua-toi/", "a[href*='/so-lieu/bao-cao/']"),
    ("chutichtinh", "/so-lieu/duyet/", "a[href$='/duyet/'][href*='/bao-cao/']"),
    ("baocao", "/bao-cao/da-lap/", "a[href^='/bao-cao/da-lap/']"),
    ("baocao", "/bao-cao/mau/", "a[href^='/bao-cao/mau/bao-cao']"),
    ("chutichtinh", "/chi-tieu/", "a[href^='/chi-tieu/']:not([href*='giao'])"),
]
SIZES = {"phone": PHONE, "tablet": TABLET, "desk": DESK}


def troubles(page) -> list[str]:
    """Ask axe for serious and critical faults."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


def overflow(page) -> int:
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def firsts(visitor) -> list[str]:
    """Find one page of each kind of record."""
    return [
        visitor.go(path).locator(f"main {link}").first.get_attribute("href")
        for path, link in FIRSTS
    ]


def officers_firsts(visitor, officer: str) -> list[str]:
    """Find one page of each kind of record that an officer works on; signed in already."""
    return [
        visitor.go(path).locator(f"main {link}").first.get_attribute("href")
        for name, path, link in OFFICERS_FIRSTS
        if name == officer
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("size", SIZES)
def test_public_pages_are_open_to_all_at_every_width(arrive, size, dark):
    visitor = arrive(SIZES[size], dark=dark)

    for path in [*PUBLIC, *firsts(visitor)]:
        page = visitor.go(path)
        assert troubles(page) == [], path
        assert overflow(page) <= 0, path


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("officer", sorted({name for name, _path in OFFICERS}))
def test_officers_pages_are_open_to_all_at_every_width(arrive, officer, size, dark):
    visitor = arrive(SIZES[size], dark=dark)
    visitor.sign_in(officer)
    own = [path for name, path in OFFICERS if name == officer]

    for path in [*own, *officers_firsts(visitor, officer)]:
        page = visitor.go(path)
        assert troubles(page) == [], path
        assert overflow(page) <= 0, path


@pytest.mark.parametrize("width", [1024, 1280, 1920])
@pytest.mark.parametrize("officer", ["chutichtinh", "vanthu", "bientap"])
def test_the_head_of_the_desk_stands_in_one_line(arrive, officer, width):
    visitor = arrive((width, 800))
    page = visitor.sign_in(officer)

    assert page.locator(".kh-top").bounding_box()["height"] < 80
    assert overflow(page) <= 0


def test_the_whole_list_opens_and_closes_by_the_keyboard(arrive):
    page = arrive(DESK).sign_in("chutichtinh")
    index = page.locator(".kh-index")

    index.locator("summary").focus()
    page.keyboard.press("Enter")
    assert index.get_by_role("link", name="Việc của tôi").is_visible()
    assert troubles(page) == []
    page.keyboard.press("Escape")
    assert not index.get_by_role("link", name="Việc của tôi").is_visible()
    assert index.locator("summary").evaluate("one => one === document.activeElement")


def test_the_whole_list_opens_without_javascript(arrive):
    page = arrive(PHONE, script=False).go("/")

    page.locator(".kh-index summary").click()

    assert page.locator(".kh-index").get_by_role("link", name="Thư viện ảnh").is_visible()


def test_public_pages_fit_the_narrowest_phone(arrive):
    visitor = arrive((320, 640))

    for path in PUBLIC:
        assert overflow(visitor.go(path)) <= 0, path


def test_the_first_view_is_light_and_the_next_ones_lighter(arrive):
    visitor = arrive(PHONE)
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    def weight(path: str) -> float:
        sizes.clear()
        visitor.go(path)
        visitor.page.wait_for_load_state("networkidle")
        return sum(sizes)

    assert weight("/") <= FIRST_VIEW
    later = ["/phan-anh/", "/phan-anh/gui/", "/tim/?q=duong", "/cong-khai/", "/van-ban/"]
    for path in [*later, "/tuyen-truyen/", "/du-lieu-ca-nhan/"]:
        assert weight(path) <= LATER_VIEW, path
