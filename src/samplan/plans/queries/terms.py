"""A county's words as lists: what they mean, what is said instead, what was taken out, and each one's past."""

from __future__ import annotations

from collections.abc import Iterable

from samplan.documents.folding import swedish_key
from samplan.plans import checks, rules
from samplan.plans.models import CountyTerm
from samplan.plans.queries.framework_past import entries_of
from samplan.plans.shapes.editing import HistoryEntry
from samplan.plans.shapes.terms import Glossary, Term, TermLine

TERM_VALUES = ("word", "better", "meaning")


def _line(row: CountyTerm) -> TermLine:
    by = row.changed_by.name if row.changed_by else ""
    return TermLine(Term(row.word, row.better, row.meaning), row.pk, row.version, by=by)


def _in_order(lines: Iterable[TermLine]) -> tuple[TermLine, ...]:
    return tuple(sorted(lines, key=lambda line: swedish_key(line.term.word)))


def _there(partnership_id: int, *, removed: bool = False) -> list[TermLine]:
    rows = CountyTerm.objects.filter(partnership=partnership_id, removed_at__isnull=not removed)
    return [_line(row) for row in rows.select_related("changed_by")]


def county_terms(partnership_id: int) -> tuple[TermLine, ...]:
    """The words that a county has said something of, in Swedish order. One query."""
    return _in_order(_there(partnership_id))


def removed_terms(partnership_id: int) -> tuple[TermLine, ...]:
    """The words that were taken out of the list. One query."""
    return _in_order(_there(partnership_id, removed=True))


def glossary(partnership_id: int) -> Glossary:
    """What a county's words mean, and the older words, those of the catalogue among them. One query."""
    return _glossary(_there(partnership_id))


def glossary_of_county(county_slug: str) -> Glossary:
    """The same by the county's place in addresses. One query."""
    rows = CountyTerm.objects.filter(partnership__county__slug=county_slug, removed_at=None)
    return _glossary([_line(row) for row in rows.select_related("changed_by")])


def _glossary(own: list[TermLine]) -> Glossary:
    shipped = checks.shipped_terms(line.term for line in own)
    return Glossary(
        meanings=_in_order(line for line in own if line.term.meaning),
        older=_in_order([*(line for line in own if line.term.better), *shipped]),
    )


def county_term(partnership_id: int, term_id: int) -> TermLine:
    """One word of a county's list. Raises NotThere. One query."""
    rows = CountyTerm.objects.filter(partnership=partnership_id, pk=term_id, removed_at=None)
    row = rows.select_related("changed_by").first()
    if row is None:
        raise rules.not_there()
    return _line(row)


def term_history(term_id: int) -> list[HistoryEntry]:
    """Every save of a word, newest first. Raises NotThere. One query."""
    return entries_of(CountyTerm.history.filter(id=term_id), TERM_VALUES)
