"""A county's words: what they mean, and what it says instead of older ones."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from samplan.plans.shapes.terms import Glossary, plain
from samplan.publishing import queries
from samplan.publishing.words import words_of
from samplan.web.public import twins
from samplan.web.public.answers import Answer, Page, public_page
from samplan.web.public.context import edition_context


@public_page
def words(request: HttpRequest, county_slug: str) -> Answer:
    """The list as it is today, beside the plan in force."""
    view = queries.edition_in_force(county_slug)
    told = words_of(view.county_slug)
    context = edition_context(request, view, current=True) | {
        "here": "words",
        "meanings": [(_shown(line.term.word), line.term.meaning) for line in told.meanings],
        "older": [(_shown(line.term.word), line.term.better, line.better_en) for line in told.older],
    }
    return Page("public/words.html", context, lambda: _data(told))


def _shown(word: str) -> str:
    """A word as people read it: one that stands for any ending ends in three dots."""
    return f"{plain(word)}…" if word.endswith("*") else word


def _data(told: Glossary) -> dict[str, Any]:
    """The list for programs. any_ending: the word stands for all that begin with it; source: who says so."""
    return {
        "format": twins.FORMAT,
        "words": [{"word": plain(line.term.word), "meaning": line.term.meaning} for line in told.meanings],
        "older_words": [
            {
                "word": plain(line.term.word),
                "any_ending": line.term.word.endswith("*"),
                "say": line.term.better,
                "source": "samplan" if line.id is None else "county",
            }
            for line in told.older
        ],
    }
