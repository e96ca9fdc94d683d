"""What the pages of figures show: an answer turned into words, rows and drawings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samplan.analysis.questions.choosing import address_of
from samplan.analysis.results import (
    Cell,
    IndicatorAnswer,
    IndicatorCard,
    PanelLine,
    PeriodKind,
    Series,
    SexAnswer,
    SimilarAnswer,
)
from samplan.plans.shapes.content import PlanContent
from samplan.publishing.figures import codes, sentences
from samplan.publishing.figures.aims import aim_words
from samplan.publishing.figures.numbers import period_words, unit_words
from samplan.publishing.figures.pictures import picture
from samplan.publishing.figures.rows import Places, YearRow, places, years
from samplan.publishing.figures.shapes import PlanFigure
from samplan.publishing.figures.sources import source_line as source_of
from samplan.publishing.help_lines import HelpLine, help_lines
from samplan.publishing.language import order
from samplan.web.public import figure_sexes as of_sexes
from samplan.web.public.figure_drawings import page_svgs


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator in a list. note: producer and newest period."""

    slug: str
    title: str
    note: str


def theme_slug(theme: str) -> str:
    """A theme's place in addresses."""
    return slugify(theme.replace("_", "-"))


def listed(card: IndicatorCard) -> Listed:
    """An indicator as a line in a list."""
    note = card.producer + (f" · {_('upphörd')}" if card.discontinued else "")
    return Listed(address_of(card.id), card.title, note)


def help_for(card: IndicatorCard) -> list[HelpLine]:
    """The help line of pages about suicide."""
    return help_lines().lines if card.suicide else []


def help_among(cards: Iterable[IndicatorCard]) -> list[HelpLine]:
    """The help line of a page with several figures, where any is about suicide."""
    return help_lines().lines if any(card.suicide for card in cards) else []


def help_with(figures: Iterable[PlanFigure]) -> list[HelpLine]:
    """The help line where any of the figures is about suicide."""
    return help_lines().lines if any(figure.answer.card.suicide for figure in figures) else []


def indicator_page(answer: IndicatorAnswer, county_name: str, sexes: SexAnswer | None = None) -> dict[str, Any]:
    """All that stands on an indicator's page."""
    card = answer.card
    lines = [s for s in (answer.county, answer.benchmark) if s is not None]
    names = [_("Länet"), _("Riket")] if answer.county is not None else [_("Riket")]
    shown = picture(answer, (_("Länet"), _("Riket")))
    own = answer.county
    cells = [c for s in (*lines, *answer.municipalities) for c in s.cells]
    newest = own.newest if own is not None else None
    rows = places(answer, county_name)
    return {
        "card": card,
        "slug": address_of(card.id),
        "lead": lead(card),
        "help_lines": help_for(card),
        "source_line": source_of(answer),
        "newest": period_words(newest.period) if newest else "",
        "newest_period": period_words(newest.period) if newest else "",
        "any_value": any(c.value is not None for c in cells),
        "verdict": sentences.verdict(card, own, answer.benchmark, _("Länet"), _("Riket")) if own else None,
        "chart": page_svgs(shown, "f") if shown else "",
        "chart_note": chart_note(answer),
        "line_names": names,
        "year_rows": years(card, lines),
        "places": rows,
        "places_caption": f"{card.title} {rows.when}",
        "judged_head": _("Jämfört med riket") if any(row.verdict for row in rows.rows) else "",
        "unit_head": unit_head(card),
        "looks": sentences.looks_words(answer.looks) if answer.looks and answer.looks.comparisons > 1 else "",
        "gaps": sentences.statuses_shown([s.cells[-1] for s in (*lines, *answer.municipalities) if s.cells]),
        "sexes": of_sexes.sex_rows(answer, sexes) if card.by_sex else [],
        "sexes_verdict": of_sexes.sex_verdict(sexes) if sexes is not None else "",
        "sex_places": of_sexes.place_rows(sexes),
        "sex_looks": of_sexes.looks(sexes),
        "methods": methods(cells),
        "caveats": caveats(card, answer),
        "fetched": max((c.fetched_at.date() for c in cells if c.fetched_at), default=None),
        "made_up": answer.made_up,
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure beside its indicator: chart, verdict in words, table, and the way to its own page.

    places: the municipalities on one scale, where the county as a whole has no value.
    """

    key: str
    title: str
    unit: str
    chart: Any
    verdict: sentences.Verdict | None
    aim: str
    line_names: tuple[str, ...]
    year_rows: tuple[YearRow, ...]
    source: str
    as_of: Any
    slug: str
    places: Places | None = None
    unit_head: str = ""


def shown(figure: PlanFigure, place: int) -> Shown:
    """A frozen figure as an area's page shows it; only official ones have a page of their own."""
    answer, card = figure.answer, figure.answer.card
    names = (_("Länet"), _("Riket"))
    pairs = [(n, s) for n, s in zip(names, (answer.county, answer.benchmark), strict=True) if s is not None]
    key = f"fig-{figure.indicator}-{place}"
    return Shown(
        key=key,
        title=figure.title,
        unit=unit_words(card),
        chart=page_svgs(picture(answer, names, target=figure.target), key, small=True),
        verdict=sentences.verdict(card, answer.county, answer.benchmark, *names) if answer.county else None,
        aim=aim_words(figure),
        line_names=tuple(n for n, _s in pairs),
        year_rows=years(card, [s for _n, s in pairs]),
        source=source_of(answer),
        as_of=figure.as_of,
        slug="" if card.source == "own" else address_of(card.id),
        places=places(answer, "") if answer.county is None and answer.municipalities else None,
        unit_head=unit_head(card),
    )


def by_indicator(figures: Iterable[PlanFigure]) -> dict[str, list[Shown]]:
    """Figures as pages show them, by the indicator's id."""
    found: dict[str, list[Shown]] = {}
    for place, figure in enumerate(figures):
        found.setdefault(figure.indicator, []).append(shown(figure, place))
    return found


def panel_line(line: PanelLine, place: int) -> Shown:
    """A figure of the long-term goal as it is now, for the workspace."""
    answer = IndicatorAnswer(line.card, line.series, line.benchmark, (), None, caveats=line.caveats)
    aim = (line.baseline, line.baseline_period, line.target, line.target_on)
    figure = PlanFigure(f"mal-{place}", line.card.title, line.card.definition, timezone.localdate(), answer, *aim)
    return shown(figure, place)


def of_goal(figures: Iterable[PlanFigure]) -> list[Shown]:
    """The figures of the plan's long-term goal as its page shows them: the county, never place by place."""
    return [replace(shown(figure, place), places=None) for place, figure in enumerate(figures)]


def used_in_plan(figures: Iterable[PlanFigure]) -> list[Listed]:
    """The official figures that an edition's indicators point at, each once, by title."""
    cards = {f.answer.card.id: f.answer.card for f in figures if f.answer.card.source != "own"}
    return [listed(card) for card in sorted(cards.values(), key=lambda card: order(card.title))]


def areas_with(figures: Iterable[PlanFigure], content: PlanContent, figure_id: str) -> list[tuple[str, str]]:
    """Slug and number or title of the areas whose indicators point at a figure."""
    theirs = {f.indicator for f in figures if f.answer.card.id == figure_id}
    return [
        (area.slug, area.number or area.title)
        for area in content.areas
        if any(indicator.id in theirs for indicator in area.indicators)
    ]


def lead(card: IndicatorCard) -> str:
    """The first sentence of the definition: what is counted."""
    first, dot, _rest = card.definition.partition(". ")
    return (first + dot.strip()) if len(first) < 300 else card.unit


def unit_head(card: IndicatorCard) -> str:
    """The head of the column of values."""
    unit = unit_words(card)
    return _("%(unit)s (intervall)") % {"unit": unit[:1].upper() + unit[1:]} if unit else _("Värde (intervall)")


def chart_note(answer: IndicatorAnswer) -> str:
    """What is drawn and how to read it."""
    cells = [c for s in (answer.county, answer.benchmark) if s for c in s.cells if c.value is not None]
    if any(c.low is not None for c in cells):
        said = _("Det tonade fältet är osäkerheten, ett 95-procentigt intervall.")
    else:
        reasons = {c.no_interval for c in cells if c.no_interval}
        said = " ".join(codes.why("no_interval", r) for r in sorted(reasons))
    if any(c.period.kind == PeriodKind.WINDOW and c.period.years > 1 for c in cells):
        said += " " + _(
            "Varje värde gäller flera år tillsammans och står vid periodens sista år, eller som ett streck."
        )
    return said


def methods(cells: list[Cell]) -> list[str]:
    """How the intervals were made, each method once."""
    found = dict.fromkeys(c.method for c in cells if c.method and c.low is not None)
    return [codes.why("methods", m) or f"{codes.word('methods', m)}." for m in found]


def caveats(card: IndicatorCard, answer: IndicatorAnswer) -> list[str]:
    """What to keep in mind, each once: of the answer, of its cells, of the indicator itself."""
    series = [s for s in (answer.county, answer.benchmark, *answer.municipalities) if s is not None]
    told = dict.fromkeys([*answer.caveats, *(note for s in series for c in s.cells for note in c.notes)])
    if card.discontinued:
        told["discontinued"] = None
    return [codes.why("caveats", code) or codes.word("caveats", code) for code in told]


def _of_period(series: Series, cell: Cell | None) -> Series:
    """A series' cell of one period, the one in which all are judged; all of it where there is none."""
    if cell is None:
        return series
    return replace(series, cells=tuple(c for c in series.cells if sentences.same_period(c, cell)))


def similar_page(answer: SimilarAnswer) -> dict[str, Any]:
    """A place beside those that are like it, on one scale and by name."""
    card, newest = answer.card, answer.unit.newest
    unit, *members = [_of_period(series, newest) for series in (answer.unit, *answer.members)]
    rows = places(IndicatorAnswer(card, unit, None, tuple(members), answer.looks), answer.unit.unit.title)
    when = period_words(newest.period) if newest else ""
    mean = answer.mean
    return {
        "card": card,
        "help_lines": help_for(card),
        "group": answer.group.title if answer.group else "",
        "groups": [(g.id, g.title) for g in answer.groups],
        "chosen": answer.group.id if answer.group else "",
        "mean": f"{sentences.cell_words(mean, card)} {unit_words(card)}".strip() if mean else "",
        "places": rows,
        "places_caption": f"{card.title} {when}",
        "when": when,
        "judged_head": _("Jämfört med %(place)s") % {"place": answer.unit.unit.title},
        "unit_head": unit_head(card),
        "looks": sentences.looks_words(answer.looks) if answer.looks else "",
        "caveats": [codes.why("caveats", c) or codes.word("caveats", c) for c in answer.caveats],
    }
