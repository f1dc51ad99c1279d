"""What one list, item, channel and rhythm of the law says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kheo.foundation import tongues
from kheo.foundation.clock import deadlines
from kheo.foundation.clock.book import default_book, default_calendar

HIGH = "high"


@dataclass(frozen=True)
class Channel:
    """One way of making known (Law on Grassroots Democracy, art. 12)."""

    key: str
    vi: str
    en: str
    # The page of a site proves itself; everything else needs a file.
    is_page: bool
    # The law asks for it only where there is such a thing (radio).
    is_if_any: bool

    @property
    def words(self) -> str:
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Rhythm:
    """How an item falls due again: each year, half or quarter, counted by a rule."""

    key: str
    each: str
    is_from_start: bool
    rule: str
    tag: str
    vi: str
    en: str

    def title(self, period: "Period") -> str:
        """Name what is to be published for a period, always in Vietnamese: it is kept."""
        return self.vi.format(period=period.vi)


@dataclass(frozen=True)
class Period:
    """One year, half or quarter; `until` is its last day."""

    key: str
    each: str
    year: int
    number: int
    since: date
    until: date

    @property
    def vi(self) -> str:
        return self.words_in("vi")

    @property
    def words(self) -> str:
        return self.words_in(tongues.current())

    def words_in(self, language: str) -> str:
        if self.each == "year":
            return str(self.year)
        names = {
            ("half", "vi"): f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {self.year}",
            ("half", "en"): f"half-year {self.number} of {self.year}",
            ("quarter", "vi"): f"quý {self.number} năm {self.year}",
            ("quarter", "en"): f"quarter {self.number} of {self.year}",
        }
        return names[self.each, language]


@dataclass(frozen=True)
class Item:
    """One thing that has to be public."""

    key: str
    number: int
    is_number_sure: bool
    short_vi: str
    short_en: str
    vi: str
    en: str
    confidence: str
    evidence: str
    url: str
    note: str
    names_people: bool
    needs: tuple[str, ...]
    rhythms: tuple[Rhythm, ...]
    # What became of it in a later list, by our own comparison.
    became: tuple[str, ...] = ()
    became_confidence: str = ""

    @property
    def words(self) -> str:
        return tongues.pick(self.vi, self.en)

    @property
    def short(self) -> str:
        return tongues.pick(self.short_vi, self.short_en)

    @property
    def is_periodic(self) -> bool:
        return bool(self.rhythms)

    @property
    def is_doubtful(self) -> bool:
        return self.confidence != HIGH

    def rhythm(self, key: str) -> Rhythm | None:
        return next((one for one in self.rhythms if one.key == key), None)


@dataclass(frozen=True)
class Listing:
    """One list of the law with the days on which it holds."""

    key: str
    vi: str
    en: str
    basis: str
    since: date
    until: date | None
    levels: tuple[str, ...]
    body_kinds: tuple[str, ...]
    rule: str
    shortest: Mapping[str, str]
    items: tuple[Item, ...]

    @property
    def words(self) -> str:
        return tongues.pick(self.vi, self.en)

    def holds(self, on: date) -> bool:
        return self.since <= on <= (self.until or on)

    def is_for(self, *, level: str, body_kind: str) -> bool:
        """Say whether a body of a kind at a level records under the list; none named: any."""
        fits = not self.body_kinds or body_kind in self.body_kinds
        return level in self.levels and fits

    def item(self, key: str) -> Item | None:
        return next((one for one in self.items if one.key == key), None)

    def last_day(self, channel: str, since: date) -> date | None:
        """Return the first day on which a showing is long enough; None where nothing is asked.

        Counted by the least the law asks, not by the safer length that is advised.
        """
        code = self.shortest.get(channel)
        if code is None:
            return None
        rule = replace(default_book().get(code, since), safe_length=None)
        return deadlines.expires(rule, since, default_calendar()).on

    def advised_day(self, channel: str, since: date) -> date | None:
        """Return the last day that is safe where the least is doubtful."""
        code = self.shortest.get(channel)
        if code is None:
            return None
        return deadlines.expires(default_book().get(code, since), since, default_calendar()).on
