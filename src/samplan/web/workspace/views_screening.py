"""Where a place differs from the country, over all that is fetched: where a needs analysis may begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samplan.analysis import questions
from samplan.analysis.questions import choosing
from samplan.analysis.questions.screening import screening as screen
from samplan.analysis.results import Hit, ScreeningAnswer
from samplan.publishing.figures import codes, outcomes, sentences
from samplan.publishing.figures.numbers import period_words
from samplan.publishing.language import number
from samplan.web.csv_answers import csv_answer
from samplan.web.public.figure_pages import help_among
from samplan.web.workspace.shell import signed_in, work_page
from samplan.web.workspace.views_people import the_partnership

COLUMNS = (
    *("indicator", "title", "unit_of_measure", "area", "place", "place_name"),
    *("period", "period_start", "period_years", "value", "low", "high", "level", "method", "no_interval"),
    *("numerator", "denominator", "country", "country_low", "country_high", "country_method"),
    *("country_numerator", "country_denominator", "outcome", "rule", "difference", "difference_low"),
    *("difference_high", "survives", "caveats", "fetched_at", "source", "producer"),
)


@signed_in
@require_GET
def screening(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """The hits by area of operation and name; a municipality or an area of operation may be chosen."""
    partnership = the_partnership(request, partnership_id)
    county = partnership.county.code
    places = choosing.places_of(county)
    unit = request.GET.get("plats", "") or (places[0][0] if places else "")
    area = request.GET.get("omrade", "")
    answer = screen(questions.figures(), unit, area=area) if unit in dict(places) else None
    if answer is not None and request.GET.get("form") == "csv":
        return csv_answer(_rows(answer), f"behov-{answer.unit.id}.csv")
    context = {
        "partnership": partnership,
        "places": places,
        "unit": unit,
        "areas": choosing.operating_areas(),
        "area": area,
        "answer": answer,
        "groups": [(name, [_line(hit) for hit in hits]) for name, hits in answer.groups] if answer else [],
        "help_lines": help_among(hit.card for _name, hits in answer.groups for hit in hits) if answer else [],
        "hits": sum(len(hits) for _name, hits in answer.groups) if answer else 0,
        "looks": _looks(answer) if answer else "",
        "not_judged": [(codes.word("reasons", why), many) for why, many in answer.not_judged.items()] if answer else [],
    }
    return work_page(request, "workspace/screening.html", context, here="start")


def _looks(answer: ScreeningAnswer) -> str:
    """How many looks were taken and what that means."""
    looks = answer.looks
    return _(
        "%(n)s jämförelser med riket är gjorda. Räknade var för sig ger slumpen ungefär %(false)s falska utslag."
        " Här står bara de som håller när alla räknas tillsammans."
    ) % {"n": number(looks.comparisons), "false": number(round(looks.expected_false))}


def _line(hit: Hit) -> dict[str, Any]:
    return {
        "title": hit.card.title,
        "slug": choosing.address_of(hit.card.id),
        "when": period_words(hit.cell.period),
        "value": sentences.cell_words(hit.cell, hit.card),
        "country": sentences.cell_words(hit.benchmark, hit.card),
        "mark": outcomes.mark_of(hit.comparison, hit.card),
        "verdict": outcomes.outcome_words(hit.comparison, hit.card),
        "caveats": [codes.why("caveats", c) or codes.word("caveats", c) for c in hit.caveats],
    }


def _rows(answer: ScreeningAnswer) -> Iterator[Iterable[Any]]:
    """The heads, then a row for each hit with all that its verdict was reckoned from."""
    yield COLUMNS
    for area, hits in answer.groups:
        for hit in hits:
            yield _row(area, hit)


def _row(area: str, hit: Hit) -> Iterator[Any]:
    card, cell, country, told = hit.card, hit.cell, hit.benchmark, hit.comparison
    yield from (card.id, card.title, card.unit, area, cell.unit.id, cell.unit.title)
    yield from (period_words(cell.period), cell.period.start.isoformat(), cell.period.years)
    yield from (cell.value, cell.low, cell.high, cell.level, cell.method, cell.no_interval)
    yield from (cell.numerator, cell.denominator, country.value, country.low, country.high, country.method)
    yield from (country.numerator, country.denominator, told.outcome.value, told.rule)
    yield from (told.difference, told.low, told.high, "yes" if told.survives else "no", " ".join(hit.caveats))
    yield from (cell.fetched_at.isoformat() if cell.fetched_at else "", card.source, card.producer)
