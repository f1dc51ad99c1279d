"""What editors type and paste is made fit; two on one page are told; nothing typed is lost."""

import json

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.test.utils.form_data import rich_text

from kheo.know.news.models import NewsPage
from kheo.know.newsroom import checks
from tests import factories

TCVN3 = "Më réng ®­êng b¶n"


@pytest.fixture
def editor(here, client):
    client.force_login(here.editor)
    return here.editor


def create(client, place, form):
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", place.index.pk])
    return client.post(address, form, follow=True)


def photo():
    picture = get_image_model()(title="Ảnh", width=8, height=8)
    picture.file.name = "original_images/anh.png"
    picture.save()
    return picture


def with_photo(**fields) -> list:
    empty = {"image": "", "alt": "", "caption": "", "credit": ""}
    return [("photo", empty | fields)]


def test_old_letters_become_unicode_everywhere_and_the_editor_is_told(
    here, client, editor, written
):
    body = [("paragraph", rich_text(f"<p>{TCVN3}</p>")), ("heading", TCVN3)]

    response = create(client, here, written(title=TCVN3, lead=TCVN3, body=body))

    article = NewsPage.objects.get()
    assert (article.title, article.lead) == ("Mở rộng đường bản",) * 2
    assert "Mở rộng đường bản" in article.body[0].value.source
    assert article.body[1].value == "Mở rộng đường bản"
    assert "TCVN3" in response.content.decode()


def test_styles_and_scripts_that_reach_the_server_are_dropped(here, client, editor, written):
    state = {
        "blocks": [
            {
                "key": "a",
                "type": "unstyled",
                "depth": 0,
                "text": "Bà con <script>alert(1)</script>",
                "inlineStyleRanges": [{"offset": 0, "length": 2, "style": "MSO-HIDE"}],
                "entityRanges": [{"offset": 0, "length": 2, "key": 0}],
                "data": {"style": "mso-hide:all"},
            }
        ],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
        },
    }

    create(client, here, written(body=[("paragraph", json.dumps(state))]))

    kept = NewsPage.objects.get().body[0].value.source
    assert "&lt;script&gt;" in kept
    assert ("javascript" in kept, "<script" in kept, "mso" in kept.lower()) == (False,) * 3


def test_a_picture_without_words_waits_as_a_draft_and_is_not_published(
    here, client, editor, written
):
    body = with_photo(image=photo().pk)

    refused = create(client, here, written(body=body))
    assert list(refused.context["form"].errors) == ["body"]
    assert NewsPage.objects.count() == 0
    create(client, here, written(body=body, action=""))

    assert [page.live for page in NewsPage.objects.all()] == [False]


@pytest.mark.parametrize("words", [{"alt": "Người dân đắp đường"}, {"is_decorative": "on"}])
def test_a_picture_with_words_or_without_meaning_is_published(here, client, editor, written, words):
    create(client, here, written(body=with_photo(image=photo().pk, **words)))

    assert NewsPage.objects.get().live


def test_what_a_screen_reader_stumbles_over_is_listed_with_its_place(here, client, editor, written):
    body = [
        ("paragraph", rich_text('<p>Xem <a href="https://a.vn">tại đây</a></p>')),
        *with_photo(image=photo().pk),
    ]

    response = create(client, here, written(body=body, action=""))

    article = NewsPage.objects.get()
    found = checks.hints(article)
    assert [hint.what for hint in found] == [
        "Đường dẫn chỉ ghi “tại đây”.",
        "Ảnh chưa có lời tả.",
    ]
    assert found[1].url.endswith(f"#block-{article.body[1].id}-section")
    page = reverse("newsroom:check", args=[article.pk])
    assert page in response.content.decode()
    assert found[1].url in client.get(page).content.decode()


def test_a_skipped_level_of_headings_is_listed(here):
    article = factories.article(here.index, body=[("paragraph", "<h2>a</h2><h4>b</h4>")])

    assert [hint.what for hint in checks.hints(article)] == ["Tít phụ nhảy cấp."]


def test_a_stranger_does_not_see_the_list_of_a_draft(here, there, client):
    article = factories.article(here.index, live=False)
    client.force_login(there.editor)

    assert client.get(reverse("newsroom:check", args=[article.pk])).status_code == 403


# --- Two editors, a lost session --------------------------------------------------------------


def autosave(client, page, form, loaded):
    sent = form | {
        "loaded_revision_id": loaded.pk,
        "loaded_revision_created_at": loaded.created_at.isoformat(),
    }
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(edit, sent, headers={"Accept": "application/json"})


def test_the_second_editor_is_told_and_both_versions_stay(here, client, editor, written):
    page = factories.article(here.index)
    loaded = page.save_revision()
    first = autosave(client, page, written(title="Bản của người thứ nhất", action=""), loaded)
    client.force_login(factories.officer(here.unit, "editor"))

    second = autosave(client, page, written(title="Bản của người thứ hai", action=""), loaded)

    assert (first.status_code, first.json()["success"]) == (200, True)
    assert (second.status_code, second.json()["error_code"]) == (400, "invalid_revision")
    kept = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert kept.title == "Bản của người thứ nhất"


def test_saving_over_another_keeps_the_other_in_the_history_and_says_so(
    here, client, editor, written
):
    page = factories.article(here.index)
    loaded = page.save_revision()
    autosave(client, page, written(title="Người thứ nhất", action=""), loaded)
    client.force_login(factories.officer(here.unit, "editor"))

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = written(title="Người thứ hai", action="") | {"loaded_revision_id": loaded.pk}
    response = client.post(edit, form, follow=True)

    titles = [revision.content["title"] for revision in page.revisions.order_by("pk")]
    assert titles[1:] == ["Người thứ nhất", "Người thứ hai"]
    assert "người khác đã sửa" in response.content.decode()


def test_what_was_typed_when_the_session_ended_is_given_back(here, client, editor, written):
    page = factories.article(here.index)
    client.logout()

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    ours = {"Origin": "http://testserver"}
    response = client.post(edit, written(title="Câu vừa gõ xong", action=""), headers=ours)

    assert "Câu vừa gõ xong" in response.content.decode()


def test_a_preview_may_be_shown_beside_the_editor_and_carries_its_checker(
    here, client, editor, written
):
    page = factories.article(here.index)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(address, written())

    response = client.get(address, {"in_preview_panel": "true"})

    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "wagtail-userbar" in response.content.decode()
    assert "wagtail-userbar" not in client.get(page.address).content.decode()
