"""Figures and places that a reader has chosen, side by side with the country. All that is chosen stands in the address.

By name; nothing is ranked. What is hidden is hidden whatever is chosen: the question sees to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.analysis import questions
from samplan.analysis.questions import choosing
from samplan.analysis.questions.compare import compare, similar_to
from samplan.analysis.questions.search import search
from samplan.analysis.results import CompareAnswer, CompareLine, IndicatorCard
from samplan.publishing import queries
from samplan.publishing.figures import codes, compared, sentences
from samplan.publishing.figures.numbers import unit_words
from samplan.publishing.figures.pictures import file_of
from samplan.publishing.figures.rows import years
from samplan.publishing.language import order, small_number
from samplan.web.public import figure_csv as tables
from samplan.web.public import figure_files as files
from samplan.web.public import figure_pages as pages
from samplan.web.public import twins
from samplan.web.public.answers import ASK, Answer, Page, kept, public_page
from samplan.web.public.context import edition_context

MOST_FIGURES, MOST_PLACES, MOST_FOUND = 6, 16, 20
FORMS = {"csv": "text/csv; charset=utf-8", "svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader has chosen. figures, places: ids. alone: nobody is told to be similar to the place that was named.

    over: how many of figures and places there was no room for. unknown: names that nobody has.
    """

    figures: tuple[str, ...]
    places: tuple[str, ...]
    alone: bool
    over: tuple[int, int]
    unknown: tuple[str, ...]

    def query(self, *figures: str) -> str:
        """As it stands in an address, of some of the figures or all of them."""
        told = [("siffra", choosing.address_of(one)) for one in figures or self.figures]
        return urlencode([*told, *(("plats", one) for one in self.places)])


def chosen(given: QueryDict, county: str) -> Chosen:
    """What the address says. Without places: the county's region."""
    figures = [found for slug in given.getlist("siffra") if (found := choosing.named(slug)) is not None]
    others, like = given.get("andra", "").strip()[:300], given.get("liknande", "")[:12]
    names = [name.strip() for name in re.split(r"[,;\n]", others) if name.strip()]
    named = {name: choosing.any_unit_named(name) for name in names}
    near = [unit.id for unit in similar_to(questions.figures(), like)] if like else []
    places = [*given.getlist("plats"), *([like] if like else []), *(one for one in named.values() if one), *near]
    places = list(dict.fromkeys(places)) or [unit for unit, _name in choosing.places_of(county)][:1]
    figures = list(dict.fromkeys(figures))
    return Chosen(
        figures=tuple(figures[:MOST_FIGURES]),
        places=tuple(places[:MOST_PLACES]),
        alone=bool(like) and not near,
        over=(max(len(figures) - MOST_FIGURES, 0), max(len(places) - MOST_PLACES, 0)),
        unknown=tuple(name for name, found in named.items() if found is None),
    )


@public_page
def figure_compare(request: HttpRequest, county_slug: str) -> Answer:
    """The form, and under it what is chosen: a table with drawn intervals for each figure."""
    view = queries.edition_in_force(county_slug)
    county = view.content.county_code or ""
    told = chosen(request.GET, county)
    answer = compare(questions.figures(), told.figures, told.places)
    context = edition_context(request, view, current=True)
    context |= _form(request, told, county, answer) | {
        "figures": [_section(line, told) for line in answer.lines],
        "here_are": _here_are(answer),
        "looks": sentences.looks_words(answer.looks) if answer.looks.comparisons > 1 else "",
        "said": [*_left_out(told), *_missing(told, answer)],
        "help_lines": pages.help_among(line.card for line in answer.lines),
        "query": told.query() if told.figures else "",
        "made_up": context["made_up"] or answer.made_up,
        "here": "figures",
    }
    data = {"format": twins.FORMAT} | files.compared_data(answer)
    return Page("public/figure_compare.html", context, lambda: data)


@public_page
def figure_compare_file(request: HttpRequest, county_slug: str, form: str) -> Answer:
    """What is chosen as CSV; its first figure as SVG or PNG. 404 where nothing is chosen or can be drawn."""
    view = queries.edition_in_force(county_slug)
    told = chosen(request.GET, view.content.county_code or "")
    if form not in FORMS or not told.figures:
        raise Http404(form)
    answer = compare(questions.figures(), told.figures if form == "csv" else told.figures[:1], told.places)
    data = tables.compared_csv(answer) if form == "csv" else _drawing(answer, form)
    name = f"{county_slug}-jamforelse.{form}"
    headers = {"Content-Disposition": content_disposition_header(form != "svg", name)}
    return kept(request, HttpResponse(data, content_type=FORMS[form], headers=headers), ASK)


def _drawing(answer: CompareAnswer, form: str) -> bytes:
    shown = [compared.picture(compared.ordered(line)) for line in answer.lines]
    if not shown or shown[0] is None:
        raise Http404(form)
    return file_of(shown[0], form)


def _section(line: CompareLine, told: Chosen) -> dict[str, Any]:
    """A figure's part of the page."""
    line = compared.ordered(line)
    card = line.card
    series = [*line.series, *([line.benchmark] if line.benchmark is not None else [])]
    rows = compared.places(line)
    cells = [cell for one in series for cell in one.cells]
    return {
        "slug": choosing.address_of(card.id),
        "title": card.title,
        "lead": pages.lead(card),
        "producer": card.producer,
        "unit": unit_words(card),
        "places": rows,
        "unit_head": pages.unit_head(card),
        "judged_head": _("Jämfört med riket") if any(row.verdict for row in rows.rows) else "",
        "caption": f"{card.title} {rows.when}",
        "names": [one.unit.title for one in series],
        "years": years(card, series),
        "gaps": sentences.statuses_shown([one.cells[-1] for one in line.series if one.cells]),
        "trends": [(one.unit.title, sentences.trend_words(one.trend, card)) for one in line.series if one.trend],
        "rules": compared.rules(line),
        "caveats": [codes.why("caveats", code) or codes.word("caveats", code) for code in compared.caveats(line)],
        "methods": pages.methods(cells),
        "drawable": compared.picture(line) is not None,
        "query": told.query(card.id),
    }


def _here_are(answer: CompareAnswer) -> str:
    """The places on the page, in a sentence's part."""
    return ", ".join(unit.title for unit in answer.units)


def _form(request: HttpRequest, told: Chosen, county: str, answer: CompareAnswer) -> dict[str, Any]:
    """Boxes to tick: what is chosen first, what was searched for, then the themes."""
    query = request.GET.get("q", "").strip()[:200]
    own = choosing.places_of(county)
    mine = {unit for unit, _name in own}
    ticked = [(choosing.address_of(line.card.id), line.card.title) for line in answer.lines]
    seen = {slug for slug, _title in ticked}
    found = _boxes(search(questions.figures(), query, limit=MOST_FOUND).cards, seen) if query else []
    themes = [(codes.word("themes", theme), _boxes(cards, seen)) for theme, cards in choosing.by_theme()]
    return {
        "ticked": ticked,
        "search": query,
        "found": found,
        "themes": [(name, boxes) for name, boxes in themes if boxes],
        "own_places": [(unit, name, unit in told.places) for unit, name in own],
        "other_places": [(u.id, u.title) for u in answer.units if u.id not in mine],
        "similar": own,
        "most": (small_number(MOST_FIGURES), small_number(MOST_PLACES)),
    }


def _boxes(cards: Sequence[IndicatorCard], seen: set[str]) -> list[tuple[str, str]]:
    """Slugs and titles of those that have no box yet, by title."""
    boxes = []
    for card in sorted(cards, key=lambda card: order(card.title)):
        slug = choosing.address_of(card.id)
        if slug not in seen:
            seen.add(slug)
            boxes.append((slug, card.title))
    return boxes


def _left_out(told: Chosen) -> list[str]:
    """What there was no room for."""
    figures, places = told.over
    said = []
    if figures:
        said.append(
            _("Högst %(n)s siffror ryms på sidan. De första visas.") % {"n": small_number(MOST_FIGURES)},
        )
    if places:
        said.append(_("Högst %(n)s platser ryms på sidan. De första visas.") % {"n": small_number(MOST_PLACES)})
    return said


def _missing(told: Chosen, answer: CompareAnswer) -> list[str]:
    """Names that nobody has; similar places that nobody tells."""
    said = []
    if told.unknown:
        said.append(
            ngettext(
                "Ingen kommun eller region i statistiken heter %(names)s.",
                "Inga kommuner eller regioner i statistiken heter %(names)s.",
                len(told.unknown),
            )
            % {"names": ", ".join(told.unknown)}
        )
    if told.alone:
        said.append(_("Statistiken säger inte vilka kommuner som liknar den du valde."))
    if answer.unknown:
        said.append(_("Adressen har platser som statistiken inte känner. De är inte med."))
    return said
