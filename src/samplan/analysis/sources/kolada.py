"""Kolada's API v3. Shapes, limits and traps as recorded by others' clients; nothing here has met the live service.

At most 25 values in a slot of the address and 5,000 rows a page; `next_url` tells whether there is more, `count` only
how many stand on the page. A value is missing when it is null. What is deleted comes as `isdeleted`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from samplan.analysis.sources.asking import Answer, Asker, Progress
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.sources.runs import Run
from samplan.analysis.sources.shapes import GivenGroup, GivenIndicator, GivenUnit, GivenValues

NAME = "Kolada"
SLOT = 25
PAGE = 5000
PER_SECOND = 3.0
LEVELS = {
    "K": ("municipality", "country"),
    "L": ("region", "country"),
    "A": ("municipality", "region", "country"),
}
COUNTRY = "0000"
GROUP = "G"
Row = TypeVar("Row", bound=BaseModel)


class _Open(BaseModel):
    """A row that may have more than we read: the source adds fields without notice."""

    model_config = ConfigDict(extra="allow")


class Page(_Open):
    """The envelope around every answer."""

    values: list[dict[str, Any]]
    next_url: str | None = None


class Kpi(_Open):
    """An indicator."""

    id: str
    title: str
    description: str | None = None
    is_divided_by_gender: bool = False
    municipality_type: str | None = None
    operating_area: str | None = None
    publ_period: str | None = None


class Municipality(_Open):
    """A municipality (K) or a region (L), or the country (0000, L)."""

    id: str
    title: str
    type: str


class Member(_Open):
    """A group's member."""

    member_id: str


class MunicipalityGroup(_Open):
    """A group of municipalities or regions."""

    id: str
    title: str
    members: list[Member] = []


class Value(_Open):
    """One sex's value of a data row."""

    gender: str
    value: float | None = None
    status: str | None = None
    isdeleted: bool = False


class Data(_Open):
    """An indicator's values for a unit and a year."""

    kpi: str
    municipality: str
    period: int
    values: list[Value]


class Kolada:
    """Kolada, asked through an Asker. keep: what is done with every answer as it came."""

    def __init__(self, asker: Asker, run: Run | None = None) -> None:
        self._asker = asker
        self._run = run

    def kpis(self, only: Sequence[str] = ()) -> list[GivenIndicator]:
        """The whole catalogue, or the chosen indicators. Raises SourceFault when a chosen one is not there."""
        rows = self._chosen("kpi", Kpi, only) if only else list(self._rows(f"kpi?per_page={PAGE}", Kpi))
        self._compare(only, {row.id for row in rows}, "nyckeltal", "indicators")
        return [_indicator(row) for row in rows]

    def units(self) -> list[GivenUnit]:
        """All municipalities, regions and the country."""
        rows = self._rows(f"municipality?per_page={PAGE}", Municipality)
        return [GivenUnit(row.id, row.title, unit_kind(row)) for row in rows]

    def groups(self) -> list[GivenGroup]:
        """All groups of municipalities and regions."""
        rows = self._rows(f"municipality_groups?per_page={PAGE}", MunicipalityGroup)
        return [GivenGroup(r.id, r.title, tuple(sorted(m.member_id for m in r.members))) for r in rows]

    def values(self, kpis: Sequence[str], units: Sequence[str], from_date: str = "") -> GivenValues:
        """All years and sexes of at most 25 indicators for units; from_date: only what changed since that day."""
        seen: dict[tuple[str, str, int, str], Value] = {}
        since = f"&from_date={from_date}" if from_date else ""
        for few in chunks(units, SLOT):
            address = f"data/kpi/{','.join(kpis)}/municipality/{','.join(few)}?per_page={PAGE}{since}"
            for row in self._rows(address, Data):
                self._expect(row, kpis, few)
                for value in row.values:
                    self._upsert(seen, (row.kpi, row.municipality, row.period, value.gender), value)
        told = GivenValues()
        for (kpi, unit, period, sex), value in seen.items():
            told.add(
                kpi, unit, str(period), sex, value.value, status=(value.status or "").strip(), deleted=value.isdeleted
            )
        return told

    def _upsert(
        self, seen: dict[tuple[str, str, int, str], Value], key: tuple[str, str, int, str], value: Value
    ) -> None:
        """A row that comes twice, because pages shifted, is one; two that differ are a fault."""
        if key[3] not in {"T", "K", "M"}:
            raise SourceFault(f"{NAME} har ett okänt kön: {key[3]}.", f"{NAME} has an unknown sex: {key[3]}.")
        before = seen.get(key)
        if before is not None and (before.value, before.isdeleted) != (value.value, value.isdeleted):
            name = ", ".join(map(str, key))
            raise SourceFault(
                f"{NAME} gav två olika värden för {name}.", f"{NAME} gave two different values for {name}."
            )
        seen[key] = value

    def _expect(self, row: Data, kpis: Sequence[str], units: Sequence[str]) -> None:
        if row.kpi not in kpis or (row.municipality not in units and not any(u.startswith(GROUP) for u in units)):
            raise SourceFault(
                f"{NAME} svarade med {row.kpi} för {row.municipality}, som ingen frågade efter.",
                f"{NAME} answered with {row.kpi} of {row.municipality}, for which nobody asked.",
            )

    def _chosen(self, what: str, shape: type[Row], ids: Sequence[str]) -> list[Row]:
        return [
            row for few in chunks(ids, SLOT) for row in self._rows(f"{what}/{','.join(few)}?per_page={PAGE}", shape)
        ]

    def _compare(self, asked: Iterable[str], there: set[str], sv: str, en: str) -> None:
        """An unknown id is no error at Kolada, only fewer rows: it is one here."""
        if missing := sorted(set(asked) - there):
            names = ", ".join(missing[:10])
            raise SourceFault(f"{NAME} har inte dessa {sv}: {names}.", f"{NAME} does not have these {en}: {names}.")

    def _rows(self, address: str, shape: type[Row]) -> Iterator[Row]:
        """Rows of all pages."""
        following: str | None = address
        asked: set[str] = set()
        while following:
            if following in asked:
                raise SourceFault(
                    f"{NAME} bläddrar i en ring: {following}.", f"{NAME} turns pages in a ring: {following}."
                )
            asked.add(following)
            answer = self._asker.get(following)
            if self._run is not None:
                self._run.keep_answer(answer.address, answer.body)
            page = _read(answer, Page, answer.json(NAME))
            yield from (_read(answer, shape, row) for row in page.values)
            following = page.next_url or None


def take(asker: Asker, run: Run, *, groups: Sequence[str] = (), progress: Progress = lambda done, of: None) -> None:
    """Take what the run's plan says: catalogue, units, groups, and the values of all units, part by part.

    groups: ids of groups whose values are taken too. Parts that an earlier try took are not asked for again. Raises
    SourceFault at the first part that fails; the run is then not finished.
    """
    source = Kolada(asker, run)
    told = run.remembered("asked")
    if told is None:
        indicators, units = source.kpis(run.plan.only), source.units()
        run.keep_catalogue(indicators, units, source.groups())
        told = {"kpis": [i.code for i in indicators], "units": [*(unit.id for unit in units), *groups]}
        # A catalogue that changes between two tries would shift the parts, and two of them would share indicators.
        run.remember("asked", told)
    parts = list(chunks(told["kpis"], SLOT))
    for place, few in enumerate(parts):
        part = f"{place:05d}"
        if not run.has(part):
            run.keep_values(part, source.values(few, told["units"], run.plan.from_date))
        progress(place + 1, len(parts))


def chunks(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Ids, a few at a time."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def unit_kind(row: Municipality) -> str:
    """What a unit is: Kolada gives the country as a region."""
    return "country" if row.id == COUNTRY else {"K": "municipality", "L": "region"}.get(row.type, "group")


def _indicator(row: Kpi) -> GivenIndicator:
    return GivenIndicator(
        code=row.id,
        title=row.title,
        definition=row.description or "",
        by_sex=row.is_divided_by_gender,
        levels=LEVELS.get(row.municipality_type or "", ()),
        operating_area=row.operating_area or "",
        published=row.publ_period or "",
    )


def _read(answer: Answer, shape: type[Row], told: Any) -> Row:
    try:
        return shape.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SourceFault(
            f"{NAME} svarade i en form som Samplan inte känner, vid {where}: {answer.address}.",
            f"{NAME} answered in a shape that Samplan does not know, at {where}: {answer.address}.",
        ) from error
