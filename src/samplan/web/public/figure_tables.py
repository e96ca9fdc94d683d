"""Pages where many figures stand together: a municipality's, a grid of municipalities, and similar places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from samplan.analysis import questions
from samplan.analysis.questions import choosing
from samplan.analysis.questions.ages import of_unit
from samplan.analysis.questions.grid import grid
from samplan.analysis.questions.municipality import facts
from samplan.analysis.questions.similar import similar
from samplan.analysis.results import Cell, Comparison, FactLine, IndicatorCard, Status, UnitAges, UnitAnswer
from samplan.publishing import queries
from samplan.publishing.figures import codes, outcomes, sentences
from samplan.publishing.figures.numbers import period_words
from samplan.publishing.figures.sources import source_name
from samplan.publishing.language import small_number
from samplan.publishing.layouts.figure_sheet import Around, Beside, FigureLine, render_sheet
from samplan.web.public import figure_ages as of_ages
from samplan.web.public import figure_csv as tables
from samplan.web.public import figure_files as files
from samplan.web.public import figure_pages as pages
from samplan.web.public import figure_profile as profiles
from samplan.web.public import figure_sexes as of_sexes
from samplan.web.public import twins
from samplan.web.public.answers import ASK, Answer, Page, kept, public_page
from samplan.web.public.context import edition_context
from samplan.web.public.memo import imprint_of
from samplan.web.public.municipality import Place, places

FORMS = ("docx", "pdf", "csv")
CSV = "text/csv; charset=utf-8"
LATE = "not_worked_out"


def _place(view: Any, place_slug: str) -> Place:
    """The municipality of that name with its code; 404 without."""
    found = next((p for p in places(view.content) if p.slug == place_slug), None)
    if found is None:
        raise Http404(place_slug)
    return found


def _unit_of(county_code: str | None, place: Place) -> str:
    """The unit that statistics know the municipality by; 404 where they have none of that name."""
    unit = choosing.unit_named(county_code or "", place.name)
    if unit is None:
        raise Http404(place.slug)
    return unit


def _ids() -> list[str]:
    """The figures that a municipality's page tells, in the order of their themes."""
    return [card.id for _theme, cards in choosing.by_theme() if not profiles.is_profile(cards) for card in cards]


def _facts(county_code: str | None, place: Place) -> UnitAnswer:
    answer = facts(questions.figures(), _unit_of(county_code, place), _ids())
    if answer is None:
        raise Http404(place.slug)
    return answer


def line_words(line: FactLine) -> dict[str, Any]:
    """A line of the table in words. told: value and, where it has no interval, why."""
    cell = line.series.cells[-1] if line.series.cells else None
    comparison = line.series.comparison if cell and cell.value is not None else None
    value = sentences.cell_words(cell, line.card) if cell else codes.word("statuses", "not_collected")
    note = sentences.no_interval_words(cell) if cell and cell.value is not None else ""
    return {
        "slug": choosing.address_of(line.card.id),
        "title": line.card.title,
        "when": period_words(cell.period) if cell else "",
        "value": value,
        "note": note,
        "told": f"{value} ({note})" if note else value,
        "gap": codes.mark_of("statuses", cell.status) if cell and cell.value is None else "",
        "county": _beside(cell, line.county, line.card),
        "country": _beside(cell, line.benchmark, line.card),
        "mark": outcomes.mark_of(comparison, line.card) if comparison else "",
        "verdict": outcomes.outcome_words(comparison, line.card, short=True) if comparison else "",
    }


def _late(caveats: Iterable[tuple[str, ...]]) -> str:
    """What is said where there was no time for some of the page's figures."""
    return codes.why("caveats", LATE) if any(LATE in told for told in caveats) else ""


def left_out(answer: UnitAnswer) -> list[str]:
    """What a municipality's page and papers do not show, and why: a sentence for each reason."""
    without = [line.series.cells[-1] for line in answer.lines if line.series.cells]
    said = []
    for status, number in Counter(cell.status for cell in without if cell.value is None).items():
        word, why = codes.word("statuses", status), codes.why("statuses", status)
        if status is Status.HIDDEN:
            why += " " + _("Ibland är ett tal dolt för att ett annat dolt tal annars går att räkna fram.")
        words = {"n": small_number(number), "word": word, "why": why}
        said.append(
            ngettext(
                "%(n)s siffra visas inte (%(word)s). %(why)s", "%(n)s siffror visas inte (%(word)s). %(why)s", number
            )
            % words
        )
    absent = sum(1 for line in answer.lines if not line.series.cells)
    if absent:
        words = {"n": small_number(absent)}
        said.append(
            ngettext(
                "%(n)s siffra har källan inte för kommunen.", "%(n)s siffror har källan inte för kommunen.", absent
            )
            % words
        )
    late = _late(line.caveats for line in answer.lines)
    return [one[:1].upper() + one[1:] for one in said] + ([late] if late else [])


def _beside(cell: Cell | None, other: Cell | None, card: IndicatorCard) -> str:
    """The value of county or country in the period of the place's own cell; "" where it is of another."""
    if other is None or (cell is not None and not sentences.same_period(cell, other)):
        return ""
    return sentences.cell_words(other, card)


def _themes(answer: UnitAnswer) -> list[dict[str, Any]]:
    """The lines by theme; a figure that the place has no cell of is left out, and counted."""
    by_id = {line.card.id: line for line in answer.lines if line.series.cells}
    themes = []
    for theme, cards in choosing.by_theme():
        lines = [line_words(by_id[card.id]) for card in cards if card.id in by_id]
        if lines:
            themes.append({"code": theme, "name": codes.word("themes", theme), "lines": lines})
    return themes


@public_page
def place_figures(request: HttpRequest, county_slug: str, place_slug: str) -> Answer:
    """The figures about mental health of one municipality, beside county and country."""
    view = queries.edition_in_force(county_slug)
    place = _place(view, place_slug)
    answer = _facts(view.content.county_code, place)
    ages = of_unit(questions.figures(), answer.unit.id, _ids())
    lives = profiles.of_place(view.content.county_code, answer.unit.id)
    context = edition_context(request, view, current=True)
    context |= {
        "place": place,
        "help_lines": pages.help_among(line.card for line in answer.lines),
        "themes": _themes(answer),
        "lives": lives.lines,
        "by_sex": of_sexes.line_rows(answer.lines),
        "sex_looks": sentences.looks_words(answer.sex_looks) if answer.sex_looks else "",
        "by_age": of_ages.line_rows(ages),
        "age_looks": of_ages.line_looks(ages),
        "age_overlap": of_ages.line_overlap(ages),
        "left_out": left_out(answer),
        "looks": sentences.looks_words(answer.looks),
        "made_up": context["made_up"] or answer.made_up,
        "here": "municipality",
    }
    data = {"format": twins.FORMAT, "municipality": place.name, "figures": [files.line_data(x) for x in answer.lines]}
    data["ages"] = files.unit_ages_data(ages)
    data["population"] = lives.data
    data["left_out"] = context["left_out"]
    return Page("public/figure_place.html", context, lambda: data)


@public_page
def place_figures_file(request: HttpRequest, county_slug: str, place_slug: str, form: str) -> Answer:
    """The same as Word or PDF, in Swedish as the plan is, and as CSV. What is left out is told in each."""
    view = queries.edition_in_force(county_slug)
    place = _place(view, place_slug)
    if form not in FORMS:
        raise Http404(form)
    answer = _facts(view.content.county_code, place)
    stem = f"{county_slug}-{place.slug}-siffror"
    ages = of_unit(questions.figures(), answer.unit.id, _ids())
    if form == "csv":
        headers = {"Content-Disposition": content_disposition_header(True, f"{stem}.csv")}
        return kept(request, HttpResponse(tables.place_csv(answer, ages), content_type=CSV, headers=headers), ASK)
    with override("sv"):
        lines = [
            FigureLine(theme["name"], x["title"], x["when"], x["told"], x["county"], x["country"], x["verdict"])
            for theme in _themes(answer)
            for x in theme["lines"]
        ]
        lives = profiles.of_place(view.content.county_code, answer.unit.id)
        lines = [*lives.printed(), *lines]
        cards = [line.card for line in answer.lines]
        around = Around(
            sources=sorted({source_name(card) for card in cards}),
            helps=[line.sv for line in pages.help_among(cards)],
            notes=(sentences.looks_words(answer.looks), *left_out(answer)),
            beside=(_sexes_on_paper(answer), _ages_on_paper(ages)),
        )
        made = render_sheet(view.content, imprint_of(view), place.name, lines, around, stem=stem, kind=form)
    headers = {"Content-Disposition": content_disposition_header(form != "pdf", made.name)}
    return kept(request, HttpResponse(made.data, content_type=made.content_type, headers=headers), ASK)


def _sexes_on_paper(answer: UnitAnswer) -> Beside:
    """Women and men of each figure that may show both."""
    rows = [(x["title"], x["when"], x["women"], x["men"], x["verdict"]) for x in of_sexes.line_rows(answer.lines)]
    notes = [_("Här står de siffror där både kvinnors och mäns värde får visas.")]
    notes += [sentences.looks_words(answer.sex_looks)] if answer.sex_looks else []
    return Beside(
        _("Kvinnor och män"), (_("Siffra"), _("Period"), _("Kvinnor"), _("Män"), _("Jämförelse")), rows, notes
    )


def _ages_on_paper(ages: UnitAges | None) -> Beside:
    """The other ages of each figure, beside the one that they are compared with."""
    rows = [
        (x["title"], x["when"], x["words"], f"{x['own_age']}: {x['own']}", x["verdict"])
        for x in of_ages.line_rows(ages)
    ]
    notes = [_("Samma siffra för andra åldrar, i den senaste period där båda får visas.")]
    if of_ages.line_overlap(ages):
        notes.append(
            _("Åldrar som går in i varandra delar personer. Då missas en skillnad hellre än att den hittas på.")
        )
    notes += [said] if (said := of_ages.line_looks(ages)) else []
    header = (_("Siffra"), _("Period"), _("Kommunen"), _("Jämförs med åldern"), _("Jämförelse"))
    return Beside(_("Åldrar"), header, rows, notes)


@public_page
def figure_grid(request: HttpRequest, county_slug: str, theme: str) -> Answer:
    """Municipalities against a theme's figures, by name. Nothing is ranked."""
    view = queries.edition_in_force(county_slug)
    code, cards = next(((t, c) for t, c in choosing.by_theme() if pages.theme_slug(t) == theme), ("", []))
    if not cards or not view.content.county_code:
        raise Http404(theme)
    answer, _missing = grid(questions.figures(), [card.id for card in cards], view.content.county_code)
    shown = [place for place, card in enumerate(answer.cards) if any(line.cells[place] for line in answer.lines)]
    context = edition_context(request, view, current=True)
    context |= {
        "theme": codes.word("themes", code),
        "help_lines": pages.help_among(answer.cards[place] for place in shown),
        "heads": [pages.listed(answer.cards[place]) for place in shown],
        "rows": [
            {
                "name": line.unit.title,
                "cells": [_grid_cell(line.cells[at], answer.cards[at], answer.benchmark[at]) for at in shown],
            }
            for line in answer.lines
        ],
        "benchmark": [
            sentences.cell_words(cell, answer.cards[place]) if (cell := answer.benchmark[place]) else ""
            for place in shown
        ],
        "looks": sentences.looks_words(answer.looks),
        "late": _late(answer.caveats),
        "here": "figures",
    }
    return Page("public/figure_grid.html", context, lambda: {"format": twins.FORMAT, "grid": files.grid_data(answer)})


def _grid_cell(told: tuple[Cell, Comparison] | None, card: IndicatorCard, benchmark: Cell | None) -> dict[str, str]:
    """A cell in words. when: its period, where it is another than that of the country's value at the bottom."""
    if told is None:
        return {"value": codes.word("statuses", "not_collected"), "gap": "notcollected", "mark": "", "verdict": ""}
    cell, comparison = told
    shown = cell.value is not None
    return {
        "value": sentences.cell_words(cell, card),
        "gap": "" if shown else codes.mark_of("statuses", cell.status),
        "mark": outcomes.mark_of(comparison, card) if shown else "",
        "verdict": outcomes.outcome_words(comparison, card, short=True) if shown else "",
        "when": "" if benchmark and sentences.same_period(cell, benchmark) else period_words(cell.period),
    }


@public_page
def similar_places(request: HttpRequest, county_slug: str, slug: str, place_slug: str) -> Answer:
    """A figure of a municipality beside those that Kolada finds similar."""
    view = queries.edition_in_force(county_slug)
    place = _place(view, place_slug)
    unit = _unit_of(view.content.county_code, place)
    answer = similar(questions.figures(), choosing.named(slug) or "", unit, group_id=request.GET.get("grupp", "")[:12])
    if answer is None:
        raise Http404(slug)
    context = edition_context(request, view, current=True)
    context |= pages.similar_page(answer) | {"place": place, "slug": slug, "here": "figures"}
    return Page("public/figure_similar.html", context, lambda: {"format": twins.FORMAT} | files.similar_data(answer))
