"""The choices of a reader, a deployment's colours, and the pages shown when something fails."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from PIL import Image

from kheo import verbs
from kheo.foundation.visits import counting
from kheo.foundation.visits.queries import Figures
from kheo.portal.theme import context, middleware, views
from tests import factories

VI = {"headers": {"accept-language": "vi"}}
SOME_FORM = "/tai-khoan/login/"
OURS = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True, **VI)


def typed(response):
    found = re.findall(r'<textarea hidden name="([^"]+)">\n(.*?)</textarea>', text(response), re.S)
    return [pair for pair in found if pair[0] != "csrfmiddlewaretoken"]


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_a_theme_is_kept_in_a_cookie_and_written_by_the_server(client, theme):
    answer = client.post(reverse("theme:choose"), {"theme": theme, "next": "/giao-dien/"})
    page = client.get(reverse("theme:offline"))

    assert (answer.status_code, answer.headers["Location"]) == (302, "/giao-dien/")
    assert f'data-bs-theme="{theme}"' in text(page)


def test_an_unknown_theme_changes_nothing(client):
    client.post(reverse("theme:choose"), {"theme": "<script>"})

    assert context.THEME_COOKIE not in client.cookies


def test_a_forged_theme_cookie_is_not_repeated(client):
    client.cookies[context.THEME_COOKIE] = "x onload"

    assert 'data-bs-theme="auto"' in text(client.get(reverse("theme:offline")))


def test_the_choice_never_leads_to_another_site(client):
    answer = client.post(
        reverse("theme:choose"), {"theme": "dark", "next": "https://evil.example/"}
    )

    assert answer.headers["Location"] == "/"


def test_the_language_is_chosen_without_a_token(strict):
    answer = strict.post(reverse("theme:language"), {"language": "en", "next": "/tim/"})
    page = strict.get(reverse("theme:offline"))

    assert answer.headers["Location"] == "/tim/"
    assert '<html lang="en"' in text(page)


def test_pages_set_no_cookie_and_carry_no_token(client):
    page = client.get(reverse("theme:offline"))

    assert client.cookies == {}
    assert "csrfmiddlewaretoken" not in text(page)


def test_the_deployment_colours_are_linked_only_when_they_differ(client, settings):
    plain = text(client.get(reverse("theme:offline")))
    settings.KHEO_COLOUR_LEAD = "#7a1f4e"
    coloured = text(client.get(reverse("theme:offline")))

    assert reverse("theme:colours") not in plain
    assert f"{reverse('theme:colours')}?v={context.colours_version()}" in coloured


def test_the_colours_are_a_style_sheet_kept_for_ever(client, settings):
    settings.KHEO_COLOUR_LEAD = "#7a1f4e"
    sheet = client.get(reverse("theme:colours"))

    assert sheet.headers["Content-Type"] == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert "--kh-lead:#7a1f4e" in text(sheet)


def test_the_worker_may_watch_the_whole_site_and_keeps_the_offline_page(client):
    worker = client.get(reverse("theme:worker"))

    assert worker.headers["Service-Worker-Allowed"] == "/"
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert reverse("theme:offline") in text(worker)


def test_htmx_neither_evaluates_nor_writes_styles(client):
    page = text(client.get(reverse("theme:offline")))
    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']+)'", page).group(1))

    assert config == {"includeIndicatorStyles": False, "allowEval": False, "historyCacheSize": 0}


@pytest.mark.django_db
def test_an_unknown_address_gets_a_page_with_a_way_on(client):
    page = client.get("/khong-co/", **VI)

    assert page.status_code == 404
    assert "Không có trang này" in text(page)
    assert reverse("lookup:search") in text(page)


def test_a_refusal_shows_its_reason_as_text():
    request = RequestFactory().get("/")
    page = views.forbidden(request, PermissionError("Chỉ người đứng đầu <b>gia hạn</b>"))

    assert page.status_code == 403
    assert "Chỉ người đứng đầu &lt;b&gt;gia hạn&lt;/b&gt;" in text(page)


def test_the_page_of_our_own_faults_needs_no_database():
    page = views.broken(RequestFactory().get("/"))

    assert page.status_code == 500
    assert "Máy của chúng tôi đang gặp lỗi" in text(page)


def test_a_form_that_grew_too_old_gives_every_word_back(strict):
    sent = {"title": "Đường sạt", "tags": ["a", "b"], "password": "bi mat"}
    page = strict.post(f"{SOME_FORM}?buoc=2", sent, **OURS)

    assert page.status_code == 403
    assert typed(page) == [("title", "Đường sạt"), ("tags", "a"), ("tags", "b")]
    assert f'action="{SOME_FORM}?buoc=2"' in text(page)
    assert "bi mat" not in text(page)


def test_words_given_back_cannot_run(strict):
    page = strict.post(SOME_FORM, {"title": "</textarea><script>alert(1)</script>"}, **OURS)

    assert "<script>alert" not in text(page)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_foreign_form_gets_nothing_back(strict, origin):
    page = strict.post(SOME_FORM, {"title": "Đường sạt"}, HTTP_ORIGIN=origin)

    assert page.status_code == 403
    assert "Đường sạt" not in text(page)


@pytest.mark.django_db
def test_a_sign_in_that_ran_out_gives_every_word_back(rf):
    def refused(request):
        return HttpResponse(
            status=302, headers={"Location": reverse("account_login") + "?next=/x/"}
        )

    from_us = rf.post("/x/", {"text": "Đã sửa cầu"}, headers={"origin": "http://testserver"})
    page = views_through(refused, from_us)

    assert page.status_code == 403
    assert typed(page) == [("text", "Đã sửa cầu")]
    assert "Đăng nhập ở thẻ mới" in text(page)


def test_other_redirects_pass(rf):
    def moved(request):
        return HttpResponse(status=302, headers={"Location": "/tin/"})

    assert views_through(moved, rf.post("/x/", {})).status_code == 302
    assert views_through(moved, rf.get("/x/")).status_code == 302


def views_through(view, request):
    from_middleware = middleware.ExpiredSession(view)
    return from_middleware(request)


@pytest.mark.django_db
def test_the_sign_in_page_wears_our_frame(client):
    page = text(client.get(reverse("account_login"), **VI))

    assert "kh-brand" in page
    assert 'class="form-control"' in page
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page)


@pytest.mark.django_db
def test_the_way_to_the_desk_is_shown_to_officers_alone(client):
    client.force_login(factories.citizen())
    citizen = text(client.get("/khong-co/"))
    client.force_login(factories.officer())
    officer = text(client.get("/khong-co/"))

    assert reverse("workspace:mine") not in citizen
    assert reverse("workspace:mine") in officer


def test_the_site_can_be_installed(client):
    said = json.loads(client.get(reverse("theme:manifest"), **VI).content)

    assert (said["start_url"], said["scope"], said["display"]) == ("/", "/", "standalone")
    assert {(icon["sizes"], icon["purpose"]) for icon in said["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("192x192", "maskable"), ("512x512", "maskable"),
    }  # fmt: skip
    for icon in said["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        with Image.open(path) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_the_worker_changes_with_what_it_keeps(client, settings):
    before = text(client.get(reverse("theme:worker"), **VI))
    again = text(client.get(reverse("theme:worker"), **VI))
    settings.KHEO_SITE_NAME = "Tên mới"
    after = text(client.get(reverse("theme:worker"), **VI))

    assert before == again != after


def test_the_foot_shows_the_counters_once_they_were_read(client, monkeypatch):
    def foot():
        return text(client.get(reverse("account_login"), **VI)).partition("<footer")[2]

    without = foot()
    monkeypatch.setattr(counting.here, "figures", Figures(3, 1190, 45000, 2_000_000))
    shown = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", foot())

    assert "Đang truy cập" not in without
    assert shown == [
        ("Đang truy cập", "3"),
        ("Hôm nay", "1.190"),
        ("Tháng này", "45.000"),
        ("Tổng lượt xem", "2.000.000"),
    ]


def head(page):
    return text(page).partition("<main")[0]


@pytest.mark.django_db
def test_the_head_of_the_desk_offers_few_entries_and_every_room_behind_one_word(client):
    client.force_login(factories.officer(role="admin"))
    page = head(client.get(reverse("workspace:mine"), **VI))
    bar, index = re.search(r"kh-often(.*?)</nav>.*?<details(.*?)</details>", page, re.S).groups()
    desk = re.findall(r'<a href="([^"]+)"', index)

    assert len(re.findall("<li>", bar)) <= 1 + context.OFTEN
    assert reverse("api:programs") in desk
    assert len(desk) == len(set(desk))
    assert f"<h2>{verbs.Verb.SUPERVISE.label}</h2>" in index


@pytest.mark.django_db
def test_the_whole_list_marks_where_the_officer_stands(client):
    client.force_login(factories.officer(role="admin"))
    index = head(client.get(reverse("workspace:people"), **VI)).partition("<details")[2]

    assert f'href="{reverse("workspace:people")}" aria-current="page"' in index


@pytest.mark.django_db
@pytest.mark.parametrize("url_name", ["workplaces:summary", "news:albums", "personal_data:new"])
def test_rooms_outside_the_row_are_found_in_the_whole_list_and_in_the_foot(client, url_name):
    page = text(client.get(reverse("account_login"), **VI))
    row = re.search(r"kh-nav-row(.*?)</nav>", page, re.S).group(1)
    index = re.search(r"<details(.*?)</details>", page, re.S).group(1)
    link = f'href="{reverse(url_name)}"'

    assert link not in row
    assert link in index
    assert link in page.partition("<footer")[2]
