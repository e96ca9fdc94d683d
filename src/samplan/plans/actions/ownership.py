"""Asking bodies to take things on, their answers, and handing over what somebody owns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors import rules as actors
from samplan.actors.actions import succeed_body
from samplan.actors.models import Body, Membership, Partnership
from samplan.actors.rules import Actor
from samplan.actors.shapes import Permission
from samplan.plans import owning, rules
from samplan.plans.models import Dependency, OwnershipAsk, Responsible
from samplan.plans.saving import person_or_none, save
from samplan.plans.shapes.ownership import HandedOver, Successor, holds_on

SINGLE = ("activity_id", "goal_id", "indicator_id")


def _rows(partnership: Partnership, ids: Collection[int]) -> list[Responsible]:
    """The rows, locked until the action ends, all of them in the partnership's plans; raises NotThere."""
    found = Responsible.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "area__plan__partnership", "area__plan__county"
    )
    rows = list(
        found.filter(
            pk__in=set(ids),
            area__plan__partnership=partnership,
            area__plan__removed_at=None,
            area__removed_at=None,
            removed_at=None,
        ).order_by("area__plan_id", "area__order", "order", "pk")
    )
    if len(rows) != len(set(ids)):
        raise rules.not_there()
    return rows


@transaction.atomic
def ask_owners(
    *, by: Actor, partnership: Partnership, rows: Collection[int], question: str = "", due: date | None = None
) -> list[OwnershipAsk]:
    """Ask those who stand in these rows (ids of `Responsible`) whether they take it on; those asked already are left.

    Raises NotAllowed, NotThere, InvalidValue.
    """
    owning.check_some(rows)
    found = _rows(partnership, rows)
    owning.check_can_edit_areas(by, found)
    owning.check_askable(found)
    waiting = set(
        OwnershipAsk.objects.filter(responsible__in=found, answer="").values_list("responsible_id", flat=True)
    )
    asks = []
    for row in found:
        if row.pk in waiting:
            continue
        ask = OwnershipAsk(
            responsible=row,
            asked_at=timezone.now(),
            asked_by=person_or_none(by),
            question=question.replace("\x00", "").strip(),
            due=due,
        )
        save(ask, by=by)
        asks.append(ask)
    audit.record(
        by=by,
        verb="ask_owners",
        object_kind="partnership",
        object_id=partnership.pk,
        partnership_id=partnership.pk,
        data={"asked": len(asks), "waiting": len(waiting)},
    )
    return asks


@transaction.atomic
def answer_ask(*, by: Actor, ask_id: int, answer: str, text: str = "") -> OwnershipAsk:
    """Answer for the body that was asked: accepted, declined or proposed. Raises NotAllowed, NotThere, InvalidValue."""
    asks = OwnershipAsk.objects.select_for_update(no_key=True, of=("self",))
    ask = (
        asks.select_related("responsible__area__plan__partnership")
        .filter(pk=ask_id, responsible__removed_at=None, responsible__area__removed_at=None)
        .first()
    )
    if ask is None:
        raise rules.not_there()
    owning.check_can_answer(by, ask.responsible)
    owning.check_open(ask.answer)
    told, text = owning.check_answer(answer, text)
    ask.answer, ask.text = told.value, text
    ask.answered_at, ask.answered_by = timezone.now(), person_or_none(by)
    save(ask, by=by)
    plan = ask.responsible.area.plan
    audit.record(
        by=by,
        verb="answer_ask",
        object_kind="responsible",
        object_id=ask.responsible_id,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "answer": told.value},
    )
    return ask


@dataclass
class _Mover:
    """Hands parts over one by one, on a day."""

    by: Actor
    on: date
    reason: str

    def move(self, row: Responsible, to: Successor) -> bool:
        """Let a part end the day before and begin with another; false when it was theirs already.

        Handing back on the same day leaves the row as it was before, so that a hand-over can be undone.
        """
        if (row.text, row.body_id, row.person_id) == (to.text, to.body, to.person):
            return False
        theirs = self._theirs(row, to)
        holding = next((t for t in theirs if holds_on(self.on, t.valid_from, t.valid_to)), None)
        begun_today = row.valid_from is not None and row.valid_from >= self.on
        ended = next((t for t in theirs if t.valid_to == self.on - timedelta(days=1)), None)
        if holding is None and begun_today and ended is not None:
            ended.valid_to = None
            self._save(ended)
        elif holding is None:
            self._begin(row, to)
        if begun_today:
            row.removed_at, row.removed_by, row.removed_reason = timezone.now(), person_or_none(self.by), self.reason
        else:
            row.valid_to = self.on - timedelta(days=1)
        self._save(row)
        return True

    def _theirs(self, row: Responsible, to: Successor) -> list[Responsible]:
        """What the one who takes over has, or had, of the same part in the same item."""
        item: dict[str, Any] = {name: getattr(row, name) for name in ("area_id", *SINGLE, "part")}
        who: dict[str, Any] = {"body": None, "text": to.text}
        if to.body is not None:
            who = {"body_id": to.body, "person_id": to.person}
        named = Responsible.objects.filter(removed_at=None, **item, **who).exclude(pk=row.pk)
        return list(named.order_by("-valid_to", "-pk"))

    def _begin(self, row: Responsible, to: Successor) -> None:
        new = Responsible(
            area_id=row.area_id,
            activity_id=row.activity_id,
            goal_id=row.goal_id,
            indicator_id=row.indicator_id,
            part=row.part,
            order=row.order,
            text=to.text,
            body_id=to.body,
            person_id=to.person,
            valid_from=self.on,
            valid_to=row.valid_to,
        )
        save(new, by=self.by, reason=self.reason)

    def _save(self, row: Responsible) -> None:
        row.version += 1
        save(row, by=self.by, reason=self.reason)


def move_all(
    *, by: Actor, rows: Iterable[Responsible], to: dict[int, Successor], on: date, reason: str = ""
) -> HandedOver:
    """Hand each row over to its successor (by the row's id); the caller has asked the rules and leaves the event."""
    mover = _Mover(by, on, reason)
    moved = [row for row in rows if row.pk in to and mover.move(row, to[row.pk])]
    return HandedOver(len(moved), len({row.area_id for row in moved}))


@transaction.atomic
def hand_over(
    *, by: Actor, partnership: Partnership, rows: Collection[int], to: Successor, on: date, reason: str = ""
) -> HandedOver:
    """Hand parts (ids of `Responsible`) over to another body, function or person from a day on, all in one go.

    Who had it keeps a past. Handing the same parts back the same day leaves everything as it was. A person alone,
    without words, takes over from another person of the same body. Raises NotAllowed, NotThere, InvalidValue.
    """
    owning.check_some(rows)
    _check_known(partnership, to)
    found = _rows(partnership, rows)
    owning.check_can_edit_areas(by, found)
    each = {row.pk: owning.check_successor(_for_row(to, row)) for row in found}
    done = move_all(by=by, rows=found, to=each, on=on, reason=reason)
    audit.record(
        by=by,
        verb="hand_over",
        object_kind="partnership",
        object_id=partnership.pk,
        partnership_id=partnership.pk,
        data={"moved": done.moved, "areas": done.areas, "body": to.body, "on": on.isoformat()},
    )
    return done


def _for_row(to: Successor, row: Responsible) -> Successor:
    """A person alone goes on for the row's own body."""
    if not to.text.strip() and to.person is not None and row.body_id is not None:
        return Successor(row.text, row.body_id, to.person)
    return to


def _check_known(partnership: Partnership, to: Successor) -> None:
    """The body is the county's, and the person works in it."""
    if to.body is not None and not Body.objects.filter(pk=to.body, county_id=partnership.county_id).exists():
        raise rules.not_there()
    if to.person is not None and not Membership.objects.filter(person=to.person, partnership=partnership).exists():
        raise rules.not_there()


@transaction.atomic
def succeed_bodies(
    *,
    by: Actor,
    partnership: Partnership,
    before: Sequence[Body],
    after: Sequence[Body],
    on: date,
    choices: dict[int, int] | None = None,
    deciders: dict[int, int] | None = None,
) -> HandedOver:
    """Let one body become another, or several (a split), or several become one (a merge), on a day.

    What they owned stays true for its time. What they own that day in plans that still hold goes on with the
    successor: at a split the one that `choices` names for the row (its id to the body's), else the first. So do the
    decisions that plans wait for from them, with `deciders` (the dependency's id to the body's). Raises NotAllowed,
    InvalidValue.
    """
    actors.check_may(by, partnership, Permission.MANAGE_BODIES)
    owning.check_succession(partnership, before, after, on)
    for old in before:
        for new in after:
            succeed_body(by=by, partnership=partnership, predecessor=old, successor=new, on=on)
    wanted, named = choices or {}, {b.pk: b for b in after}
    rows = owned_from(partnership, [b.pk for b in before], on)
    to = {row.pk: _as_successor(named.get(wanted.get(row.pk, 0), after[0]), row) for row in rows}
    done = move_all(by=by, rows=rows, to=to, on=on, reason=_words(before, after))
    decides = list(
        owning.undecided(partnership, [b.pk for b in before], on).select_for_update(no_key=True, of=("self",))
    )
    for dependency in decides:
        _decide_on(dependency, named.get((deciders or {}).get(dependency.pk, 0), after[0]), by, _words(before, after))
    audit.record(
        by=by,
        verb="succeed_bodies",
        object_kind="body",
        object_id=before[0].pk,
        partnership_id=partnership.pk,
        data={
            "before": [b.pk for b in before],
            "after": [b.pk for b in after],
            "on": on.isoformat(),
            "moved": done.moved,
            "decisions": len(decides),
        },
    )
    return HandedOver(done.moved, done.areas, len(decides))


def _words(before: Sequence[Body], after: Sequence[Body]) -> str:
    return " → ".join([before[0].name, after[0].name])


def _decide_on(dependency: Dependency, body: Body, by: Actor, reason: str) -> None:
    """Another body is to decide; the history keeps who was."""
    dependency.owner, dependency.owner_body = body.name, body
    dependency.version += 1
    save(dependency, by=by, reason=reason)


def _as_successor(body: Body, row: Responsible) -> Successor:
    return Successor(body.name, body.pk, row.person_id)


def owned_from(partnership: Partnership, bodies: Collection[int], on: date) -> list[Responsible]:
    """What the bodies own on a day or later, in plans that hold then, locked."""
    rows = Responsible.objects.select_for_update(no_key=True, of=("self",)).filter(
        area__plan__partnership=partnership,
        area__plan__removed_at=None,
        area__removed_at=None,
        body_id__in=bodies,
        removed_at=None,
    )
    found = rows.select_related("area__plan").order_by("area_id", "order", "pk")
    return [
        r
        for r in found
        if (r.valid_to is None or r.valid_to >= on) and (r.area.plan.valid_to is None or r.area.plan.valid_to >= on)
    ]
