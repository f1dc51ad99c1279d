"""The months that a report is about, their names, and the periods it is compared with."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from kheo.foundation.vietnamese import dates
from kheo.foundation.vietnamese.dates import Period, Precision

DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


def last_day(month: date) -> date:
    """Return the last day of the month that a day lies in."""
    return month.replace(day=monthrange(month.year, month.month)[1])


@dataclass(frozen=True)
class Window:
    """Whole months, from the first day of one to the last day of another."""

    since: date
    until: date

    @classmethod
    def of(cls, since: date, until: date) -> "Window":
        """Return the months that two days lie in, and all between."""
        return cls(since.replace(day=1), last_day(until))

    @property
    def after(self) -> date:
        return self.until + DAY

    @property
    def months(self) -> int:
        years = self.until.year - self.since.year
        return years * MONTHS_A_YEAR + self.until.month - self.since.month + 1

    @property
    def before(self) -> "Window":
        """The period of the same length that ended when this one began."""
        return Window(_moved(self.since, -self.months), self.since - DAY)

    @property
    def year_before(self) -> "Window":
        """The same months a year earlier."""
        return Window(
            _moved(self.since, -MONTHS_A_YEAR), last_day(_moved(self.until, -MONTHS_A_YEAR))
        )

    @property
    def years(self) -> list[int]:
        return list(range(self.since.year, self.until.year + 1))

    @property
    def words(self) -> str:
        """Name the period as offices do: 6 tháng đầu năm 2026, năm 2025, giai đoạn 2016–2020."""
        start, after = self.since, self.after
        if start.month == 1 and after.month == 1:
            return dates.write_period(Period(start, after, Precision.YEAR))
        if self.months == 6 and start.month in (1, 7):
            return f"6 tháng {'đầu' if start.month == 1 else 'cuối'} năm {start.year}"
        if self.months == 9 and start.month == 1:
            return f"9 tháng đầu năm {start.year}"
        if self.months == 3 and start.month % 3 == 1:
            return dates.write_period(Period(start, after, Precision.QUARTER))
        if self.months == 1:
            return f"tháng {start.month}/{start.year}"
        return f"từ tháng {start.month}/{start.year} đến tháng {self.until.month}/{self.until.year}"


def _moved(day: date, months: int) -> date:
    """Return the first day of the month so many months away."""
    years, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(years, month + 1, 1)
