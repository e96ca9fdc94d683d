"""Reads of a plan's figures and of the county's own values: frozen shapes, a fixed number of SQL queries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from samplan.actors.models import Body, BodyKind, Municipality, Region
from samplan.actors.shapes import Sentences
from samplan.analysis import rules, skl
from samplan.analysis.models import Figure, KeyFile, KeyIndicator, OwnValue, ValueFile
from samplan.analysis.results import Measure, Period, PeriodKind, Polarity, Sex, Status
from samplan.analysis.shapes import (
    COUNTRY,
    OWN,
    Aim,
    Definition,
    FigureShape,
    FileRow,
    OwnKey,
    OwnNumbers,
    OwnValueShape,
    RowFault,
    ValueFileShape,
    key_from_json,
    numbers_from_json,
)
from samplan.analysis.suicide import about
from samplan.plans.models import Plan


def figures_of_plan(plan_id: int) -> tuple[FigureShape, ...]:
    """All figures of a plan's indicators, in the order of areas and indicators. One query."""
    rows = _figures().filter(indicator__area__plan_id=plan_id)
    return tuple(_figure(row) for row in rows.order_by("indicator__area__order", "indicator__order", "pk"))


def figures_in(partnerships: Collection[int], day: date) -> list[tuple[str, FigureShape]]:
    """All figures of the plans that hold on a day, each with its plan's title, plan by plan. One query."""
    holds = Q(indicator__area__plan__valid_to=None) | Q(indicator__area__plan__valid_to__gte=day)
    rows = _figures().select_related("indicator__area__plan").filter(holds, indicator__area__plan__removed_at=None)
    found = rows.filter(indicator__area__plan__partnership__in=partnerships)
    return [(str(r.indicator.area.plan), _figure(r)) for r in found.order_by("indicator__area__plan_id", "pk")]


def figures_of_goal(plan_id: int) -> tuple[FigureShape, ...]:
    """The figures that tell of a plan's long-term goal, in the same order. One query."""
    rows = _figures().filter(indicator__area__plan_id=plan_id, for_goal=True)
    return tuple(_figure(row) for row in rows.order_by("indicator__area__order", "indicator__order", "pk"))


def figures_of_indicators(ids: Collection[int]) -> dict[int, tuple[FigureShape, ...]]:
    """The figures of some indicators, by the indicator's id. One query."""
    found: dict[int, tuple[FigureShape, ...]] = dict.fromkeys(ids, ())
    for row in _figures().filter(indicator_id__in=ids).order_by("pk"):
        found[row.indicator_id] += (_figure(row),)
    return found


def figure_shape(figure_id: int) -> FigureShape:
    """One figure. Raises FigureNotThere. One query."""
    row = _figures().filter(pk=figure_id).first()
    if row is None:
        raise rules.not_there()
    return _figure(row)


def own_figures_of_county(code: str) -> tuple[FigureShape, ...]:
    """Figures with own values of a county's plans (its two digits). One query."""
    rows = _figures().filter(indicator__area__plan__county__code=code, reference="")
    return tuple(_figure(row) for row in rows.order_by("title", "pk"))


def own_figure(figure_id: str) -> FigureShape | None:
    """The figure of an id as questions are asked with ("own:12"), None where there is none. One query."""
    number = figure_id.removeprefix(OWN)
    if not figure_id.startswith(OWN) or not number.isascii() or not number.isdigit():
        return None
    row = _figures().filter(pk=int(number), reference="").first()
    return None if row is None else _figure(row)


def _figures() -> QuerySet[Figure]:
    there = Figure.objects.filter(removed_at=None, indicator__removed_at=None, indicator__area__removed_at=None)
    return there.select_related("indicator__area")


def _figure(row: Figure) -> FigureShape:
    return FigureShape(
        id=row.pk,
        version=row.version,
        indicator=row.indicator_id,
        area=row.indicator.area_id,
        plan=row.indicator.area.plan_id,
        indicator_text=row.indicator.text,
        definition=definition_of(row),
        aim=aim_of(row),
    )


def definition_of(row: Figure) -> Definition:
    """The frozen definition of a row. One of own values is about suicide where any of its words is."""
    words = (row.title, row.definition, row.indicator.text)
    return Definition(
        title=row.title,
        definition=row.definition,
        reference=row.reference,
        measure=Measure(row.measure),
        unit=row.unit,
        producer=row.producer,
        fetched_on=row.fetched_on,
        window=row.window,
        suicide=row.suicide or (not row.reference and about(*words)),
    )


def aim_of(row: Figure) -> Aim:
    """Baseline, target and polarity of a row."""
    return Aim(Polarity(row.polarity), row.baseline, row.baseline_period, row.target, row.target_on, row.for_goal)


def own_values(figure_id: int) -> tuple[OwnValueShape, ...]:
    """Every value of a figure of one's own, in order of time. For those who enter them; one query.

    What leaves for others goes through the questions and their disclosure control.
    """
    rows = OwnValue.objects.filter(figure_id=figure_id, removed_at=None).select_related("body")
    return tuple(value_shape(row) for row in rows.order_by("start", "unit", "body", "sex", "pk"))


def value_shape(row: OwnValue) -> OwnValueShape:
    """A row as its shape."""
    name = row.body.name if row.body is not None else ""
    return OwnValueShape(row.pk, row.version, key_of(row), numbers_of(row), name)


def key_of(row: OwnValue) -> OwnKey:
    """Which value a row is."""
    return OwnKey(
        Period(row.start, PeriodKind(row.period_kind), row.years, row.label), Sex(row.sex), row.unit, row.body_id
    )


def numbers_of(row: OwnValue) -> OwnNumbers:
    """What stands in a row."""
    return OwnNumbers(Status(row.status), row.value, row.numerator, row.denominator, row.low, row.high)


def units_of_county(county_id: int) -> dict[str, str]:
    """The codes that own values may be of, with their names: municipalities, the region, the country. Two queries."""
    regions = Region.objects.filter(county_id=county_id).values_list("code", "name")
    municipalities = Municipality.objects.filter(county_id=county_id).order_by("name").values_list("code", "name")
    return {COUNTRY: "Riket", **dict(regions), **dict(municipalities)}


def county_of_plan(plan_id: int) -> tuple[int, str]:
    """Id and code of a plan's county. One query."""
    pk, code = Plan.objects.values_list("county_id", "county__code").get(pk=plan_id)
    return pk, code


def bodies_of_county(county_id: int) -> dict[int, str]:
    """Ids and names of the county's units and other bodies, not its municipalities or region. One query."""
    others = Body.objects.filter(county_id=county_id).exclude(kind__in=[BodyKind.MUNICIPALITY, BodyKind.REGION])
    return dict(others.order_by("name").values_list("pk", "name"))


def value_file(file_id: int) -> ValueFileShape:
    """A file that was read. Raises FigureNotThere. One query."""
    row = ValueFile.objects.filter(pk=file_id, figure__removed_at=None).first()
    if row is None:
        raise rules.not_there()
    return file_shape(row)


def file_shape(row: ValueFile) -> ValueFileShape:
    """A file's row as its shape."""
    rows = tuple(
        FileRow(
            r["line"],
            key_from_json(r["key"]),
            numbers_from_json(r["numbers"]),
            None if r["before"] is None else numbers_from_json(r["before"]),
        )
        for r in row.rows
    )
    faults = tuple(RowFault(f["line"], Sentences(f["sv"], f["en"])) for f in row.faults)
    put, undone = row.put_at is not None, row.undone_at is not None
    return ValueFileShape(row.pk, row.name, row.figure_id, rows, faults, put, undone)


def files_of_figure(figure_id: int) -> tuple[tuple[int, str, date, bool], ...]:
    """Files put into a figure, newest first: id, name, day, whether taken out again. One query."""
    rows = ValueFile.objects.filter(figure_id=figure_id).exclude(put_at=None).order_by("-put_at")
    return tuple((r.pk, r.name, r.put_at.date(), r.undone_at is not None) for r in rows if r.put_at)


def key_indicators(county_id: int) -> dict[int, skl.KeyIndicator]:
    """SKL's numbers in order: as the county has filled them in, else as the catalogue knows them. One query."""
    rows = KeyIndicator.objects.filter(county=county_id, removed_at=None)
    own = {r.number: skl.KeyIndicator(r.number, r.title, tuple(r.references), r.source, r.pk, r.version) for r in rows}
    return dict(sorted({**skl.known(), **own}.items()))


def key_file(county_id: int, file_id: int) -> KeyFile | None:
    """A file of numbers that was read. One query."""
    return KeyFile.objects.filter(county=county_id, pk=file_id).first()


def key_files(county_id: int) -> list[KeyFile]:
    """Files of numbers that were put in, the newest first. One query."""
    return list(KeyFile.objects.filter(county=county_id).exclude(put_at=None).order_by("-pk")[:20])
