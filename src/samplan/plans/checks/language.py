"""Words: unfinished texts, terms that are no longer used, abbreviations that nobody explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from samplan.plans.checks.catalogue import any_of, bounds, pattern_of, words
from samplan.plans.checks.registry import Hit, of_area, of_plan
from samplan.plans.checks.sight import AreaSight, Sight, Text
from samplan.plans.checks.terms import older_words, words_told
from samplan.plans.shapes.findings import Place
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.terms import Term

OPENING = '”"«'
QUOTED = re.compile(r"”[^”]{1,120}”|\"[^\"]{1,120}\"|«[^»]{1,120}»")
ENDS_OPEN = re.compile(r"(?:…|\.\.\.)$")
LETTER = re.compile(r"[^\W\d_]")
ONE_SIGN = re.compile(r"(\w)\1*")
ABBREVIATION = re.compile(r"(?<![\w.@/-])[A-ZÅÄÖ]{2,6}(?![\w@]|\.\w)")
TARGETS = frozenset({ItemKind.GOAL, ItemKind.INDICATOR})


@of_area
def text_unfinished(sight: AreaSight) -> Iterator[Hit]:
    """ "TBD", "kompletteras" or three dots: somebody meant to go on writing."""
    for text in sight.texts:
        if found := _unfinished(text):
            yield Hit(text.place, quote=found, basis=text.text, field=text.field)


def _unfinished(text: Text) -> str:
    """The words that show it, "" where there are none. Question marks in targets are another matter."""
    written = _without_quotes(text.text)
    found = any_of("unfinished").search(written) or ENDS_OPEN.search(written.rstrip()[-3:])
    if found is None and any_of("unfinished_at_end").search(written):
        found = _unfinished_end().search(written)
    if found:
        return found.group().strip()
    marks = any_of("undecided_marks").search(written) if text.place.kind not in TARGETS else None
    return marks.group() if marks else ""


def _without_quotes(text: str) -> str:
    """A text without what stands in quotation marks: titles keep their old words."""
    return QUOTED.sub(" ", text) if any(sign in text for sign in OPENING) else text


@cache
def _unfinished_end() -> re.Pattern[str]:
    """ "Kompletteras" as the last word of a text, or in brackets: what follows it would be what is added."""
    listed = "|".join(pattern_of(w) for w in words().unfinished_at_end)
    return re.compile(rf"(?:{listed})(?=\s*[.!]?\s*$)|[(\[]\s*(?:{listed})\s*[)\]]", re.IGNORECASE)


@of_area
def text_empty(sight: AreaSight) -> Iterator[Hit]:
    """An item without a word in it."""
    for kind, items in (
        (ItemKind.GOAL, sight.area.goals),
        (ItemKind.ACTIVITY, sight.area.activities),
        (ItemKind.INDICATOR, sight.area.indicators),
        (ItemKind.FOLLOWUP, sight.area.followups),
    ):
        for item in items:
            bare = item.text.strip(" .;,:-–—•*()")
            if not LETTER.search(bare) or ONE_SIGN.fullmatch(bare):
                yield Hit(sight.here(kind, item.id, words=item.text), quote=item.text, basis=item.text or "-")


@of_plan
def term_deprecated(sight: Sight) -> Iterator[Hit]:
    """A word that is no longer used: once for each word, with all its places."""
    places: dict[str, list[tuple[Place, str]]] = {}
    better: dict[str, Term] = {}
    older = older_words(sight.around.terms)
    for text in sight.texts:
        if not older.any.search(text.text):
            continue
        written = _without_quotes(text.text)
        for pattern, term in older.patterns:
            if found := pattern.search(written):
                places.setdefault(term.word, []).append((text.place, found.group()))
                better[term.word] = term
                written = pattern.sub(" ", written)
    for word, found_at in places.items():
        yield Hit(
            found_at[0][0],
            quote=found_at[0][1],
            places=tuple(p for p, _w in found_at[1:]),
            told=(("better", better[word].better),),
            basis=word,
        )


@of_plan
def abbreviation_unexplained(sight: Sight) -> Iterator[Hit]:
    """An abbreviation that is used again and again, and that neither the plan nor the county's list explains."""
    known = words_told(sight.around.terms).union(words().known_abbreviations)
    uses: dict[str, list[Place]] = {}
    explained: set[str] = set()
    for text in sight.texts:
        for found in ABBREVIATION.finditer(text.text):
            short = found.group()
            if short not in known:
                uses.setdefault(short, []).append(text.place)
                if _explained_at(text.text, found.start(), found.end(), short):
                    explained.add(short)
    for short, places in uses.items():
        if len(places) >= bounds().uses_of_an_abbreviation and short not in explained:
            told = (("number", str(len(places))),)
            yield Hit(places[0], quote=short, places=tuple(places[1:]), told=told, basis=short)


def _explained_at(text: str, start: int, end: int, short: str) -> bool:
    """Whether the words beside an abbreviation say what it means: "… (SIP)", "SIP (…)", "SIP – …", or word for word."""
    before, after = text[max(0, start - 90) : start], text[end : end + 90]
    if before.endswith("(") and after.startswith(")"):
        return True
    if re.match(r"\s*(\(|–|-\s|,?\s*(dvs|det vill säga|står för|betyder))", after) and LETTER.search(after[:8]):
        return True
    meaning = words().abbreviations.get(short)
    return meaning is not None and meaning.casefold() in text.casefold()


@of_area
def sentence_runs_on(sight: AreaSight) -> Iterator[Hit]:
    """A goal, an activity or an indicator ends in the middle: "Medarbetare ska kunna ge s.k."."""
    for text in sight.texts:
        single = text.place.kind in {ItemKind.GOAL, ItemKind.ACTIVITY, ItemKind.INDICATOR} and text.field == "text"
        if single and _breaks_off(text.text):
            yield Hit(text.place, quote=text.text)


def _breaks_off(text: str) -> bool:
    first, _, last = text.rstrip(" .").rpartition(" ")
    return bool(first) and last.casefold() in words().ends_in_the_middle
