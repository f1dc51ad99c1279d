"""An older site comes over whole: its pages in any encoding, its photos, its addresses."""

from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from wagtail.contrib.redirects.models import Redirect

from kheo.foundation.log.models import Entry
from kheo.foundation.vietnamese import legacy
from kheo.know.news import services
from kheo.know.news.importing import NothingToRead, Omitted
from kheo.know.news.importing.feeds import NotAFeed, read_feed
from kheo.know.news.importing.folders import Folder
from kheo.know.news.importing.pages import read_page
from kheo.know.news.models import NewsPage, Photo
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = """<!doctype html><html><head><title>Mở đường | Xã Ngọc Chiến</title>
<meta property="og:title" content="Mở đường nội bản | Xã Ngọc Chiến">
<meta property="article:published_time" content="2024-04-15T07:15:00+00:00">
<link rel="canonical" href="http://www.cu.example.vn/tin-tuc/mo-duong.html"></head>
<body><nav>Trang chủ Tin tức</nav><header>Cổng thông tin xã</header>
<div class="left"><p>Liên kết</p></div>
<div class="content"><h1>Mở đường nội bản</h1>
<p>Thứ Hai, 15/4/2024, 14:15 (GMT+7)</p>
<p><strong>Bà con bản Nà Tâu cùng nhau hiến đất mở rộng con đường dài ba cây số.</strong></p>
<p><img src="anh/duong.jpg" alt="Con đường mới"></p><p><em>Bà con mở đường. Ảnh: PV</em></p>
<p>Sáng nay, hơn 100 hộ đã <a href="http://cu.example.vn/gop-cong.html" onclick="x()">góp công</a>
<span style="mso-hide:all">cùng</span> cán bộ xã.<script>alert(1)</script></p>
<h2>Góp đất</h2><ul><li>Hộ ông Lò Văn Páo</li><li>Hộ bà Quàng Thị Hặc</li></ul>
<table><tr><td><img src="khong-co.jpg"></td></tr><tr><td>Con đường (Ảnh: Minh Đức)</td></tr></table>
<blockquote>Đường rộng thì dễ đi.</blockquote>
<p>Nguồn: baosonla.vn, ngày 15/4/2024</p><p>Minh Đức</p><p>Gửi cho bạn bè</p></div>
<footer>Bản quyền của xã</footer></body></html>"""

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Xã</title><link>http://cu.example.vn</link><wp:wxr_version>1.2</wp:wxr_version>
{items}</channel></rss>"""

ITEM = """<item><title>{title}</title><link>http://cu.example.vn/{slug}/</link>
<pubDate>Mon, 15 Apr 2024 07:15:00 +0000</pubDate><dc:creator>Nguyễn Minh</dc:creator>
<guid isPermaLink="false">http://cu.example.vn/?p={number}</guid>
<content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[Lời dẫn.]]></excerpt:encoded>
<wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>
<category domain="category" nicename="tin">Tin xã</category></item>"""


def item(
    number=1, *, title="Họp dân", body="<p>Bà con họp bàn.</p>", kind="post", status="publish"
):
    return ITEM.format(
        number=number, slug=f"bai-{number}", title=title, body=body, kind=kind, status=status
    )


def wxr(*items: str) -> bytes:
    return WXR.format(items="".join(items)).encode()


def picture(colour="red", size=(40, 30)) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
def old(tmp_path) -> Path:
    """A folder with one page and its picture."""
    (tmp_path / "tin-tuc" / "anh").mkdir(parents=True)
    (tmp_path / "tin-tuc" / "mo-duong.html").write_text(PAGE, "utf-8")
    (tmp_path / "tin-tuc" / "anh" / "duong.jpg").write_bytes(picture())
    return tmp_path


def bring(folder: Path, index, *, host="cu.example.vn"):
    given = Folder(folder, host)
    return list(services.import_site(folder=given, index=index, by=None, now=factories.MONDAY))


def kinds(article) -> list[str]:
    return [block.block_type for block in article.body]


# --- Pages ------------------------------------------------------------------------------------


def test_a_page_is_read_with_all_that_it_says_of_itself():
    page = read_page(PAGE.encode())
    it = page.original

    assert page.address == "http://www.cu.example.vn/tin-tuc/mo-duong.html"
    assert (it.headline, it.author) == ("Mở đường nội bản", "Minh Đức")
    assert (it.published_on, it.published_time) == (date(2024, 4, 15), time(14, 15))
    assert (it.source, it.source_date) == ("baosonla.vn", date(2024, 4, 15))
    assert it.lead == "Bà con bản Nà Tâu cùng nhau hiến đất mở rộng con đường dài ba cây số."
    assert [(part.kind, part.text, part.credit) for part in it.body if part.image] == [
        ("photo", "Bà con mở đường.", "PV"),
        ("photo", "Con đường", "Minh Đức"),
    ]


def test_what_stood_around_the_article_is_left_out_and_listed():
    assert read_page(PAGE.encode()).original.omitted == (
        Omitted("Trang chủ Tin tức", "Thanh trình đơn của trang cũ"),
        Omitted("Cổng thông tin xã", "Đầu trang của trang cũ"),
        Omitted("Bản quyền của xã", "Chân trang của trang cũ"),
        Omitted("Gửi cho bạn bè", "Ô gửi bài, gửi phản hồi của trang cũ"),
    )


def test_scripts_and_hidden_styles_stay_outside():
    markup = " ".join(part.markup for part in read_page(PAGE.encode()).original.body)

    assert '<a href="http://cu.example.vn/gop-cong.html">góp công</a>' in markup
    assert not any(word in markup for word in ("script", "alert", "style", "onclick", "mso"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1258"])
def test_a_page_in_any_unicode_code_is_read(encoding):
    written = PAGE
    if encoding == "cp1258":
        written = "".join(_apart(letter) for letter in PAGE)

    assert read_page(written.encode(encoding)).original.headline == "Mở đường nội bản"


def _apart(letter: str) -> str:
    """Write a letter as Windows-1258 does: the tone after its vowel."""
    toned = {"ở": "ơ\u0309", "ộ": "ô\u0323", "ả": "a\u0309", "ờ": "ơ\u0300"}
    if letter in toned:
        return toned[letter]
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        return "?"
    return letter


def test_a_page_in_the_old_abc_code_is_read_also_where_its_letters_are_numbers():
    table = {new: old for old, new in legacy.TCVN3_TABLE.items()}
    body = "".join(table.get(letter, letter) for letter in "Bà con xã Ngọc Chiến mở đường.")
    numbered = "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in body)
    written = f"<html><body><div><h1>{body}</h1><p>{numbered} {body} {body}</p></div></body></html>"

    it = read_page(written.encode("latin-1")).original

    assert it.headline == "Bà con xã Ngọc Chiến mở đường."
    assert "Bà con xã Ngọc Chiến mở đường. Bà con xã" in it.body[0].text


def test_a_page_without_an_article_is_refused_with_its_reason():
    with pytest.raises(NothingToRead, match="Không thấy nội dung"):
        read_page("<html><body><nav>Trang chủ</nav></body></html>")


# --- Feeds ------------------------------------------------------------------------------------


def test_an_export_of_wordpress_gives_what_its_readers_could_see():
    entries = list(
        read_feed(
            wxr(
                item(1),
                item(2, status="draft"),
                item(3, kind="attachment"),
                item(4, kind="nav_menu_item"),
            )
        )
    )

    assert [entry.key for entry in entries] == ["http://cu.example.vn/?p=1"]
    it = entries[0].original
    assert (it.headline, it.lead, it.series, it.author) == (
        "Họp dân", "Lời dẫn.", "Tin xã", "Nguyễn Minh",
    )  # fmt: skip
    assert (it.published_on, it.published_time) == (date(2024, 4, 15), time(14, 15))


def test_an_entry_without_words_is_listed_and_the_next_one_is_read():
    empty, full = read_feed(wxr(item(1, body="").replace("Lời dẫn.", ""), item(2)))

    assert empty.original is None and empty.why
    assert full.original


def test_what_is_no_feed_is_refused():
    with pytest.raises(NotAFeed, match="không phải RSS"):
        list(read_feed(b"<kml><x/></kml>"))


# --- Folders ----------------------------------------------------------------------------------


def test_a_picture_is_found_beside_the_page_from_the_root_and_by_its_name(old):
    folder = Folder(old, "cu.example.vn")
    real = (old / "tin-tuc" / "anh" / "duong.jpg").resolve()

    assert folder.picture("anh/duong.jpg", beside="tin-tuc/mo-duong.html") == real
    assert folder.picture("/tin-tuc/anh/duong.jpg", beside="x.html") == real
    assert folder.picture("http://cu.example.vn/cache/duong.jpg?w=9", beside="x.html") == real
    assert folder.picture("mat.jpg", beside="x.html") is None


def test_no_picture_is_taken_from_outside_the_folder(tmp_path):
    (tmp_path / "kin.jpg").write_bytes(picture())
    (tmp_path / "cu").mkdir()

    assert Folder(tmp_path / "cu").picture("../kin.jpg", beside="a.html") is None


# --- Bringing over ----------------------------------------------------------------------------


def test_a_site_comes_over_with_photos_and_the_way_from_old_addresses(old, index, client):
    [result] = bring(old, index)
    article = NewsPage.objects.get()

    assert result.is_new and result.missing == ("khong-co.jpg",)
    assert kinds(article) == [
        "photo", "paragraph", "heading", "paragraph", "paragraph", "photo", "quotation",
    ]  # fmt: skip
    photo = Photo.objects.get()
    assert article.body[0].value["image"] == photo
    assert (photo.credit, article.body[0].value["alt"]) == ("PV", "Con đường mới")
    answer = client.get("/tin-tuc/mo-duong.html")
    assert (answer.status_code, answer.url) == (301, article.address)


def test_links_to_the_old_site_lead_within_this_one(old, index):
    bring(old, index)

    assert 'href="/gop-cong.html"' in NewsPage.objects.get().body[1].value.source


def test_doing_it_again_adds_only_what_is_new(old, index):
    bring(old, index)
    (old / "them.xml").write_bytes(wxr(item(1)))

    again = bring(old, index)

    assert [result.is_new for result in again] == [True, False]
    assert NewsPage.objects.count() == 2
    assert Photo.objects.count() == 1
    assert Redirect.objects.count() == 2


def test_what_cannot_be_read_is_named_and_the_rest_comes_over(old, index):
    (old / "hong.html").write_bytes(b"<html><body><nav>x</nav></body></html>")
    (old / "hong.xml").write_bytes(b"khong phai xml")
    (old / "tin-tuc" / "anh" / "duong.jpg").write_bytes(b"khong phai anh")

    results = {result.found.place: result for result in bring(old, index)}

    assert "Không thấy nội dung" in results["hong.html"].why
    assert "không phải RSS" in results["hong.xml"].why
    assert results["tin-tuc/mo-duong.html"].missing == ("anh/duong.jpg", "khong-co.jpg")
    assert NewsPage.objects.count() == 1


def test_two_pages_with_the_same_picture_share_it(old, index):
    (old / "tin-tuc" / "hai.html").write_text(
        PAGE.replace("mo-duong.html", "hai.html").replace("Mở đường", "Mở tiếp đường"), "utf-8"
    )

    bring(old, index)

    assert NewsPage.objects.count() == 2
    assert Photo.objects.count() == 1


def test_a_key_of_any_length_is_kept_apart(index, tmp_path):
    (tmp_path / "dai.xml").write_bytes(
        wxr(item("1" * 200), item("1" * 199 + "2", title="Họp dân lần hai"))
    )

    bring(tmp_path, index)
    bring(tmp_path, index)

    assert NewsPage.objects.count() == 2


def test_the_log_keeps_how_many_came_and_no_words(old, index):
    bring(old, index)

    entry = Entry.objects.get(action="news.site_imported")
    assert entry.detail == {"host": "cu.example.vn", "new": 1}


def test_the_five_seeds_go_through_the_same_door(index, tmp_path):
    results = bring(services.HERE / "seeds", index, host="")

    by_place = {result.found.place[:3]: result for result in results}
    assert [by_place[name].is_new for name in ("000", "001", "002", "003")] == [True] * 4
    assert "không có tít" in by_place["004"].why
    assert {line.text for line in by_place["001"].omitted} >= {"Gửi cho bạn bè", "Phản hồi"}


def test_photos_of_articles_keep_nothing_of_the_camera(old, index):
    with Image.open(old / "tin-tuc" / "anh" / "duong.jpg") as opened:
        exif = opened.getexif()
        exif[0x010F] = "Máy ảnh của tôi"
        opened.save(old / "tin-tuc" / "anh" / "duong.jpg", exif=exif)

    bring(old, index)

    with Photo.objects.get().file.open("rb") as file, Image.open(file) as kept:
        assert dict(kept.getexif()) == {}
