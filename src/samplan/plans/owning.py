"""What must hold when a body is asked to take something on, answers, hands over or becomes another."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from samplan.actors import rights as role_rights
from samplan.actors import rules as actors
from samplan.actors.models import Body, BodyKind, Partnership, Person
from samplan.actors.rules import MaybeActor
from samplan.actors.shapes import Permission, Scope, Sentences
from samplan.actors.standing import Standing, bodies_covered, standing_of
from samplan.plans.models import Dependency, Plan, Responsible
from samplan.plans.rights import edit_rights
from samplan.plans.rules import InvalidValue
from samplan.plans.shapes.ownership import AskAnswer, Successor


def _invalid(field: str, sv: str, en: str) -> InvalidValue:
    return InvalidValue(field, Sentences(sv=sv, en=en))


def acts_for(standing: Standing) -> frozenset[int]:
    """Ids of the bodies that somebody may answer for: those of their roles, with parts and successors (two queries)."""
    named = frozenset(
        body for role, body in standing.held if body is not None and role_rights.granted(role, Permission.ANSWER)
    )
    return bodies_covered(standing.partnership, named) if named else frozenset()


def can_answer(by: MaybeActor, row: Responsible) -> bool:
    """Whether somebody may answer for the body (or as the person) that a row names; its plan is at hand."""
    standing = standing_of(by, row.area.plan.partnership)
    scope = standing.scope(Permission.ANSWER)
    if scope is not Scope.OWN:
        return scope is Scope.COUNTY
    if standing.person is not None and row.person_id == standing.person.pk:
        return True
    return row.body_id is not None and row.body_id in acts_for(standing)


def check_can_answer(by: MaybeActor, row: Responsible) -> None:
    """Raises NotAllowed unless somebody may answer for the body that a row names."""
    if can_answer(by, row):
        return
    actors.check_may(by, row.area.plan.partnership, Permission.ANSWER)
    raise actors.NotAllowed(
        Sentences(
            sv="Frågan gäller en annan organisation än din. Du svarar bara för din egen. Inget har ändrats.",
            en="The question is for another body than yours. You answer only for your own. Nothing was changed.",
        )
    )


def check_can_edit_areas(by: MaybeActor, rows: Iterable[Responsible]) -> None:
    """Raises NotAllowed unless somebody may change every area that the rows stand in; seven queries for each plan."""
    plans: dict[int, tuple[Plan, set[int]]] = {}
    for row in rows:
        plans.setdefault(row.area.plan_id, (row.area.plan, set()))[1].add(row.area_id)
    for plan, areas in plans.values():
        rights = edit_rights(by, plan)
        if rights.everything or areas <= rights.areas:
            continue
        actors.check_can_edit(by, plan.partnership)
        raise actors.NotAllowed(
            Sentences(
                sv="Något av det du valde ligger i ett område som du inte får ändra i. Inget har ändrats."
                " Välj bara dina områden, eller be länets samordnare.",
                en="Something that you chose lies in an area that you may not change. Nothing was changed."
                " Choose only your areas, or ask the county's coordinator.",
            )
        )


def check_some(chosen: Collection[object]) -> None:
    """Something must be chosen. Raises InvalidValue."""
    if not chosen:
        raise _invalid(
            "rows",
            "Du har inte valt något. Inget har ändrats. Kryssa för det som det gäller.",
            "You have chosen nothing. Nothing was changed. Tick what it is about.",
        )


def check_askable(rows: Iterable[Responsible]) -> None:
    """Everybody who is asked is known, so that somebody can answer. Raises InvalidValue with the others."""
    unknown = sorted({row.text for row in rows if row.body_id is None and row.person_id is None})
    if unknown:
        named = ", ".join(unknown)
        raise _invalid(
            "rows",
            f"Ingen kan svara för {named}: det är bara ord. Inget har skickats. Öppna raden och välj en organisation.",
            f"Nobody can answer for {named}: it is only words. Nothing was sent. Open the row and choose a body.",
        )


def check_answer(answer: str, text: str) -> tuple[AskAnswer, str]:
    """The answer and its words; a no or a proposal needs words. Raises InvalidValue."""
    if answer not in {a.value for a in AskAnswer}:
        raise _invalid("answer", "Välj ett svar.", "Choose an answer.")
    text = text.replace("\x00", "").strip()
    if AskAnswer(answer) is not AskAnswer.ACCEPTED and not text:
        raise _invalid(
            "text",
            "Skriv varför, eller vad ni föreslår i stället. Svaret är inte sparat.",
            "Write why, or what you propose instead. The answer was not saved.",
        )
    return AskAnswer(answer), text


def check_open(answer: str) -> None:
    """Only a question that waits is answered. Raises InvalidValue."""
    if answer:
        raise _invalid(
            "answer",
            "Frågan har redan fått ett svar. Inget har ändrats. Be samordnaren fråga igen om något är annorlunda.",
            "The question has been answered already. Nothing was changed. Ask the coordinator to ask again.",
        )


def check_asked(by: MaybeActor, asker: Person | None) -> Person:
    """Only who asked notes the answer. Raises NotAllowed."""
    if asker is not None and by == asker:
        return asker
    raise actors.NotAllowed(
        Sentences(
            sv="Bara den som ställde frågan kan notera svaret. Inget har ändrats.",
            en="Only the one who asked can note the answer. Nothing was changed.",
        )
    )


def check_answered(answer: str) -> None:
    """Only a question with an answer is noted. Raises InvalidValue."""
    if not answer:
        raise _invalid(
            "answer",
            "Frågan har inte fått något svar än. Inget har ändrats.",
            "The question has no answer yet. Nothing was changed.",
        )


def check_successor(to: Successor) -> Successor:
    """Somebody to hand over to, with words. Raises InvalidValue."""
    text = to.text.replace("\x00", "").strip()
    if not text:
        raise _invalid(
            "to",
            "Skriv eller välj vem som tar över. Inget har ändrats.",
            "Write or choose who takes over. Nothing was changed.",
        )
    if to.person is not None and to.body is None:
        raise _invalid(
            "to",
            "En person står för en organisation eller funktion. Välj den också. Inget har ändrats.",
            "A person stands for a body or function. Choose that too. Nothing was changed.",
        )
    return Successor(text, to.body, to.person)


def undecided(partnership: Partnership, bodies: Collection[int], on: date) -> QuerySet[Dependency]:
    """What the bodies are still to decide on a day or later, in plans that hold then.

    A decision expected before the day stays with the one that was to take it, unless the day has come.
    """
    rows = Dependency.objects.filter(
        Q(plan__valid_to=None) | Q(plan__valid_to__gte=on),
        plan__partnership=partnership,
        plan__removed_at=None,
        owner_body_id__in=bodies,
        released_on=None,
        removed_at=None,
    )
    if on > timezone.localdate():
        rows = rows.filter(Q(expected=None) | Q(expected__gte=on))
    return rows.select_related("plan").order_by("plan_id", "order", "pk")


def check_succession(partnership: Partnership, before: Collection[Body], after: Collection[Body], on: date) -> None:
    """One body becomes one or several, or several become one, in one county, on a day that both allow.

    Raises InvalidValue.
    """
    if not before or not after or (len(before) > 1 and len(after) > 1):
        raise _invalid(
            "successors",
            "Välj vad organisationen blev. Blev flera organisationer flera nya tar du en i taget. Inget har ändrats.",
            "Choose what the body became. If several became several, take one at a time. Nothing was changed.",
        )
    every = [*before, *after]
    if len({b.pk for b in every}) < len(every):
        raise _invalid(
            "successors",
            "En organisation kan inte bli sig själv. Inget har ändrats.",
            "A body cannot become itself. Nothing was changed.",
        )
    official = {BodyKind.REGION, BodyKind.MUNICIPALITY}
    if any(b.county_id != partnership.county_id for b in every) or any(b.kind in official for b in before):
        raise _invalid(
            "successors",
            "Det går bara att byta ut länets egna verksamheter, funktioner och nätverk. Inget har ändrats.",
            "Only the county's own units, functions and networks can become others. Nothing was changed.",
        )
    if any(b.valid_to is not None for b in before) or any(b.valid_from and b.valid_from >= on for b in before):
        raise _invalid(
            "on",
            "Organisationen har redan upphört, eller började först den dagen. Inget har ändrats. Välj en annan dag.",
            "The body has ended already, or began only that day. Nothing was changed. Choose another day.",
        )
    if any(b.valid_to is not None and b.valid_to < on for b in after):
        raise _invalid(
            "successors",
            "Den som tar över har själv upphört. Inget har ändrats. Välj en som finns.",
            "The one that takes over has ended itself. Nothing was changed. Choose one that exists.",
        )
