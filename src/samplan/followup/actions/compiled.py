"""Statements made of a closed round's answers, and consent to be named with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from samplan.actors.rules import Actor
from samplan.followup import rules, statement_rules
from samplan.followup.actions.events import leave_event
from samplan.followup.actions.naming import merge_names
from samplan.followup.compiling import digest_of
from samplan.followup.models import (
    Answer,
    Asked,
    AskedQuestion,
    Consent,
    Contact,
    Round,
    Statement,
    StatementSource,
    StatementTag,
)
from samplan.followup.shapes import CHIEF, Given, StatementOrigin, Tag, TagKind
from samplan.followup.statement_rules import not_taken, person_of

Sources = Sequence[tuple[int, str]]
"""Answers: who was asked, and the question's code."""


def _round(by: Actor, round_id: int) -> Round:
    """The closed round, held, so that numbers are given one after the other."""
    round_ = Round.objects.select_related("partnership__county").get(pk=round_id)
    rules.check_can_follow_up(by, round_.partnership)
    statement_rules.check_closed(Round.objects.select_for_update(no_key=True).get(pk=round_id))
    return round_


@transaction.atomic
def add_statement(
    *,
    by: Actor,
    round_id: int,
    text: str,
    sources: Sources,
    against: Sources = (),
    tags: Sequence[Tag] = (),
    proposed: str = "",
) -> Statement:
    """Make a statement of a closed round's answers. text holds [antal] where the words for how many go.

    sources: the answers that say it; against: those that say the opposite. Raises NotAllowed and NotTaken.
    """
    round_ = _round(by, round_id)
    text = statement_rules.check_statement(text, StatementOrigin.COMPILED)
    last = Statement.objects.filter(round=round_).aggregate(n=Max("number"))["n"] or 0
    made = Statement.objects.create(
        round=round_,
        number=last + 1,
        origin=StatementOrigin.COMPILED,
        text=text,
        proposed=proposed or text,
        changed_at=timezone.now(),
        changed_by=person_of(by),
    )
    _put_sources(made, sources, against)
    _put_tags(made, tags)
    leave_event(by, round_, "add_statement", {"statement": made.pk, "sources": len(sources)})
    return made


@transaction.atomic
def change_statement(
    *,
    by: Actor,
    statement_id: int,
    text: str,
    seen_version: int,
    show_names: bool = False,
    tags: Sequence[Tag] | None = None,
    sources: Sources | None = None,
    against: Sources = (),
) -> Statement:
    """Save the editor's text; whoever saves has looked at the sources as they are now. tags, sources: None keeps them.

    Raises NotAllowed, NotTaken, and StatementChanged when somebody else saved meanwhile.
    """
    statement = _held(by, statement_id)
    statement_rules.check_unchanged(statement, seen_version)
    statement.text = statement_rules.check_statement(text, StatementOrigin(statement.origin))
    statement.show_names = show_names and statement.origin == StatementOrigin.COMPILED
    _touch(statement, by)
    if sources is not None:
        _put_sources(statement, sources, against)
    elif statement.origin == StatementOrigin.COMPILED:
        _keep_digest(statement)
    if tags is not None:
        _put_tags(statement, tags)
    leave_event(by, statement.round, "change_statement", {"statement": statement.pk, "version": statement.version})
    return statement


@transaction.atomic
def merge_statements(*, by: Actor, round_id: int, seen: Mapping[int, int]) -> Statement:
    """Make one statement of several: all their sources and tags in the first; the others go.

    The first's text stands. Those of the others are laid with its draft, for whoever edits it to take words from.
    seen: the version that was seen of each, by its id. Raises NotAllowed, NotTaken for fewer than two of the round's,
    and StatementChanged when somebody else saved one meanwhile.
    """
    round_ = _round(by, round_id)
    chosen = Statement.objects.filter(round=round_, pk__in=seen, origin=StatementOrigin.COMPILED)
    rows = list(chosen.select_for_update(no_key=True, of=("self",)).order_by("number"))
    if len(rows) < 2:
        raise not_taken("Välj minst två påståenden.", "Choose at least two statements.")
    for row in rows:
        statement_rules.check_unchanged(row, seen[row.pk])
    first, *others = rows
    drafts = dict.fromkeys([first.proposed, *(text for row in others for text in (row.text, row.proposed))])
    drafts.pop(first.text, None)
    first.proposed = "\n".join(drafts) or first.text
    _touch(first, by)
    told = StatementSource.objects.filter(statement__in=rows).select_related("question").order_by("against", "pk")
    says = {(s.asked_id, s.question.code): s.against for s in reversed(told)}
    tags = [_shape(t) for t in StatementTag.objects.filter(statement__in=rows).order_by("statement__number", "pk")]
    merge_names(first.pk, [o.pk for o in others])
    Statement.objects.filter(pk__in=[o.pk for o in others]).delete()
    _put_sources(first, [k for k, v in says.items() if not v], [k for k, v in says.items() if v])
    _put_tags(first, tags)
    leave_event(by, round_, "merge_statements", {"statement": first.pk, "of": {r.pk: r.text for r in rows}})
    return first


@transaction.atomic
def remove_statement(*, by: Actor, statement_id: int) -> None:
    """Take a statement away; the answers stay. What it said is kept in the log. Raises NotAllowed and NotTaken."""
    statement = _held(by, statement_id)
    leave_event(by, statement.round, "remove_statement", {"statement": statement.pk, "text": statement.text})
    statement.delete()


@transaction.atomic
def give_consent(*, by: Actor | Contact, asked_id: int, names: bool, note: str = "") -> Consent:
    """Say whether the body's name may be shown with its answers: by its own link, or written down for it with a note.

    It may be said while answering and later, as long as the link holds. Raises NotAllowed, for a colleague who got some
    of the questions too, and NotTaken without a note from somebody who writes it down for the body.
    """
    asked = Asked.objects.select_related("round__partnership", "body").get(pk=asked_id)
    if isinstance(by, Contact):
        by = Contact.objects.get(pk=by.pk)
    rules.check_may_answer(by, asked, timezone.localdate())
    rules.check_answers_all(by)
    note = rules.as_kept(note)[:300]
    if not isinstance(by, Contact) and not note:
        raise not_taken(
            "Skriv hur organisationen har sagt det, till exempel i ett brev och vilken dag.",
            "Write how the body said so, for example in a letter and on which day.",
        )
    row, _ = Consent.objects.update_or_create(
        asked=asked,
        defaults={
            "names": names,
            "at": timezone.now(),
            "contact": by if isinstance(by, Contact) else None,
            "person": person_of(by),
            "note": note,
        },
    )
    leave_event(by, asked.round, "give_consent", {"asked": asked.pk, "names": names})
    return row


def _held(by: Actor, statement_id: int) -> Statement:
    Statement.objects.select_for_update(no_key=True).get(pk=statement_id)
    statement = Statement.objects.select_related("round__partnership").get(pk=statement_id)
    rules.check_can_follow_up(by, statement.round.partnership)
    statement_rules.check_closed(statement.round)
    return statement


def _touch(statement: Statement, by: Actor) -> None:
    statement.version += 1
    statement.changed_at, statement.changed_by = timezone.now(), person_of(by)
    statement.save(update_fields=["text", "proposed", "show_names", "version", "changed_at", "changed_by"])


def _put_sources(statement: Statement, sources: Sources, against: Sources) -> None:
    """Exactly these sources, of answers that say something, and the digest of what they say now."""
    questions = dict(AskedQuestion.objects.filter(round=statement.round_id).values_list("code", "pk"))
    asked = set(Asked.objects.filter(round=statement.round_id, joint=False).values_list("pk", flat=True))
    answered = set(Answer.objects.filter(asked__in=asked).values_list("asked_id", "question_id"))
    rows: dict[tuple[int, int], StatementSource] = {}
    for opposed, some in ((False, sources), (True, against)):
        for who, code in some:
            key = (who, questions.get(code, 0))
            if key in answered and key not in rows:
                rows[key] = StatementSource(statement=statement, asked_id=who, question_id=key[1], against=opposed)
    if not any(not row.against for row in rows.values()):
        raise not_taken("Välj minst ett svar som säger det här.", "Choose at least one answer that says this.")
    StatementSource.objects.filter(statement=statement).delete()
    StatementSource.objects.bulk_create(rows.values())
    _keep_digest(statement)


def _keep_digest(statement: Statement) -> None:
    rows = list(StatementSource.objects.filter(statement=statement).select_related("question"))
    found = Answer.objects.filter(asked__round=statement.round_id, asked__joint=False).select_related("question")
    answers = {
        (a.asked_id, a.question.code): Given(a.choice, a.text, timezone.localtime(a.saved_at).date(), more=a.more)
        for a in found
        if a.choice or a.text.strip() or a.more
    }
    statement.digest = digest_of(
        ((r.asked_id, r.question.code, r.against, answers.get((r.asked_id, r.question.code))) for r in rows),
        ((asked, code, given.choice) for (asked, code), given in answers.items()),
    )
    statement.save(update_fields=["digest"])


def _shape(row: StatementTag) -> Tag:
    return Tag(TagKind(row.kind), row.name, row.number, row.node_id, row.area_id, row.first, row.framework)


def _put_tags(statement: Statement, tags: Iterable[Tag]) -> None:
    """Exactly these tags, each once; the statement stands under the chief one, else its first focus area or node."""
    wanted = list({(t.kind, t.framework, t.name): t for t in tags}.values())
    chief = sorted((t for t in wanted if t.kind in CHIEF), key=lambda t: CHIEF.index(t.kind))
    first = next((t for t in chief if t.first), chief[0] if chief else None)
    StatementTag.objects.filter(statement=statement).delete()
    StatementTag.objects.bulk_create(
        StatementTag(
            statement=statement,
            kind=t.kind,
            node_id=t.node_id,
            area_id=t.area_id,
            number=t.number,
            name=t.name,
            framework=t.framework,
            first=t is first,
        )
        for t in wanted
    )
