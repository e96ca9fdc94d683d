"""Public pages of figures: search and themes, one indicator, its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.analysis import questions
from samplan.analysis.questions import choosing, indicator
from samplan.analysis.questions.ages import differences as other_ages
from samplan.analysis.questions.search import search
from samplan.analysis.questions.sexes import differences
from samplan.analysis.results import IndicatorAnswer
from samplan.publishing import queries
from samplan.publishing.figures import codes
from samplan.publishing.figures.pictures import file_of, picture
from samplan.web.public import figure_ages as of_ages
from samplan.web.public import figure_answered as of_answers
from samplan.web.public import figure_csv as tables
from samplan.web.public import figure_files as files
from samplan.web.public import figure_funnel as funnels
from samplan.web.public import figure_pages as pages
from samplan.web.public import figure_profile as profiles
from samplan.web.public import twins
from samplan.web.public.answers import ASK, Answer, Page, kept, public_page
from samplan.web.public.context import edition_context

MOST_FOUND = 60
FORMS = (
    {
        "csv": "text/csv; charset=utf-8",
        "json": "application/json",
        "svg": "image/svg+xml",
        "png": "image/png",
    }
    | funnels.FORMS
    | of_answers.FORMS
)


@public_page
def figures(request: HttpRequest, county_slug: str) -> Answer:
    """The figures about mental health by theme, and search in the whole catalogue."""
    view = queries.edition_in_force(county_slug)
    query = request.GET.get("q", "").strip()[:200]
    answer = search(questions.figures(), query, limit=MOST_FOUND) if query else None
    found = list(answer.cards) if answer is not None else []
    themes = [] if query else choosing.by_theme()
    context = edition_context(request, view, current=True) | {
        "query": query,
        "found": [pages.listed(card) for card in found],
        "used": pages.used_in_plan(queries.figures_at(view.county_slug, view.plan_slug, view.label)),
        "found_words": found_words(answer.total if answer is not None else 0),
        "themes": [
            {
                "slug": pages.theme_slug(theme),
                "name": codes.word("themes", theme),
                "figures": [pages.listed(card) for card in cards],
            }
            for theme, cards in themes
            if not profiles.is_profile(cards)
        ],
        "help_lines": pages.help_among([*found, *(card for _theme, cards in themes for card in cards)]),
        "has_population": not query and profiles.is_there(),
        "here": "figures",
    }
    data = {
        "format": twins.FORMAT,
        "query": query,
        "figures": [
            {"id": card.id, "title": card.title, "producer": card.producer, "slug": choosing.address_of(card.id)}
            for card in (found if query else [card for _theme, cards in themes for card in cards])
        ],
    }
    return Page("public/figures.html", context, lambda: data)


def found_words(number: int) -> str:
    """How many were found, and how many of them are shown."""
    if not number:
        return _("Ingen siffra har alla de orden. Prova färre eller andra ord.")
    said = ngettext("%(n)s siffra.", "%(n)s siffror.", number) % {"n": number}
    if number > MOST_FOUND:
        said += " " + _("De %(n)s första visas. Sök med fler ord.") % {"n": MOST_FOUND}
    return said


@public_page
def figure(request: HttpRequest, county_slug: str, slug: str) -> Answer:
    """One indicator: the county over time beside the country, its municipalities, source and method."""
    view = queries.edition_in_force(county_slug)
    answer = asked(view.content.county_code, slug)
    sexes = differences(questions.figures(), answer.card.id, view.content.county_code or "")
    ages = other_ages(questions.figures(), answer.card.id, view.content.county_code or "")
    told = pages.indicator_page(answer, view.content.county or county_slug, sexes) | of_ages.shown(ages)
    of_funnel = funnels.asked(answer, view.content.county_code)
    yes = of_answers.asked(answer.card, view.content.county_code)
    context = edition_context(request, view, current=True)
    figures_there = queries.figures_at(view.county_slug, view.plan_slug, view.label)
    context |= (
        told
        | funnels.shown(answer, of_funnel)
        | of_answers.shown(yes)
        | {
            "used_in": pages.areas_with(figures_there, view.content, answer.card.id),
            "has_regions": funnels.may_have_regions(answer),
            "made_up": context["made_up"] or answer.made_up,
            "downloads": [
                ("csv", "CSV"),
                ("json", "JSON"),
                *([("svg", "SVG"), ("png", "PNG")] if told["chart"] else []),
            ],
            "here": "figures",
        }
    )
    return Page(
        "public/figure.html",
        context,
        lambda: (
            {"format": twins.FORMAT}
            | files.as_data(answer)
            | {
                "funnel": funnels.as_data(of_funnel),
                "answered_yes": of_answers.as_data(yes),
                "women_and_men": files.sexes_data(sexes),
                "ages": files.ages_data(ages),
            }
        ),
    )


def asked(county_code: str | None, slug: str) -> IndicatorAnswer:
    """The answer about an official indicator; 404 where there is none. Own values stand in editions alone."""
    indicator_id = choosing.named(slug)
    if indicator_id is None or not county_code:
        raise Http404(slug)
    answer = indicator.series(questions.figures(), indicator_id, county_code)
    if answer is None:
        raise Http404(slug)
    return answer


@public_page
def figure_file(request: HttpRequest, county_slug: str, slug: str, form: str) -> Answer:
    """An indicator as CSV or JSON with method and inputs, and its chart as SVG or PNG."""
    view = queries.edition_in_force(county_slug)
    if form not in FORMS:
        raise Http404(form)
    answer = asked(view.content.county_code, slug)
    if form in funnels.FORMS:
        which = funnels.of_regions if form.startswith(funnels.REGIONS) else funnels.asked
        data = funnels.file_bytes(answer, which(answer, view.content.county_code), form)
    elif form in of_answers.FORMS:
        data = of_answers.file_bytes(of_answers.asked(answer.card, view.content.county_code))
    elif form == "csv":
        sexes = differences(questions.figures(), answer.card.id, view.content.county_code or "")
        data = tables.as_csv(answer, sexes)
    else:
        data = file_bytes(answer, form)
    which, dash, kind = form.rpartition("-")
    name = f"{slug}-{county_slug}{dash}{which}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(kind != "svg", name)}
    return kept(request, HttpResponse(data, content_type=FORMS[form], headers=headers), ASK)


def file_bytes(answer: IndicatorAnswer, form: str) -> bytes:
    """The file's bytes; 404 where there is nothing to draw."""
    if form == "json":
        return files.json_bytes(answer)
    shown = picture(answer, (_("Länet"), _("Riket")))
    if shown is None:
        raise Http404(form)
    return file_of(shown, form)
