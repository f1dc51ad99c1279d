"""Numbers, dates, deadlines and fields as templates write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from kheo.portal.theme.templatetags import theme

TODAY = date(2026, 11, 22)


class PetitionForm(forms.Form):
    text = forms.CharField(
        label="Việc gì",
        help_text="Ở đâu, từ bao giờ",
        max_length=40,
        widget=forms.Textarea(attrs={"class": "tall"}),
    )
    phone = forms.CharField(label="Điện thoại", required=False)
    unit = forms.ChoiceField(label="Xã", choices=[("1", "Ngọc Chiến")])
    photos = forms.FileField(label="Ảnh", required=False)
    agree = forms.BooleanField(label="Đồng ý", required=False)
    how = forms.ChoiceField(
        label="Cách nhận", choices=[("a", "Mã"), ("b", "Tin")], widget=forms.RadioSelect
    )


def field(form, name):
    source = "{% load theme %}{% kh_field field %}"
    return Template(source).render(Context({"field": form[name]}))


def errors(form):
    return Template("{% load theme %}{% kh_errors form %}").render(Context({"form": form}))


def test_numbers_are_written_as_vietnamese_people_write_them():
    assert theme.number(1190) == "1.190"
    assert theme.number(4.31, 1) == "4,3"
    assert theme.percent(Decimal("96.4")) == "96,4\u00a0%"


def test_nothing_is_written_as_nothing():
    assert (theme.number(None), theme.percent(None), theme.day(None), theme.moment(None)) == (
        "",
        "",
        "",
        "",
    )


def test_moments_are_shown_in_the_time_of_vietnam():
    late_evening = datetime(2026, 11, 29, 17, 15, tzinfo=UTC)

    assert theme.day(late_evening) == "30/11/2026"
    assert theme.moment(late_evening) == "00:15 ngày 30/11/2026"
    assert theme.day(date(2026, 3, 2)) == "02/03/2026"


@pytest.mark.parametrize(
    ("due", "closed", "warn_on", "tone", "words"),
    [
        (date(2026, 11, 20), None, None, "late", "quá 2 ngày"),
        (date(2026, 11, 22), None, None, "soon", "hạn hôm nay"),
        (date(2026, 11, 25), None, None, "soon", "còn 3 ngày"),
        (date(2026, 11, 30), None, None, "open", "còn 8 ngày"),
        (date(2026, 11, 30), None, date(2026, 11, 22), "soon", "còn 8 ngày"),
        (date(2026, 11, 23), None, date(2026, 11, 23), "open", "còn 1 ngày"),
        (date(2026, 11, 20), date(2026, 11, 20), None, "done", "xong đúng hạn"),
        (date(2026, 11, 20), date(2026, 11, 22), None, "late", "xong, quá 2 ngày"),
        (None, None, None, "open", "không có hạn"),
    ],
)
def test_a_deadline_says_how_it_stands(due, closed, warn_on, tone, words):
    assert theme.standing(due, today=TODAY, closed=closed, warn_on=warn_on) == (tone, words)


def test_a_moment_of_closing_counts_by_the_day_of_vietnam():
    closed = datetime(2026, 11, 20, 16, 59, tzinfo=UTC)

    assert theme.standing(date(2026, 11, 20), today=TODAY, closed=closed, warn_on=None) == (
        "done",
        "xong đúng hạn",
    )


def test_a_field_ties_label_help_and_error_to_its_control():
    shown = field(PetitionForm({}), "text")

    assert 'for="id_text"' in shown
    assert 'aria-describedby="id_text_error id_text_helptext"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_text_error"' in shown
    assert 'class="form-control tall"' in shown


def test_a_text_area_counts_letters_but_never_cuts_what_is_pasted():
    shown = field(PetitionForm(), "text")

    assert 'data-kh-count="40"' in shown
    assert " maxlength=" not in shown


def test_only_optional_fields_say_so():
    form = PetitionForm()

    assert "(không bắt buộc)" in field(form, "phone")
    assert "(không bắt buộc)" not in field(form, "text")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("unit", 'class="form-select"'),
        ("photos", "data-kh-file"),
        ("agree", 'class="form-check-input"'),
        ("how", "<legend>Cách nhận"),
    ],
)
def test_each_kind_of_field_has_its_shape(name, part):
    assert part in field(PetitionForm(), name)


def test_what_was_typed_is_shown_as_text():
    shown = field(PetitionForm({"phone": '"><script>alert(1)</script>'}), "phone")

    assert "<script>" not in shown


def test_the_errors_on_top_lead_to_their_fields():
    form = PetitionForm({"how": "a"})

    assert 'href="#id_text"' in errors(form)
    assert 'href="#id_unit"' in errors(form)
    assert 'href="#id_phone"' not in errors(form)


def test_no_errors_show_nothing():
    assert errors(PetitionForm()).strip() == ""


def test_words_of_a_deadline_follow_the_language():
    with translation.override("vi"):
        shown = Template("{% load theme %}{% kh_deadline due today %}").render(
            Context({"due": date(2026, 11, 20), "today": TODAY})
        )

    assert "kh-chip-late" in shown
    assert "quá 2 ngày" in shown


def test_numbers_are_written_for_english_readers_with_their_marks():
    with translation.override("en"):
        assert theme.number(1190) == "1,190"
        assert theme.number(4.31, 1) == "4.3"
        assert theme.percent(96.4) == "96.4\u00a0%"
