"""Who lives in the county and its municipalities: counted, not judged, and by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from samplan.analysis import questions
from samplan.analysis.questions import choosing
from samplan.analysis.questions.profile import indicators, profile
from samplan.analysis.results import Cell, GridAnswer, GridLine, IndicatorCard, UnitKind
from samplan.publishing import queries
from samplan.publishing.figures import codes, sentences
from samplan.publishing.figures.numbers import amount, period_words
from samplan.publishing.layouts.figure_sheet import FigureLine
from samplan.web.public import figure_files as files
from samplan.web.public import figure_pages as pages
from samplan.web.public import twins
from samplan.web.public.answers import Answer, Page, public_page
from samplan.web.public.context import edition_context


@dataclass(frozen=True, slots=True)
class Lives:
    """Who lives in one municipality. lines: in words, as `line_words` of other figures; data: as JSON values."""

    lines: list[dict[str, str]]
    data: list[dict[str, Any]]

    def printed(self) -> list[FigureLine]:
        """The lines for paper, without a comparison."""
        theme = _("Vilka som bor här")
        return [FigureLine(theme, x["title"], x["when"], x["value"], x["county"], x["country"], "") for x in self.lines]


def is_there() -> bool:
    """Whether any of the profile's indicators has been fetched."""
    known = questions.figures().numbers
    return any(one in known for one in indicators())


def is_profile(cards: Collection[IndicatorCard]) -> bool:
    """Whether all of some indicators are the profile's: they are told there, and not judged."""
    return bool(cards) and all(card.id in indicators() for card in cards)


@public_page
def population(request: HttpRequest, county_slug: str) -> Answer:
    """The county and its municipalities against the indicators of the profile."""
    view = queries.edition_in_force(county_slug)
    if not view.content.county_code or not is_there():
        raise Http404(county_slug)
    answer, _missing = profile(questions.figures(), view.content.county_code)
    shown = [place for place, card in enumerate(answer.cards) if any(line.cells[place] for line in answer.lines)]
    context = edition_context(request, view, current=True)
    context |= {
        "heads": [(pages.listed(answer.cards[at]), _newest_words(answer.benchmark[at])) for at in shown],
        "rows": [
            (_name(line, view.content.county or ""), [_told(line, at, answer) for at in shown]) for line in answer.lines
        ],
        "country": [_words(answer.benchmark[at], answer.cards[at]) for at in shown],
        "here": "figures",
    }
    return Page("public/population.html", context, lambda: {"format": twins.FORMAT, "grid": files.grid_data(answer)})


def of_place(county_code: str | None, unit_id: str) -> Lives:
    """Who lives in one municipality, beside the county and the country; nothing where nothing has been fetched."""
    if not county_code or not is_there():
        return Lives([], [])
    answer, _missing = profile(questions.figures(), county_code)
    mine = next((line for line in answer.lines if line.unit.id == unit_id), None)
    county = next((line for line in answer.lines if line.unit.kind is UnitKind.REGION), None)
    if mine is None:
        return Lives([], [])
    lines, data = [], []
    for at, card in enumerate(answer.cards):
        own = mine.cells[at]
        if own is None:
            continue
        beside = county.cells[at] if county is not None else None
        of_county, of_country = beside[0] if beside else None, answer.benchmark[at]
        lines.append(
            {
                "slug": choosing.address_of(card.id),
                "title": card.title,
                "when": period_words(own[0].period),
                "value": _words(own[0], card),
                "gap": _gap(own[0]),
                "county": _same(own[0], of_county, card),
                "country": _same(own[0], of_country, card),
            }
        )
        data.append(files.profile_data(card, own[0], of_county, of_country))
    return Lives(lines, data)


def _name(line: GridLine, county: str) -> str:
    return county or line.unit.title if line.unit.kind is UnitKind.REGION else line.unit.title


def _told(line: GridLine, at: int, answer: GridAnswer) -> dict[str, str]:
    """A cell in words. when: its period, where it is another than the country's."""
    told = line.cells[at]
    if told is None:
        return {"value": codes.word("statuses", "not_collected"), "gap": "notcollected", "when": ""}
    cell, country = told[0], answer.benchmark[at]
    same = country is not None and sentences.same_period(cell, country)
    return {
        "value": _words(cell, answer.cards[at]),
        "gap": _gap(cell),
        "when": "" if same else period_words(cell.period),
    }


def _words(cell: Cell | None, card: IndicatorCard) -> str:
    """A value without its interval: everybody is counted. "" without a cell."""
    if cell is None:
        return ""
    return codes.word("statuses", cell.status) if cell.value is None else amount(cell.value, card)


def _same(own: Cell, other: Cell | None, card: IndicatorCard) -> str:
    return _words(other, card) if other is not None and sentences.same_period(own, other) else ""


def _gap(cell: Cell) -> str:
    return "" if cell.value is not None else codes.mark_of("statuses", cell.status)


def _newest_words(cell: Cell | None) -> str:
    return period_words(cell.period) if cell is not None else ""
