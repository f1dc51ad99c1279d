"""Every sentence of the clock in Vietnamese and English, because it speaks without Django."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from string import Formatter

UNITS = {
    "working_day": ("ngày làm việc", "working day"),
    "calendar_day": ("ngày", "day"),
    "hour": ("giờ", "hour"),
    "month": ("tháng", "month"),
    "year": ("năm", "year"),
    "times_per_period": ("lần", "time"),
}
WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

TABLE = {
    # The head of an explanation, by kind of rule.
    "count_next_day": (
        "{count} kể từ ngày sau {trigger} ({basis}, mã {code}).",
        "{count} from the day after {trigger} ({basis}, code {code}).",
    ),
    "count_same_day": (
        "{count} kể từ {trigger} ({basis}, mã {code}).",
        "{count} from {trigger} ({basis}, code {code}).",
    ),
    "count_hours": (
        "{count} kể từ {trigger} ({basis}, mã {code}).",
        "{count} from {trigger} ({basis}, code {code}).",
    ),
    "count_before": (
        "Chậm nhất {count} trước {trigger} ({basis}, mã {code}).",
        "At the latest {count} before {trigger} ({basis}, code {code}).",
    ),
    "count_frequency": (
        "Ít nhất {count} từ {since} đến {until} ({basis}, mã {code}).",
        "At least {count} from {since} to {until} ({basis}, code {code}).",
    ),
    "count_window": (
        "Kỳ báo cáo từ {since} đến {until} ({basis}, mã {code}).",
        "Reporting period from {since} to {until} ({basis}, code {code}).",
    ),
    # What was done to the count.
    "case": ("Trường hợp: {words}.", "Case: {words}."),
    "remote": (
        "Địa bàn đi lại khó khăn: {count}.",
        "Remote area: {count}.",
    ),
    "starts": ("Bắt đầu tính từ {day}.", "Counting starts on {day}."),
    "starts_back": ("Tính lùi từ {day}.", "Counted backwards from {day}."),
    "starts_at": ("Bắt đầu tính từ {moment}.", "Counting starts at {moment}."),
    "ends_at": ("Hết hạn lúc {moment}.", "Ends at {moment}."),
    "weekends": (
        "Không tính {n} lần thứ Bảy, Chủ nhật: {days}.",
        "Saturdays and Sundays are not counted, {n} times: {days}.",
    ),
    "rest_days": (
        "Không tính {n} lần ngày nghỉ hằng tuần: {days}.",
        "Weekly rest is not counted, {n} times: {days}.",
    ),
    "no_holiday": (
        "Không có ngày lễ trong khoảng này.",
        "There is no public holiday in between.",
    ),
    "holidays": ("Không tính {n} ngày lễ: {days}.", "Public holidays not counted, {n}: {days}."),
    "swapped": (
        "Không tính ngày nghỉ hoán đổi: {days}.",
        "Swapped days off are not counted: {days}.",
    ),
    "made_up": (
        "Tính cả ngày làm bù: {days}.",
        "Make-up working days are counted: {days}.",
    ),
    "every_day": (
        "Tính cả thứ Bảy, Chủ nhật và ngày lễ.",
        "Saturdays, Sundays and public holidays are counted.",
    ),
    "rolled": (
        "Ngày cuối là {day} ({why}) nên chuyển sang {to}.",
        "The last day is {day} ({why}), so it moves to {to}.",
    ),
    "rolled_back": (
        "Ngày đó là {day} ({why}) nên phải sớm hơn: {to}.",
        "That day is {day} ({why}), so it must be earlier: {to}.",
    ),
    "extended": (
        "Gia hạn thêm {count} vì {grounds}{decision}.",
        "Extended by {count} because of: {grounds}{decision}.",
    ),
    "suspended": (
        "Tạm dừng từ {since} đến hết {until}: {reason}{decision}.",
        "Suspended from {since} to {until}: {reason}{decision}.",
    ),
    "suspended_still": (
        "Đang tạm dừng từ {since}: {reason}{decision}. Hạn sẽ dời theo thời gian tạm dừng.",
        "Suspended since {since}: {reason}{decision}. The date will move by the time suspended.",
    ),
    "paused": (
        "Thời gian tạm dừng dời hạn thêm {count}.",
        "The suspension moves the date by {count}.",
    ),
    # For officers.
    "floor": (
        "Giữ {count} cho chắc chắn; mức tối thiểu ghi nhận là {floor}.",
        "Keep {count} to be on the safe side; the recorded minimum is {floor}.",
    ),
    "doubt_low": (
        "Số ngày này chưa được kiểm chứng với văn bản gốc.",
        "This length has not been checked against the official text.",
    ),
    "doubt_medium": (
        "Số ngày này mới có nguồn gián tiếp.",
        "This length rests on indirect sources.",
    ),
    "doubtful_day": (
        "Ngày nghỉ {day} chưa có căn cứ chắc chắn.",
        "The day off {day} rests on uncertain ground.",
    ),
    "unannounced": (
        "Lịch nghỉ năm {year} chưa công bố đủ; ngày này sẽ được tính lại.",
        "The holidays of {year} are not fully announced; this date will be counted again.",
    ),
    "warn": ("Nhắc trước từ {day}.", "Early warning from {day}."),
    # What is left.
    "left": ("còn {count}", "{count} left"),
    "left_today": ("hạn hôm nay", "due today"),
    "late": ("quá {count}", "{count} late"),
    # Refusals.
    "broken_file": (
        "{file}, quy tắc {rule}, trường {field}: {problem}.",
        "{file}, rule {rule}, field {field}: {problem}.",
    ),
    "problem_missing_file": ("không tìm thấy tệp", "the file was not found"),
    "problem_unreadable": ("không đọc được tệp", "the file cannot be read"),
    "problem_not_yaml": ("sai cú pháp YAML ở dòng {line}", "YAML syntax error in line {line}"),
    "problem_not_mapping": ("phải là một bảng khóa: giá trị", "must be a mapping"),
    "problem_unknown_field": ("không có trường này", "there is no such field"),
    "problem_missing": ("thiếu", "is missing"),
    "problem_not_text": ("phải là chữ và không trống", "must be text and not empty"),
    "problem_not_among": ("“{value}” không thuộc: {allowed}", "“{value}” is not one of: {allowed}"),
    "problem_not_whole": (
        "phải là số nguyên từ {least} trở lên",
        "must be a whole number of at least {least}",
    ),
    "problem_not_flag": ("phải là true hoặc false", "must be true or false"),
    "problem_not_day": (
        "“{value}” không phải ngày dạng năm-tháng-ngày",
        "“{value}” is not a date written year-month-day",
    ),
    "problem_not_list": ("phải là một danh sách", "must be a list"),
    "problem_needed": ("phải có với loại “{kind}”", "is needed for the kind “{kind}”"),
    "problem_bad_window": (
        "“{value}” không phải tháng-ngày, có thể có “prev-” đứng trước",
        "“{value}” is not month-day with an optional “prev-” before it",
    ),
    "problem_backwards": ("kết thúc trước khi bắt đầu", "ends before it begins"),
    "problem_overlap": (
        "cùng mã {family} và trùng thời gian với {other}",
        "has the code {family} and overlaps in time with {other}",
    ),
    "problem_no_such_rule": ("không có quy tắc {code}", "there is no rule {code}"),
    "no_rule_in_force": (
        "Không có quy tắc {code} có hiệu lực ngày {on:%d/%m/%Y}.",
        "No rule {code} is in force on {on:%d/%m/%Y}.",
    ),
    "beyond_calendar": (
        "Ngày {on} nằm ngoài lịch làm việc ({since}–{until}).",
        "The date {on} lies outside the working calendar ({since}–{until}).",
    ),
    "wrong_kind": (
        "Quy tắc {code} không dùng được cho việc này.",
        "Rule {code} cannot answer this question.",
    ),
    "moment_needed": (
        "Quy tắc {code} tính bằng giờ nên cần cả giờ, phút bắt đầu.",
        "Rule {code} counts hours and needs the time of day it starts.",
    ),
    "unknown_case": (
        "Quy tắc {code} không có trường hợp “{case}”.",
        "Rule {code} has no case “{case}”.",
    ),
    "extension_not_allowed": (
        "Quy tắc {code} không cho gia hạn vì “{grounds}”.",
        "Rule {code} allows no extension on the grounds “{grounds}”.",
    ),
    "extension_wrong_unit": (
        "Quy tắc {code} chỉ được gia hạn theo {unit}.",
        "Rule {code} may only be extended in units of one {unit}.",
    ),
    "extension_too_long": (
        "Mỗi lần gia hạn của quy tắc {code} nhiều nhất {most}.",
        "One extension of rule {code} may be {most} at most.",
    ),
    "extension_total_too_long": (
        "Cả thời hạn và gia hạn của quy tắc {code} nhiều nhất {most}.",
        "The whole period of rule {code} with its extensions may be {most} at most.",
    ),
    "extension_too_often": (
        "Quy tắc {code} chỉ được gia hạn {times} lần vì {grounds}.",
        "Rule {code} may be extended only {times} time(s) because of: {grounds}.",
    ),
    "extension_needs_decision": (
        "Gia hạn theo quy tắc {code} phải có quyết định bằng văn bản.",
        "An extension under rule {code} needs a written decision.",
    ),
    "extension_length_unknown": (
        "Quy tắc {code} cho gia hạn nhưng chưa rõ số ngày; ghi số ngày vào law/local.yaml trước.",
        "Rule {code} allows an extension of unknown length; write it into law/local.yaml first.",
    ),
    "suspension_backwards": (
        "Ngày tính tiếp ({until}) phải sau ngày tạm dừng ({since}).",
        "The day of resumption ({until}) must come after the suspension ({since}).",
    ),
}


def say(key: str, language: str, **facts: object) -> str:
    return TABLE[key][language != "vi"].format(**facts)


@lru_cache(maxsize=1024)
def counted(number: int, unit: str, language: str) -> str:
    """Say a number with its unit: "15 ngày làm việc", "15 working days"."""
    if language == "vi":
        return f"{number} {UNITS[unit][0]}"
    return f"{number} {UNITS[unit][1]}{'' if number == 1 else 's'}"


def unit_name(unit: str, language: str = "vi") -> str:
    return UNITS[unit][language != "vi"]


def short(day: date, language: str) -> str:
    if language == "vi":
        return f"{day.day:02}/{day.month:02}"
    return f"{day.day} {MONTHS_EN[day.month - 1]}"


@lru_cache(maxsize=4096)
def plain(day: date, language: str) -> str:
    if language == "vi":
        return f"{day.day:02}/{day.month:02}/{day.year}"
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)
def full(day: date, language: str) -> str:
    """Say a day with its weekday: "thứ Ba 10/11/2026", "Tuesday 10 Nov 2026"."""
    weekday = (WEEKDAYS_VI if language == "vi" else WEEKDAYS_EN)[day.weekday()]
    return f"{weekday} {plain(day, language)}"


def moment(at: datetime, language: str) -> str:
    return f"{at:%H:%M} {full(at.date(), language)}"


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Join consecutive days into (first, last) pairs."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day.toordinal() == found[-1][1].toordinal() + 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def ranges(pairs: Sequence[tuple[date, date]], language: str) -> str:
    """Write runs of days, naming each month once: "14–15, 21–22/11, 05–06/12"."""
    many_years = pairs[0][0].year != pairs[-1][1].year
    parts = []
    for index, (first, last) in enumerate(pairs):
        # A month is named once, after the last run that lies wholly in it.
        following = pairs[index + 1] if index + 1 < len(pairs) else None
        closes = following is None or not (
            _same_month(last, following[0]) and _same_month(last, following[1])
        )
        parts.append(_range(first, last, language) + _month(last, language, many_years, closes))
    return ", ".join(parts)


def _same_month(one: date, other: date) -> bool:
    return one.month == other.month and one.year == other.year


def _range(first: date, last: date, language: str) -> str:
    width = "02" if language == "vi" else "d"
    if first == last:
        return f"{last.day:{width}}"
    if _same_month(first, last):
        return f"{first.day:{width}}–{last.day:{width}}"
    return f"{short(first, language)}–{last.day:{width}}"


def _month(day: date, language: str, with_year: bool, closes: bool) -> str:
    if not closes:
        return ""
    if language == "vi":
        return f"/{day.month:02}/{day.year}" if with_year else f"/{day.month:02}"
    return f" {MONTHS_EN[day.month - 1]}" + (f" {day.year}" if with_year else "")


def fields_of(template: str) -> set[str]:
    """Return the names of the values a sentence needs."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}
