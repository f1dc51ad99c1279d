"""The page of a matter tells every step and how it ended, and to strangers nothing of anybody."""

from datetime import timedelta

import pytest
from django.test import Client

from kheo.foundation.duties.models import Duty
from kheo.oversee.petitions import grounds, kinds, queries, services
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Reader
from tests import factories
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

LIST = "/phan-anh/"


def seen(petition, **asked):
    """The page as a stranger with a fresh browser sees it."""
    return Client().get(petition.get_absolute_url(), asked).content.decode()


def own(petition):
    return seen(petition, khoa=cases.secret(petition))


def ended(petition, **more):
    return services.answer(
        petition=petition,
        text="Đã xem xét.",
        no_proof_reason="không có gì để chụp",
        by=factories.officer(petition.unit, "head"),
        now=cases.LATER,
        **more,
    )


def sealed(unit=None):
    petition = cases.published(unit, title="Ông Kín nhận tiền", name="Lò Thị Mai")
    by = factories.officer(petition.unit, "clerk")
    return services.empty_into_seal(petition=petition, by=by, now=cases.LATER)


def steps(petition, reader=Reader.PUBLIC):
    petition = Petition.objects.select_related(*queries.NEEDED).get(pk=petition.pk)
    told = queries.tracking(petition, reader=reader, today=cases.LATER.date(), language="vi")
    return [(event.title, event.text) for event in told.events]


# --- How it ended -----------------------------------------------------------------------------


def test_a_refusal_shows_its_ground_and_the_law():
    ground = grounds.refusals_of("feedback")[0]
    petition = ended(cases.published(), outcome=Duty.Outcome.REFUSED, refusal_ground=ground.code)

    page = seen(petition)

    assert "Từ chối, có căn cứ" in page
    assert ground.label in page
    assert ground.basis in page


def test_a_part_is_said_to_be_a_part():
    petition = ended(
        cases.published(), outcome=Duty.Outcome.PARTLY, absorbed="Sửa đoạn đầu, đoạn sau chờ vốn."
    )

    page = seen(petition)

    assert "giải quyết được một phần" in page
    assert "Sửa đoạn đầu, đoạn sau chờ vốn." in page


def test_what_was_withdrawn_says_so_and_not_why():
    petition = cases.published()
    services.withdraw(
        petition=petition,
        secret=cases.secret(petition),
        reason="Tôi và anh Tú đã hòa giải.",
        now=cases.LATER,
    )

    assert "Người gửi đã rút" in seen(petition)
    assert "Tú" not in seen(petition)
    assert "Tôi và anh Tú đã hòa giải." in own(petition)


def test_the_sender_takes_it_back_on_the_page(client):
    petition = cases.received()

    page = client.post(
        f"{petition.get_absolute_url()}rut/", {"khoa": cases.secret(petition)}, follow=True
    )

    petition.refresh_from_db()
    assert petition.state == Petition.State.WITHDRAWN
    assert "Đã rút theo ý bạn." in page.content.decode()


def test_a_stranger_takes_nothing_back_and_the_words_stay(client):
    petition = cases.received()

    page = client.post(f"{petition.get_absolute_url()}rut/", {"khoa": "x", "reason": "Phá."})

    petition.refresh_from_db()
    assert petition.is_open
    assert "Chỉ người giữ giấy biên nhận" in page.content.decode()


def test_a_joined_one_points_to_the_answer_of_the_lead():
    unit = cases.commune()
    lead, petition = cases.published(unit, title="Đường sạt"), cases.published(unit)
    clerk = factories.officer(unit, "clerk")
    services.join(petition=petition, lead=lead, by=clerk, now=cases.LATER)

    assert f'href="{lead.get_absolute_url()}"' in seen(petition)
    assert "đang giải quyết ở đơn đó" in seen(petition)
    ended(lead)
    assert "đã có trả lời ở đơn đó" in seen(petition)


def test_a_joined_one_tells_nothing_of_a_lead_that_is_not_public():
    unit = cases.commune()
    lead, petition = cases.received(unit, text="Ông Tư ở số 7 xả thải."), cases.published(unit)
    clerk = factories.officer(unit, "clerk")
    services.join(petition=petition, lead=lead, by=clerk, now=cases.LATER)

    assert "Tư" not in seen(petition)
    assert lead.code in seen(petition)


# --- The protected channel --------------------------------------------------------------------


def test_a_sealed_one_shows_the_fixed_sentence_and_nothing_else():
    petition = sealed()

    page = seen(petition)

    assert "Đơn này được xử lý ở kênh được bảo vệ" in page
    for word in ("Ông Kín", "Mai", "Ngọc Chiến", "Các bước", "Hạn trả lời", "Ai làm", "Phản ánh<"):
        assert word not in page.split("<main")[1].split("</main>")[0]


def test_a_sealed_one_is_the_same_to_its_former_sender_and_to_officers(client):
    petition = sealed()
    client.force_login(factories.officer(petition.unit, "clerk"))

    main = [
        page.split("<main")[1].split("</main>")[0]
        for page in (
            seen(petition),
            own(petition),
            client.get(petition.get_absolute_url()).content.decode(),
        )
    ]

    assert main[0] == main[1] == main[2]


def test_a_sealed_one_is_in_no_list_map_or_feed():
    unit = cases.commune(latitude=21.6, longitude=104.2)
    petition = sealed(unit)

    for path in (
        LIST,
        f"{LIST}?tinh-trang=da-tra-loi",
        f"{LIST}?don-vi={unit.code}",
        f"{LIST}ban-do/?don-vi={unit.code}",
        f"{LIST}tra-loi.rss",
        f"{LIST}tra-loi.atom",
    ):
        assert petition.code not in Client().get(path).content.decode(), path


# --- Every step -------------------------------------------------------------------------------


def test_a_turned_one_tells_both_ways_and_keeps_the_clerks_reason_from_strangers():
    petition = cases.published()
    services.turn(
        petition=petition,
        to=Petition.Kind.INFORMATION,
        reason="Anh Tú chỉ hỏi bản đồ.",
        by=factories.officer(petition.unit, "clerk"),
        now=cases.LATER,
    )

    titles = [title for title, _text in steps(petition)]

    assert titles[2:] == [
        "Chuyển sang loại đơn khác",
        "Việc tiếp theo: Cung cấp thông tin theo yêu cầu",
    ]
    assert "Tú" not in str(steps(petition))
    assert "Anh Tú chỉ hỏi bản đồ." in str(steps(petition, Reader.SENDER))


def test_the_first_end_of_a_reopened_one_stays_in_the_story():
    petition = cases.reopened()
    ended(petition, outcome=Duty.Outcome.PARTLY, absorbed="Kè thêm.")

    titles = [title for title, _text in steps(petition)]

    assert titles[-3:] == [
        "Đã trả lời",
        "Người gửi đề nghị làm lại",
        "Đã trả lời, giải quyết được một phần",
    ]


def test_what_a_sender_wrote_with_the_rating_or_the_reopening_is_not_for_strangers():
    petition = cases.answered()
    khoa = cases.secret(petition)
    services.rate(
        petition=petition, rating=1, comment="Chị Hoa văn thư cáu.", secret=khoa, now=cases.LATER
    )
    services.reopen(petition=petition, reason="Anh Tú làm ẩu.", secret=khoa, now=cases.LATER)
    ended(petition)

    for word in ("Hoa", "Tú"):
        assert word not in seen(petition)
    assert "Anh Tú làm ẩu." in own(petition)


def test_the_sender_of_an_answered_one_reads_where_else_to_go():
    petition = cases.answered()
    way = grounds.ways_of("feedback")[0].words(cases.LATER.date())

    assert way in own(petition)
    assert way not in seen(petition)


def test_a_kind_adds_its_own_part(monkeypatch):
    petition = cases.published()
    path = kinds.Path("feedback", "Phản ánh", "petition.answer", shown=f"{__name__}.shown")
    monkeypatch.setitem(kinds._paths, "feedback", path)

    assert "Không thuộc thẩm quyền thử" in seen(petition)


def shown(petition, *, reader, today):
    """What an app that knows the kind would give."""
    return "components/alert.html", {"text": "Không thuộc thẩm quyền thử"}


def test_the_page_asks_as_much_for_many_steps_as_for_few(django_assert_num_queries):
    petition = cases.answered()
    with django_assert_num_queries(3):
        seen(petition)
    busy = cases.published()
    handler = factories.officer(busy.unit, "handler")
    for day in range(5):
        services.progress(
            petition=busy, text="Đang làm.", by=handler, now=cases.LATER + timedelta(hours=day)
        )
    with django_assert_num_queries(3):
        seen(busy)
