"""An officer's template becomes a report: built by the worker, frozen, approved by another."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from docx import Document
from openpyxl import load_workbook

from kheo.foundation.documents import storage
from kheo.foundation.log.models import Entry
from kheo.insight.reports import queries, services
from kheo.insight.reports.errors import ChangedMeanwhile, NotReady
from kheo.insight.reports.models import Making, Snapshot
from kheo.insight.returns.models import Cell
from tests import factories
from tests.factories import MONDAY
from tests.insight.reports.writing import lines, template

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2013, 6, 1), date(2023, 12, 31)
WORDS = (
    "Báo cáo của {{ đơn_vị }}, {{ từ_tháng }} – {{ đến_tháng }}",
    'Đã ban hành {{ số("documents.issued@province") }} văn bản, '
    '{{ so_sánh("documents.issued@province") }}.',
)


@pytest.fixture
def writer(son_la):
    return factories.officer(of=son_la, role="reporting_officer")


@pytest.fixture
def head(son_la):
    return factories.officer(of=son_la, role="head")


def uploaded(unit, by, *paragraphs, **more):
    return services.begin(
        title="Mẫu thử", unit=unit, data=template(*(paragraphs or WORDS), **more),
        name="mau.docx", by=by, now=MONDAY,
    )  # fmt: skip


def asked(unit, by, *paragraphs, since=SINCE, until=UNTIL, key=None, **more):
    version = uploaded(unit, by, *paragraphs, **more)
    return services.ask(
        report=queries.definition(version, since=since, until=until), version=version, unit=unit,
        since=since, until=until, submission_key=key or uuid4(), by=by, now=MONDAY,
    )  # fmt: skip


def made(unit, by, *paragraphs, **more):
    making = asked(unit, by, *paragraphs, **more)
    services.make(making=making.pk, now=MONDAY)
    return queries.making(making.pk)


def text_of(making):
    said, cells = lines(storage.absolute(making.word.path).read_bytes())
    return "\n".join(said), cells


def test_a_template_is_filled_with_words_figures_and_comparisons(son_la, writer):
    report = made(son_la, writer)

    assert report.state == Making.State.READY
    assert text_of(report)[0] == (
        "Báo cáo của tỉnh Sơn La, tháng 6/2013 – tháng 12/2023\n"
        "Đã ban hành 351 văn bản, không so được với kỳ trước vì chưa có số liệu của kỳ trước."
    )


def test_pdf_and_excel_come_with_the_same_figures(son_la, writer):
    report = made(son_la, writer)

    pdf = storage.absolute(report.pdf.path).read_bytes()
    sheet = load_workbook(BytesIO(storage.absolute(report.excel.path).read_bytes())).worksheets[0]
    assert pdf.startswith(b"%PDF-")
    row = [cell.value for cell in sheet[4]]
    assert row[:5] == [1, "tỉnh Sơn La", "Văn bản ban hành, cấp tỉnh", 351, "văn bản"]
    assert row[7] == "documents.issued@province"
    assert sheet["D4"].hyperlink.target.endswith(Cell.objects.get(key="sl02").get_absolute_url())


def test_a_missing_figure_is_yellow_in_every_output_and_never_zero(son_la, writer):
    Cell.objects.get(key="sl02").delete()

    report = made(son_la, writer)

    assert "Đã ban hành [chưa có số liệu] văn bản, [chưa có số liệu]." in text_of(report)[0]
    document = Document(BytesIO(storage.absolute(report.word.path).read_bytes()))
    yellow = [
        run.text for one in document.paragraphs for run in one.runs if run.font.highlight_color
    ]
    assert yellow == ["[chưa có số liệu]", "[chưa có số liệu]"]
    assert [one["label"] for one in report.missing] == ["Văn bản ban hành, cấp tỉnh"]
    cell = load_workbook(BytesIO(storage.absolute(report.excel.path).read_bytes())).worksheets[0][
        "D4"
    ]
    assert (cell.value, cell.fill.fgColor.rgb) == ("[chưa có số liệu]", "00FFFF00")


def test_the_look_of_the_text_around_a_figure_is_kept(son_la, writer):
    document = Document()
    run = document.add_paragraph().add_run('Có {{ số("documents.issued@province") }} văn bản')
    run.bold, run.italic = True, True
    out = BytesIO()
    document.save(out)
    version = services.begin(
        title="x", unit=son_la, data=out.getvalue(), name="x.docx", by=writer, now=MONDAY
    )
    making = services.ask(
        report=queries.definition(version, since=SINCE, until=UNTIL), version=version, unit=son_la,
        since=SINCE, until=UNTIL, submission_key=uuid4(), by=writer, now=MONDAY,
    )  # fmt: skip
    services.make(making=making.pk, now=MONDAY)

    word = Document(storage.absolute(queries.making(making.pk).word.path))
    (link,) = word.paragraphs[0].hyperlinks
    assert (link.text, link.runs[0].bold, link.runs[0].italic) == ("351", True, True)


def test_a_loop_in_paragraphs_and_one_in_table_rows_go_through_the_communes(son_la, writer):
    for name, code in (("Mường La", "03650"), ("Tô Hiệu", "03646")):
        factories.unit(name, level="commune", code=code, parent=son_la)

    report = made(
        son_la, writer,
        "{% for xã in các_xã %}", "Phụ lục {{ số_thứ_tự(xã) }}. {{ tên(xã) }}", "{% endfor %}",
        table=[["Xã", "Văn bản"], ["{% for xã in các_xã %}", ""],
               ["{{ tên(xã) }}", '{{ số("documents.issued@all", xã) }}'], ["{% endfor %}", ""]],
    )  # fmt: skip

    said, cells = text_of(report)
    assert said.split("\n") == ["Phụ lục 1. Mường La", "Phụ lục 2. Tô Hiệu"]
    assert [row[0] for row in cells] == ["Xã", "Mường La", "Tô Hiệu"]
    assert {row[1] for row in cells[1:]} <= {"[chưa có số liệu]", "0"}


def test_conditions_choose_what_is_said(son_la, writer):
    report = made(
        son_la, writer,
        '{% if có("documents.issued@province") %}có{% else %}không{% endif %}',
        '{% if có("dissemination_conferences.held@village") %}có{% else %}không{% endif %}',
    )  # fmt: skip

    assert text_of(report)[0] == "có\nkhông"


def test_a_figure_is_compared_with_a_number_and_a_missing_one_is_nothing(son_la, writer):
    report = made(
        son_la, writer,
        '{% if số("documents.issued@province") > 350 %}nhiều{% else %}ít{% endif %}',
        '{% if số("documents.issued@province") <= 350 %}ít{% else %}nhiều{% endif %}',
        '{% if số("dissemination_conferences.held@village") == 0 %}0{% else %}chưa rõ{% endif %}',
    )  # fmt: skip

    assert text_of(report)[0] == "nhiều\nnhiều\nchưa rõ"


def test_one_mark_makes_a_table_and_one_a_chart(son_la, writer):
    factories.unit("Mường La", level="commune", code="03650", parent=son_la)

    report = made(
        son_la, writer,
        '{{ bảng_theo_xã("documents.issued@all") }}',
        '{{ bảng_phân_tổ("documents.issued@province", "kind") }}',
        '{{ biểu_đồ_phân_tổ("documents.issued@province", "kind") }}',
        "{{ bảng_nguồn_số_liệu() }}",
    )  # fmt: skip

    document = Document(storage.absolute(report.word.path))
    assert [table.rows[0].cells[0].text for table in document.tables] == ["TT", "TT", "TT"]
    assert ["3", "quyết định", "20"] in [
        [cell.text for cell in row.cells] for row in document.tables[1].rows
    ]
    assert len(document.inline_shapes) == 1


def test_a_faulty_template_is_kept_with_its_faults_and_makes_no_report(son_la, writer):
    version = uploaded(son_la, writer, '{{ số("Không có đâu") }}')

    assert not version.is_good
    assert "Không có chỉ tiêu “Không có đâu”." in version.problems[0]
    assert storage.absolute(version.file.path).exists()
    assert queries.usable(version.template.key) is None


def test_versions_are_counted_and_the_last_good_one_is_used(son_la, writer):
    first = uploaded(son_la, writer)
    for words, note in ((("Sửa {{ đơn_vị }}",), "gọn hơn"), (("{{ hỏng",), "")):
        services.add_version(
            template=first.template, data=template(*words), name="mau.docx", note=note, by=writer,
            now=MONDAY,
        )  # fmt: skip

    assert list(first.template.versions.values_list("number", flat=True)) == [3, 2, 1]
    assert queries.usable(first.template.key).number == 2


def test_two_templates_of_one_name_have_two_keys(son_la, writer):
    assert [uploaded(son_la, writer).template.key for _time in range(2)] == ["mau-thu", "mau-thu-2"]


def test_the_same_press_asks_once(son_la, writer):
    version, key = uploaded(son_la, writer), uuid4()
    report = queries.definition(version, since=SINCE, until=UNTIL)

    for _press in range(2):
        services.ask(
            report=report, version=version, unit=son_la, since=SINCE, until=UNTIL,
            submission_key=key, by=writer, now=MONDAY,
        )  # fmt: skip

    assert Making.objects.count() == 1


def test_a_stopped_report_is_not_made(son_la, writer):
    making = asked(son_la, writer)
    services.cancel(making=making, by=writer, now=MONDAY)

    services.make(making=making.pk, now=MONDAY)

    assert queries.making(making.pk).state == Making.State.CANCELLED


def test_made_again_after_it_is_ready_it_stays_as_it_is(son_la, writer):
    report = made(son_la, writer)

    services.make(making=report.pk, now=MONDAY)

    assert queries.making(report.pk).word_id == report.word_id


def test_a_report_that_was_being_made_when_the_machine_fell_is_made_again(son_la, writer):
    making = asked(son_la, writer)
    Making.objects.filter(pk=making.pk).update(state="building", percent=60)

    services.make(making=making.pk, now=MONDAY)

    assert queries.making(making.pk).state == Making.State.READY


def test_numbers_typed_by_hand_are_read_over(son_la, writer):
    words = "Đã tổ chức 10 hội nghị, gồm 3 hội nghị cấp tỉnh và 4 hội nghị cấp xã."

    found = [one for one in made(son_la, writer, words).wrong if "10 hội nghị" in one["title"]]

    assert len(found) == 1
    assert "7" in found[0]["arithmetic"]


def test_frozen_and_approved_by_somebody_else(son_la, writer, head):
    report = made(son_la, writer)
    snapshot = services.freeze(making=report, by=writer, now=MONDAY)

    services.approve(snapshot=snapshot, by=head, now=MONDAY)

    snapshot.refresh_from_db()
    assert (snapshot.approved_by, snapshot.approved_at) == (head, MONDAY)
    assert services.is_whole(snapshot)
    entries = Entry.objects.filter(subject=f"report:{report.pk}").order_by("pk")
    assert list(entries.values_list("action", flat=True)) == [
        "report.asked", "report.frozen", "report.approved",
    ]  # fmt: skip


def test_frozen_twice_it_is_one(son_la, writer):
    report = made(son_la, writer)

    one, two = (services.freeze(making=report, by=writer, now=MONDAY) for _time in range(2))

    assert one == two


def test_nobody_approves_the_own_report(son_la, head, writer):
    report = made(son_la, writer)
    snapshot = services.freeze(making=report, by=writer, now=MONDAY)

    with pytest.raises(PermissionDenied):
        services.approve(snapshot=snapshot, by=writer, now=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(approved_by=writer, approved_at=MONDAY)


def test_approved_twice_the_second_hears_of_the_first(son_la, writer, head):
    snapshot = services.freeze(making=made(son_la, writer), by=writer, now=MONDAY)
    services.approve(snapshot=snapshot, by=head, now=MONDAY)

    with pytest.raises(ChangedMeanwhile):
        services.approve(
            snapshot=snapshot, by=factories.officer(of=son_la, role="head"), now=MONDAY
        )


def test_a_period_that_is_not_over_is_not_frozen(son_la, writer):
    report = made(son_la, writer, since=date(2026, 1, 1), until=date(2026, 6, 30))

    with pytest.raises(NotReady):
        services.freeze(making=report, by=writer, now=MONDAY)


def test_a_report_that_is_not_made_is_not_frozen(son_la, writer):
    with pytest.raises(NotReady):
        services.freeze(making=asked(son_la, writer), by=writer, now=MONDAY)


def test_changed_data_shows_against_the_snapshot_and_its_files_stay(son_la, writer):
    report = made(son_la, writer)
    snapshot = services.freeze(making=report, by=writer, now=MONDAY)
    before = storage.absolute(report.word.path).read_bytes()
    Cell.objects.filter(key="sl02").update(value=360)

    (found,) = services.compare(snapshot)

    assert (found.label, found.was, found.now) == ("Văn bản ban hành, cấp tỉnh", "351", "360")
    assert storage.absolute(queries.making(report.pk).word.path).read_bytes() == before
    assert services.is_whole(snapshot)


def test_a_figure_changed_in_the_database_is_noticed(son_la, writer):
    snapshot = services.freeze(making=made(son_la, writer), by=writer, now=MONDAY)
    making = snapshot.making
    making.figures[0]["value"] = "9999"
    making.save(update_fields=["figures"])

    assert not services.is_whole(Snapshot.objects.get(pk=snapshot.pk))


def test_a_stranger_may_do_nothing(son_la, writer):
    stranger = factories.officer(of=factories.unit("Lai Châu", level="province", code="12"),
                                 role="reporting_officer")  # fmt: skip
    report = made(son_la, writer)
    snapshot = services.freeze(making=report, by=writer, now=MONDAY)
    version = report.version

    for act in (
        lambda: uploaded(son_la, stranger),
        lambda: services.add_version(template=version.template, data=template("x"), name="x.docx",
                                     note="", by=stranger, now=MONDAY),
        lambda: services.retire(template=version.template, by=stranger, now=MONDAY),
        lambda: services.rename(template=version.template, title="x", by=stranger, now=MONDAY),
        lambda: services.ask(report=queries.definition(version, since=SINCE, until=UNTIL),
                             version=version, unit=son_la, since=SINCE, until=UNTIL,
                             submission_key=uuid4(), by=stranger, now=MONDAY),
        lambda: services.cancel(making=report, by=stranger, now=MONDAY),
        lambda: services.freeze(making=report, by=stranger, now=MONDAY),
        lambda: services.approve(snapshot=snapshot, by=stranger, now=MONDAY),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            act()
