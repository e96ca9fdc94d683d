"""A county's words: added, changed, taken out of the list and put back."""

from __future__ import annotations

from django.db import transaction

from samplan.actors import audit
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor, check_can_edit_all
from samplan.plans import checks, rules, terming
from samplan.plans.models import CountyTerm
from samplan.plans.saving import put_back, save, take_out
from samplan.plans.shapes.terms import Term


@transaction.atomic
def add_term(*, by: Actor, partnership: Partnership, told: Term) -> CountyTerm:
    """Put a word in the county's list. Raises NotAllowed, InvalidValue."""
    _hold(by, partnership)
    told = terming.tidied(told)
    _check(partnership, told)
    row = CountyTerm(partnership=partnership, word=told.word, better=told.better, meaning=told.meaning)
    save(row, by=by)
    _record(by, "add_term", row)
    return row


@transaction.atomic
def change_term(*, by: Actor, partnership: Partnership, term_id: int, told: Term, seen_version: int) -> CountyTerm:
    """Change a word of the county's list. Raises NotAllowed, NotThere, InvalidValue, ChangedMeanwhile."""
    _hold(by, partnership)
    row = _row(partnership, term_id)
    told = terming.tidied(told)
    _check_seen(row, told, seen_version)
    _check(partnership, told, besides=row.pk)
    if told == _told(row):
        return row
    row.word, row.better, row.meaning = told.word, told.better, told.meaning
    row.version += 1
    save(row, by=by)
    _record(by, "change_term", row)
    return row


@transaction.atomic
def remove_term(*, by: Actor, partnership: Partnership, term_id: int, seen_version: int) -> CountyTerm:
    """Take a word out of the list; what the catalogue says of it stands again. Raises NotAllowed, NotThere,
    ChangedMeanwhile."""
    _hold(by, partnership)
    row = _row(partnership, term_id)
    _check_seen(row, _told(row), seen_version)
    take_out(row, by=by, reason="")
    _record(by, "remove_term", row)
    return row


@transaction.atomic
def restore_term(*, by: Actor, partnership: Partnership, term_id: int) -> CountyTerm:
    """Put a word that was taken out back. Raises NotAllowed, NotThere; InvalidValue when it has come back since."""
    _hold(by, partnership)
    row = _row(partnership, term_id, removed=True)
    _check(partnership, _told(row))
    put_back(row, by=by)
    _record(by, "restore_term", row)
    return row


def _hold(by: Actor, partnership: Partnership) -> None:
    """Those who may change all of the county's plans; whoever changes words holds the county until it is done."""
    check_can_edit_all(by, partnership)
    Partnership.objects.select_for_update(no_key=True, of=("self",)).get(pk=partnership.pk)


def _row(partnership: Partnership, term_id: int, *, removed: bool = False) -> CountyTerm:
    found = CountyTerm.objects.select_related("changed_by").filter(pk=term_id, partnership=partnership)
    row = found.filter(removed_at__isnull=not removed).first()
    if row is None:
        raise rules.not_there()
    return row


def _told(row: CountyTerm) -> Term:
    return Term(row.word, row.better, row.meaning)


def _check(partnership: Partnership, told: Term, *, besides: int = 0) -> None:
    there = CountyTerm.objects.filter(partnership=partnership, removed_at=None).exclude(pk=besides)
    shipped = [line.term.word for line in checks.shipped_terms(())]
    terming.check_term(told, others=list(there.values_list("word", flat=True)), shipped=shipped)


def _check_seen(row: CountyTerm, mine: Term, seen_version: int) -> None:
    if row.version != seen_version:
        raise rules.ChangedMeanwhile(
            values={"word": row.word, "better": row.better, "meaning": row.meaning},
            mine={"word": mine.word, "better": mine.better, "meaning": mine.meaning},
            version=row.version,
            changed_by=row.changed_by.name if row.changed_by else "",
            changed_at=row.changed_at,
        )


def _record(by: Actor, verb: str, row: CountyTerm) -> None:
    audit.record(
        by=by,
        verb=verb,
        object_kind="county_term",
        object_id=row.pk,
        partnership_id=row.partnership_id,
        data={"version": row.version},
    )
