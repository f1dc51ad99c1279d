"""A letter says what was filled in, in the name of the right body and person."""

import pytest

from kheo.foundation.documents import letters
from kheo.foundation.documents.letters import MissingFields, Signature, UnknownLetter
from kheo.foundation.documents.letters.building import DOTS, long_name
from tests import factories
from tests.foundation.documents.letters import samples

pytestmark = pytest.mark.django_db


def test_names_are_written_without_abbreviations():
    assert long_name("UBND xã Ngọc Chiến") == "Ủy ban nhân dân xã Ngọc Chiến"


def test_a_letter_bears_the_name_of_its_body_and_leaves_room_for_a_number():
    letter = samples.letter("forward")

    assert letter.body == "ỦY BAN NHÂN DÂN XÃ\u00a0NGỌC\u00a0CHIẾN"
    assert letter.above == ""
    assert letter.numbered == "        /PC-UBND"
    assert letter.place == "Ngọc Chiến"
    assert letter.is_draft


def test_a_body_below_another_names_it_above():
    seat = samples.body()
    office = factories.body(seat.unit, kind="inspectorate", name="Thanh tra xã")
    office.parent = seat

    assert samples.letter("guide", of=office).above == "ỦY BAN NHÂN DÂN XÃ NGỌC CHIẾN"


def test_missing_words_are_all_named_in_vietnamese():
    with pytest.raises(MissingFields) as missing:
        letters.build("filed", {"sender": " "}, body=samples.body(), signer=None, on=samples.ON)

    assert str(missing.value) == (
        "Thiếu thông tin để lập văn bản: Người gửi đơn; Mã đơn; Ngày nhận đơn; "
        "Về việc gì (một câu ngắn); Lý do, căn cứ."
    )


def test_a_field_that_may_stay_blank_becomes_dots():
    letter = samples.letter("filed", kept_until="")

    assert f"được lưu đến ngày {DOTS}." in letter.paragraphs[2]


def test_a_line_without_its_optional_words_is_left_out():
    with_papers, without = samples.letter("forward"), samples.letter("forward", papers="")

    assert len(with_papers.paragraphs) == len(without.paragraphs) + 1


def test_words_of_several_lines_become_paragraphs():
    paragraphs = samples.letter("feedback_answer", answer="Một.\n\nHai.").paragraphs

    assert paragraphs[1:3] == ("Một.", "Hai.")


def test_a_value_that_ends_like_a_sentence_does_not_double_the_stop():
    letter = samples.letter("forward", papers="01 ảnh.", report_by="")

    assert letter.paragraphs[-1] == "Giấy tờ kèm theo: 01 ảnh./."


def test_typed_braces_are_not_read_as_fields():
    assert "{body}" in samples.letter("filed", reason="Ghi {body} là sao?").paragraphs[1]


def test_control_characters_do_not_reach_the_sheet():
    letter = samples.letter("filed", reason="a\x0bb\x00c\u202ed")

    assert "abcd" in letter.paragraphs[1]


def test_grounds_end_as_the_decree_writes_lists():
    grounds = samples.letter("complaint_extended").grounds

    assert [ground[-1] for ground in grounds] == [";"] * (len(grounds) - 1) + ["."]


def test_the_head_signs_for_the_committee_or_in_the_own_name():
    seat = samples.body()
    head = samples.head_of(seat)

    forward = samples.letter("forward", of=seat, signer=head)
    decision = samples.letter("complaint_decision_first", of=seat, signer=head)

    name = "Lò Thị Phượng"
    assert forward.signatures == (Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name),)
    assert decision.signatures == (Signature(("CHỦ TỊCH",), name),)
    assert decision.authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ NGỌC CHIẾN"


def test_a_deputy_signs_in_the_place_of_the_head():
    seat = samples.body()
    deputy = factories.post(seat, title="Phó Chủ tịch UBND xã Ngọc Chiến")

    lines = samples.letter("complaint_accepted", of=seat, signer=deputy).signatures[0].lines

    assert lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_another_officer_signs_by_order_of_the_head():
    seat = samples.body()
    officer = factories.post(seat, title="Chánh Văn phòng")

    lines = samples.letter("guide", of=seat, signer=officer).signatures[0].lines

    assert lines == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")


def test_minutes_have_a_place_for_each_who_signs():
    places = samples.letter("dialogue_minutes").signatures

    assert [place.lines[0] for place in places] == [
        "NGƯỜI KHIẾU NẠI",
        "NGƯỜI BỊ KHIẾU NẠI",
        "NGƯỜI GHI BIÊN BẢN",
        "NGƯỜI CHỦ TRÌ",
    ]


def test_an_unknown_letter_is_refused():
    with pytest.raises(UnknownLetter):
        samples.letter("khong-co")
