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
    "/tai-khoan/login/",
    "/khong-co-trang-nay/",
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


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("size", SIZES)
def test_public_pages_are_open_to_all_at_every_width(arrive, size, dark):
    visitor = arrive(SIZES[size], dark=dark)
    first = (
        visitor.go("/phan-anh/")
        .locator("main a[href*='/phan-anh/SL-']")
        .first.get_attribute("href")
    )
    article = visitor.go("/tin/").locator("main a[href^='/tin/']").first.get_attribute("href")

    for path in [*PUBLIC, first, article]:
        page = visitor.go(path)
        assert troubles(page) == [], path
        assert overflow(page) <= 0, path


@pytest.mark.parametrize("size", SIZES)
def test_officers_pages_are_open_to_all_at_every_width(arrive, size):
    signed_in = {}
    for name, path in OFFICERS:
        if name not in signed_in:
            signed_in[name] = arrive(SIZES[size])
            signed_in[name].sign_in(name)
        page = signed_in[name].go(path)
        assert troubles(page) == [], path
        assert overflow(page) <= 0, path


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
    for path in ("/phan-anh/", "/phan-anh/gui/", "/tin/", "/tim/?q=duong"):
        assert weight(path) <= LATER_VIEW, path
