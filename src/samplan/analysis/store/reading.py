"""What the questions ask of the store. Every function is a fixed number of SQL statements, told in its docstring.

All take `figures`, the generation that a question began with (`figures()` at its beginning), so that a swap of the
file in the middle of a question does not mix two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from samplan.analysis.results import Period, Sex, Unit, UnitKind
from samplan.analysis.store.codes import NOT_WORKED_OUT, PERIOD_KINDS, SEXES, STATUSES
from samplan.analysis.store.opening import Opened, opened, utc
from samplan.analysis.store.shapes import (
    CellColumns,
    Change,
    Definition,
    Facts,
    Group,
    LatestColumns,
    Place,
    Vintage,
    period_label,
)

Figures = Opened
Columns = TypeVar("Columns", CellColumns, LatestColumns)

CELLS = """
SELECT unit, sex, start, kind, years, status, value, low, high, no_interval, numerator, denominator, version,
       valid_from AS fetched_at, coalesce(shown, $unknown)::UTINYINT AS shown
FROM observation WHERE indicator = $indicator AND list_contains($units, unit)
ORDER BY unit, sex, start, kind, years
"""
CELLS_AS_OF = """
SELECT unit, sex, start, kind, years, status, value, low, high, no_interval, numerator, denominator, version,
       valid_from AS fetched_at
FROM (
    SELECT *, NULL::TIMESTAMP AS valid_to FROM observation WHERE indicator = $indicator
    UNION ALL BY NAME
    SELECT * FROM vintage WHERE indicator = $indicator
)
WHERE list_contains($units, unit) AND valid_from < $moment AND (valid_to IS NULL OR valid_to >= $moment)
ORDER BY unit, sex, start, kind, years
"""
LATEST = """
SELECT * FROM latest WHERE list_contains($units, unit) AND ($all OR list_contains($indicators, indicator))
ORDER BY unit, indicator, sex
"""
GROUPS = """
SELECT m.group_id, m.title, m.unit_id, m.valid_from FROM member m
WHERE m.valid_to IS NULL AND m.group_id IN (SELECT group_id FROM member WHERE unit_id = $unit AND valid_to IS NULL)
ORDER BY m.group_id, m.unit_id
"""
DEFINITIONS = """
SELECT version, valid_from, title, definition, breaks FROM definition WHERE indicator = $indicator ORDER BY version
"""
VINTAGES = """
SELECT status, value, low, high, valid_from, valid_to FROM (
    SELECT *, NULL::TIMESTAMP AS valid_to FROM observation WHERE indicator = $indicator AND unit = $unit
    UNION ALL BY NAME
    SELECT * FROM vintage WHERE indicator = $indicator AND unit = $unit
)
WHERE sex = $sex AND start = $start AND kind = $kind AND years = $years
ORDER BY valid_from
"""
DAYS = """
SELECT DISTINCT valid_from::DATE AS day FROM (
    SELECT valid_from FROM observation WHERE indicator = $indicator AND list_contains($units, unit)
    UNION ALL
    SELECT valid_from FROM vintage WHERE indicator = $indicator AND list_contains($units, unit)
)
ORDER BY day
"""
CHANGES = """
SELECT o.indicator, o.unit, o.sex, o.start, o.kind, o.years,
       v.status, v.value, v.low, v.high, v.valid_from, v.valid_to,
       o.status, o.value, o.low, o.high, o.valid_from
FROM observation o
LEFT JOIN (
    SELECT *, row_number() OVER (
        PARTITION BY indicator, unit, sex, start, kind, years ORDER BY valid_from DESC
    ) AS place
    FROM vintage WHERE valid_from <= $moment
) v ON v.place = 1 AND v.indicator = o.indicator AND v.unit = o.unit AND v.sex = o.sex AND v.start = o.start
   AND v.kind = o.kind AND v.years = o.years
WHERE o.valid_from > $moment AND ($all OR list_contains($indicators, o.indicator))
  AND ($everywhere OR list_contains($units, o.unit))
ORDER BY o.indicator, o.unit, o.sex, o.start
LIMIT $limit
"""

COUNTED = """
SELECT DISTINCT indicator FROM observation WHERE numerator IS NOT NULL OR denominator IS NOT NULL
UNION SELECT DISTINCT indicator FROM vintage WHERE numerator IS NOT NULL OR denominator IS NOT NULL
"""


def figures() -> Figures:
    """The store as it stands now; empty when nothing has been fetched. No SQL unless another file has come."""
    return opened()


def catalogue(store: Figures, text: str = "", operating_area: str = "") -> tuple[Facts, ...]:
    """Indicators whose title, code, definition or producer has every word of text, in the order of the catalogue.

    Indicators of uncertainty are left out: they belong to their value. Those with all words in the title come first.
    No SQL.
    """
    words = text.casefold().split()
    there = [
        facts
        for facts in store.facts
        if not facts.is_margin
        and (not operating_area or facts.card.operating_area == operating_area)
        and all(word in store.searched[facts.number] for word in words)
    ]
    there.sort(key=lambda f: not all(word in f.card.title.casefold() for word in words))
    return tuple(there)


def operating_areas(store: Figures) -> tuple[str, ...]:
    """The catalogue's areas of operation, by name. No SQL."""
    return tuple(sorted({f.card.operating_area for f in store.facts if f.card.operating_area and not f.is_margin}))


def indicator(store: Figures, indicator_id: str) -> Facts | None:
    """An indicator by its id ("kolada:N01452"), None when the store has none such. No SQL."""
    number = store.numbers.get(indicator_id)
    return None if number is None else store.facts[number]


def place(store: Figures, unit_id: str) -> Place | None:
    """A unit by its id ("2080"), None when the store has none such. No SQL."""
    number = store.unit_numbers.get(unit_id)
    return None if number is None else store.places[number]


def county_places(store: Figures, county_code: str) -> tuple[Place, ...]:
    """A county's region and then its municipalities by name. county_code: two digits. No SQL."""
    kinds = (UnitKind.REGION, UnitKind.MUNICIPALITY)
    there = (p for p in store.places if p.county == county_code and p.unit.kind in kinds)
    return tuple(sorted(there, key=lambda p: (p.unit.kind is not UnitKind.REGION, p.unit.title)))


def cells(store: Figures, indicator_id: str, units: Sequence[str], as_of: date | None = None) -> CellColumns:
    """All cells of an indicator for units, every sex and period, before anything is hidden.

    Units and indicators that are not there have none. as_of: as the figures were at the end of that day. One statement.
    """
    if as_of is None:
        return cells_now(store, indicator_id, units)[0]
    values = {"indicator": store.numbers.get(indicator_id, -1), "units": _numbers(store, units)}
    return _columns(CellColumns, store.columns(CELLS_AS_OF, values | {"moment": _end_of(as_of)}))


def cells_now(store: Figures, indicator_id: str, units: Sequence[str]) -> tuple[CellColumns, NDArray[np.uint8]]:
    """The same as the figures are now, and of each the code of what may be shown (`hiding.codes`), which is worked out
    when the store is built; NOT_WORKED_OUT where it was not. One statement.
    """
    values = {"indicator": store.numbers.get(indicator_id, -1), "units": _numbers(store, units)}
    told = store.columns(CELLS, values | {"unknown": NOT_WORKED_OUT})
    shown = np.asarray(told.pop("shown"), dtype=np.uint8)
    return _columns(CellColumns, told), shown


def all_latest(store: Figures, units: Sequence[str], numbers: Sequence[int] | None = None) -> LatestColumns:
    """The newest value of every indicator for units that may be shown, with the country's of the same period.

    numbers: of some indicators only. Indicators of uncertainty are not among them. Old values are: look at start.
    One statement.
    """
    values = {"units": _numbers(store, units), "all": numbers is None, "indicators": list(numbers or ())}
    return _columns(LatestColumns, store.columns(LATEST, values))


@lru_cache(maxsize=2)
def counted(store: Figures) -> frozenset[int]:
    """Numbers of the indicators with counts or bases, now or earlier: what is small in them must be looked for.

    One statement, once for each generation of the store.
    """
    return frozenset(number for (number,) in store.rows(COUNTED))


def groups_of(store: Figures, unit_id: str) -> tuple[Group, ...]:
    """The groups that a unit is a member of, each with all its members as they are now. One statement."""
    groups: dict[str, tuple[str, list[Unit], datetime]] = {}
    for group_id, title, member, since in store.rows(GROUPS, {"unit": unit_id}):
        told = place(store, member)
        groups.setdefault(group_id, (title, [], utc(since)))[1].append(
            told.unit if told else Unit(member, member, UnitKind.MUNICIPALITY)
        )
    return tuple(
        Group(group_id, title, tuple(sorted(members, key=lambda u: u.title)), since)
        for group_id, (title, members, since) in groups.items()
    )


def definitions_of(store: Figures, indicator_id: str) -> tuple[Definition, ...]:
    """How an indicator has been defined, oldest first. One statement."""
    rows = store.rows(DEFINITIONS, {"indicator": store.numbers.get(indicator_id, -1)})
    return tuple(Definition(v, utc(since), title, text, breaks) for v, since, title, text, breaks in rows)


def days_of(store: Figures, indicator_id: str, units: Sequence[str]) -> tuple[date, ...]:
    """The days on which figures of an indicator came or became others, oldest first. One statement."""
    values = {"indicator": store.numbers.get(indicator_id, -1), "units": _numbers(store, units)}
    return tuple(day for (day,) in store.rows(DAYS, values))


def vintages_of(
    store: Figures, indicator_id: str, unit_id: str, period: Period, sex: Sex = Sex.TOTAL
) -> tuple[Vintage, ...]:
    """What a figure has been, oldest first; the last one still is. One statement."""
    values = {
        "indicator": store.numbers.get(indicator_id, -1),
        "unit": store.unit_numbers.get(unit_id, -1),
        "sex": SEXES.index(sex),
        "start": period.start,
        "kind": PERIOD_KINDS.index(period.kind),
        "years": period.years,
    }
    return tuple(_vintage(row) for row in store.rows(VINTAGES, values))


def vintage_of(
    store: Figures, indicator_id: str, unit_id: str, period: Period, day: date, sex: Sex = Sex.TOTAL
) -> Vintage | None:
    """What a figure was at the end of a day; None when it was not there yet. One statement."""
    moment = _end_of(day).replace(tzinfo=UTC)
    there = vintages_of(store, indicator_id, unit_id, period, sex)
    return next((v for v in reversed(there) if v.valid_from < moment), None)


def changed_since(
    store: Figures,
    moment: datetime,
    indicators: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    limit: int = 10_000,
) -> tuple[Change, ...]:
    """Figures that came or became others after a moment, with what they were then. None: all. One statement."""
    values = {
        "moment": moment.astimezone(UTC).replace(tzinfo=None),
        "all": indicators is None,
        "indicators": [store.numbers.get(i, -1) for i in indicators or ()],
        "everywhere": units is None,
        "units": _numbers(store, units or ()),
        "limit": limit,
    }
    return tuple(_change(store, row) for row in store.rows(CHANGES, values))


def _numbers(store: Figures, units: Sequence[str]) -> list[int]:
    return [store.unit_numbers[unit] for unit in units if unit in store.unit_numbers]


def _end_of(day: date) -> datetime:
    """The first moment after a day, as the store keeps moments."""
    return datetime.combine(day + timedelta(days=1), time())


def _columns(shape: type[Columns], told: dict[str, Any]) -> Columns:
    """Arrays without masks: NaN is what a null number becomes."""
    return shape(
        **{
            name: column.filled(np.nan) if isinstance(column, np.ma.MaskedArray) else column
            for name, column in told.items()
        }
    )


def _vintage(row: Sequence[Any]) -> Vintage:
    status, value, low, high, valid_from, valid_to = row
    return Vintage(STATUSES[status], value, low, high, utc(valid_from), utc(valid_to) if valid_to else None)


def _change(store: Figures, row: Sequence[Any]) -> Change:
    number, unit, sex, start, kind, years = row[:6]
    name = PERIOD_KINDS[kind]
    return Change(
        indicator=store.facts[number].card.id,
        unit=store.places[unit].unit.id,
        sex=SEXES[sex],
        period=Period(start, name, years, period_label(name, start, years)),
        before=None if row[6] is None else _vintage(row[6:12]),
        after=_vintage((*row[12:17], None)),
    )
