"""What a statement, a judgement, a recommendation and a correction may hold, and who may make them. No side effects."""

from __future__ import annotations

from datetime import date

from samplan.actors import rules as actors
from samplan.actors.models import Body, Partnership, Person
from samplan.actors.rules import Actor, MaybeActor, NotAllowed
from samplan.actors.shapes import Permission, Scope, Sentences
from samplan.actors.standing import standing_of
from samplan.followup.compiling import typed_count
from samplan.followup.models import JudgedYear, Round, Statement
from samplan.followup.rules import MOST_TEXT, NotTaken, as_kept, check_text
from samplan.followup.shapes import COUNT, NEEDS_REASON, RecommendationAnswer, RoundState, StatementOrigin

FIRST_YEAR = 1990
"""Nobody judges an earlier year."""


class StatementChanged(NotTaken):
    """Somebody else changed the statement since the page was opened."""


class YearIsLocked(NotTaken):
    """The year's judgement changes only by a correction that is seen."""


def not_taken(sv: str, en: str) -> NotTaken:
    """What is wrong; nothing was saved."""
    return NotTaken(Sentences(sv=f"{sv} Inget har sparats.", en=f"{en} Nothing was saved."))


def check_closed(round_: Round) -> None:
    """Raises NotTaken unless the round is closed: until then the answers are each body's own."""
    if round_.state != RoundState.CLOSED:
        raise not_taken(
            "Uppföljningen är öppen. Stäng den innan ni sammanställer svaren.",
            "The follow-up is open. Close it before you compile the answers.",
        )


def check_statement(text: str, origin: StatementOrigin) -> str:
    """The text without blanks at its ends. Raises NotTaken for none, too long, or a number that is typed."""
    text = as_kept(text)
    if not text:
        raise not_taken("Skriv vad svaren säger.", "Write what the answers say.")
    check_text(text)
    if origin is not StatementOrigin.COMPILED:
        return text
    typed = typed_count(text)
    if typed:
        raise not_taken(
            f"Det står ”{typed}” i texten. Skriv {COUNT} i stället, så räknas antalet ur svaren.",
            f"The text says “{typed}”. Write {COUNT} instead, so that the number is counted from the answers.",
        )
    if text.count(COUNT) != 1:
        raise not_taken(
            f"Skriv {COUNT} en gång i texten, där det ska stå hur många.",
            f"Write {COUNT} once in the text, where it shall say how many.",
        )
    return text


def check_unchanged(statement: Statement, seen_version: int) -> None:
    """Raises StatementChanged."""
    if statement.version != seen_version:
        raise StatementChanged(
            Sentences(
                sv="Någon annan har ändrat påståendet sedan du öppnade sidan. Din text är inte sparad. Kopiera den,"
                " öppna sidan igen och jämför.",
                en="Somebody else has changed the statement since you opened the page. Your text was not saved. Copy"
                " it, open the page again and compare.",
            )
        )


def check_reason(reason: str) -> str:
    """The reason without blanks at its ends. Raises NotTaken for none."""
    reason = as_kept(reason)
    if not reason:
        raise not_taken("Skriv varför.", "Write why.")
    if len(reason) > MOST_TEXT:
        raise not_taken("Skälet är för långt.", "The reason is too long.")
    return reason


def check_year_to_judge(year: int, today: date) -> None:
    """Raises NotTaken for what is no year, and for one after the next."""
    if year < FIRST_YEAR:
        raise not_taken("Skriv året med fyra siffror.", "Write the year with four digits.")
    if year > today.year + 1:
        raise not_taken(
            f"{year} ligger för långt fram, det senaste år som går att öppna är {today.year + 1}.",
            f"{year} is too far ahead, the latest year that can be opened is {today.year + 1}.",
        )


def check_year_open(judged: JudgedYear) -> None:
    """Raises YearIsLocked."""
    if judged.locked_at is not None:
        raise YearIsLocked(
            Sentences(
                sv=f"Bedömningen för {judged.year} är låst. Inget har ändrats. Ett fel rättas med Rätta, och rättelsen"
                " syns.",
                en=f"The judgement of {judged.year} is locked. Nothing was changed. A mistake is put right by"
                " correcting it, and the correction is seen.",
            )
        )


def check_judgement(*, value: str, text: str, reason: str, decision: str, of_activity: bool) -> None:
    """Raises NotTaken for text without a judgement, and for a stop without a reason."""
    if (text or reason or decision) and not value:
        raise not_taken(
            "Välj en bedömning. En text ensam säger inte hur det gick.",
            "Choose a judgement. A text alone does not say how it went.",
        )
    if of_activity and value in NEEDS_REASON and not reason:
        raise not_taken(
            "Skriv varför aktiviteten är försenad, pausad eller avslutad.",
            "Write why the activity is late, paused or ended.",
        )


def acts_for(person: MaybeActor, partnership: Partnership, body: Body) -> bool:
    """Whether somebody may answer for the body: those who run follow-up, and those whose role is held for it."""
    standing = standing_of(person, partnership)
    if standing.scope(Permission.FOLLOW_UP) is Scope.COUNTY:
        return True
    return body.pk in standing.bodies(Permission.ANSWER) or any(
        held == body.pk and role in {"decision_maker"} for role, held in standing.held
    )


def check_acts_for(person: Actor, partnership: Partnership, body: Body) -> None:
    """Raises NotAllowed."""
    if not acts_for(person, partnership, body):
        raise NotAllowed(
            Sentences(
                sv=f"Du svarar inte för {body.name}. Inget har sparats.",
                en=f"You do not answer for {body.name}. Nothing was saved.",
            )
        )


def check_answer(answer: str, reason: str) -> None:
    """Raises NotTaken for a no without a reason."""
    if answer == RecommendationAnswer.DECLINED and not reason.strip():
        raise not_taken("Skriv varför ni säger nej.", "Write why you say no.")


def person_of(by: object) -> Person | None:
    """Who it was, None for the system and for contacts without an account."""
    return by if isinstance(by, Person) else None


def can_publish(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether somebody may make the follow-up public."""
    return actors.can_publish(person, partnership)
