"""Who may ask and answer, and what an answer may hold. Without side effects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from samplan.actors import rules
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor, MaybeActor, NotAllowed
from samplan.actors.shapes import DomainError, Permission, Scope, Sentences
from samplan.actors.standing import standing_of
from samplan.followup.models import Answer, Asked, Contact, Round
from samplan.followup.shapes import ContactPart, Question, RoundState
from samplan.plans.models import Area
from samplan.plans.rights import areas_answered_for

MOST_TEXT = 5000
"""Characters of an answer's words."""


class NotTaken(DomainError):
    """What was given cannot be kept; nothing has changed."""


class RoundIsClosed(NotTaken):
    """The round takes no more answers."""


class ChangedMeanwhile(DomainError):
    """Somebody else has answered since the page was opened. answer: theirs, which stands."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(
            Sentences(
                sv="Någon annan hos er har svarat på frågan medan du skrev. Ditt svar är inte sparat än. Jämför, och"
                " spara det som ska gälla.",
                en="Somebody else of your body has answered the question while you wrote. Your answer is not saved"
                " yet. Compare, and save what shall hold.",
            )
        )
        self.answer = answer


def can_follow_up(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether somebody may open, send, close and read the county's rounds."""
    return rules.may_everywhere(person, partnership, Permission.FOLLOW_UP)


def check_can_follow_up(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless somebody may run the county's rounds."""
    rules.check_may_everywhere(person, partnership, Permission.FOLLOW_UP)


def areas_to_follow_up(person: MaybeActor, partnership: Partnership) -> QuerySet[Area]:
    """The areas that somebody may ask and recommend about because they answer for them; who may for all: none here."""
    return areas_answered_for(person, partnership, Permission.FOLLOW_UP)


def can_follow_up_area(person: MaybeActor, partnership: Partnership, area: int | None) -> bool:
    """Whether somebody may ask and recommend about an area: who may for the county, and who answers for the area."""
    if can_follow_up(person, partnership):
        return True
    return area is not None and areas_to_follow_up(person, partnership).filter(pk=area).exists()


def check_can_follow_up_area(person: MaybeActor, partnership: Partnership, area: int | None) -> None:
    """Raises NotAllowed unless somebody may ask and recommend about an area (None: about the county)."""
    if can_follow_up_area(person, partnership, area):
        return
    rules.check_may(person, partnership, Permission.FOLLOW_UP)
    raise NotAllowed(
        Sentences(
            sv="Du får fråga och rekommendera om de områden som du eller din organisation ansvarar för. Det här är inte"
            " ett av dem. Be länets samordnare. Inget har ändrats.",
            en="You may ask and recommend about the areas that you or your body are responsible for. This is not one of"
            " them. Ask the county's coordinator. Nothing was changed.",
        )
    )


def check_can_log_course(person: MaybeActor, round_: Round, area: int | None) -> None:
    """Raises NotAllowed unless somebody may log courses for an area in a round of the county's, asked or not."""
    check_can_follow_up_area(person, round_.partnership, area)


def can_run(person: MaybeActor, round_: Round) -> bool:
    """Whether somebody runs a round: sends its letters, closes it and reads what it says."""
    return can_follow_up_area(person, round_.partnership, round_.area_id)


def check_can_run(person: MaybeActor, round_: Round) -> None:
    """Raises NotAllowed unless somebody runs the round."""
    check_can_follow_up_area(person, round_.partnership, round_.area_id)


def can_read_follow_up(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether somebody may read what the county's closed rounds say, whoever ran them."""
    return rules.may_everywhere(person, partnership, Permission.READ_FOLLOW_UP)


def can_read_compiled(person: MaybeActor, round_: Round) -> bool:
    """Whether somebody may read what was made of a round: who compiles, and when it is closed who may read answers."""
    closed = round_.state == RoundState.CLOSED
    return can_follow_up(person, round_.partnership) or (closed and can_read_follow_up(person, round_.partnership))


def check_can_read_compiled(person: MaybeActor, round_: Round) -> None:
    """Raises NotAllowed unless somebody may read what was made of a round."""
    if not can_read_compiled(person, round_):
        check_can_follow_up(person, round_.partnership)


def check_can_read_year(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless somebody may read a year of the county's follow-up, whoever runs it."""
    rules.check_may_everywhere(person, partnership, Permission.READ_FOLLOW_UP)


def can_read_answers(person: MaybeActor, round_: Round) -> bool:
    """Whether somebody may read a round's answers: who runs it, and when it is closed who may read the county's."""
    closed = round_.state == RoundState.CLOSED
    return can_run(person, round_) or (closed and can_read_follow_up(person, round_.partnership))


def check_can_read_answers(person: MaybeActor, round_: Round) -> None:
    """Raises NotAllowed unless somebody may read a round's answers."""
    if can_read_answers(person, round_):
        return
    if round_.state == RoundState.CLOSED:
        rules.check_may_everywhere(person, round_.partnership, Permission.READ_FOLLOW_UP)
    check_can_run(person, round_)


def link_holds(contact: Contact, today: date) -> bool:
    """Whether a contact's link still leads to the answers."""
    return contact.part != ContactPart.HEAD and contact.revoked_at is None and today <= contact.until


def reaches(contact: Contact, code: str) -> bool:
    """Whether a contact's link leads to the question of that code: a colleague's only to those that they were given."""
    return contact.part == ContactPart.ANSWERS or (contact.part == ContactPart.COLLEAGUE and code in contact.codes)


def check_reaches(by: Actor | Contact, codes: Iterable[str]) -> None:
    """Raises NotAllowed when a colleague's link does not lead to all of those questions."""
    if isinstance(by, Contact) and not all(reaches(by, code) for code in codes):
        raise NotAllowed(
            Sentences(
                sv="Länken gäller bara några av frågorna. Inget har sparats. Be den som skickade den om fler.",
                en="The link holds for some of the questions alone. Nothing was saved. Ask whoever sent it for more.",
            )
        )


def check_answers_all(by: Actor | Contact) -> None:
    """Raises NotAllowed for a colleague, who speaks for some of the questions alone."""
    if isinstance(by, Contact) and by.part != ContactPart.ANSWERS:
        raise NotAllowed(
            Sentences(
                sv="Det kan bara den göra som svarar för hela organisationen. Inget har ändrats.",
                en="Only whoever answers for the whole body can do that. Nothing was changed.",
            )
        )


def can_answer_for(person: MaybeActor, partnership: Partnership, body: int) -> bool:
    """Whether somebody who is signed in may answer for a body (three queries at most)."""
    standing = standing_of(person, partnership)
    scope = standing.scope(Permission.ANSWER)
    return scope is Scope.COUNTY or (scope is Scope.OWN and body in standing.bodies(Permission.ANSWER))


def check_can_answer_for(person: MaybeActor, partnership: Partnership, body: int) -> None:
    """Raises NotAllowed unless somebody who is signed in may answer for a body."""
    if not can_answer_for(person, partnership, body):
        rules.check_may(person, partnership, Permission.ANSWER)
        raise NotAllowed(
            Sentences(
                sv="Frågorna gäller en annan organisation än din. Du svarar bara för din egen. Inget har ändrats.",
                en="The questions are for another body than yours. You answer only for your own. Nothing was changed.",
            )
        )


def check_judged(question: Question, choice: str, text: str) -> None:
    """Raises NotTaken for words without the judgement that belongs beside them."""
    if question.needs_choice and text and not choice:
        raise NotTaken(
            Sentences(
                sv="Välj också hur långt ni har nått. Texten är inte sparad än.",
                en="Choose how far you have come as well. The text is not saved yet.",
            )
        )


def check_closed(round_: Round) -> None:
    """Raises NotTaken unless the round is closed."""
    if round_.state != RoundState.CLOSED:
        raise NotTaken(
            Sentences(
                sv="Uppföljningen är öppen. Inget har ändrats. Stäng den först.",
                en="The follow-up is open. Nothing was changed. Close it first.",
            )
        )


def check_reason(reason: str) -> str:
    """The reason in words. Raises NotTaken for none."""
    reason = " ".join(as_kept(reason).split())
    if not reason:
        raise NotTaken(
            Sentences(
                sv="Skriv varför. Det står kvar i uppföljningen. Inget har ändrats.",
                en="Write why. It stays in the follow-up. Nothing was changed.",
            )
        )
    check_text(reason)
    return reason


def check_may_answer(by: Actor | Contact, asked: Asked, today: date) -> None:
    """Raises NotAllowed unless it is a contact of the body with a link that holds, or somebody who runs the round."""
    if not isinstance(by, Contact):
        check_can_follow_up(by, asked.round.partnership)
    elif by.asked_id != asked.pk or not link_holds(by, today):
        raise NotAllowed(
            Sentences(
                sv="Länken gäller inte de här svaren. Inget har sparats. Be länssamordnaren om en ny länk.",
                en="The link does not hold for these answers. Nothing was saved. Ask the coordinator for a new link.",
            )
        )


def check_open(round_: Round) -> None:
    """Raises RoundIsClosed."""
    if round_.state != RoundState.OPEN:
        raise RoundIsClosed(
            Sentences(
                sv="Uppföljningen är stängd. Inget har sparats. Hör av dig till länssamordnaren om något ska rättas.",
                en="The follow-up is closed. Nothing was saved. Tell the county coordinator if something is wrong.",
            )
        )


_NUMBER = re.compile(r"(?<!\d)(?:19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?!\d)")


def has_identity_number(text: str) -> bool:
    """Whether a text holds something that is a Swedish personal identity number by its date and check digit."""
    return any(_is_identity_number(*found.groups()) for found in _NUMBER.finditer(text))


def _is_identity_number(year: str, month: str, day: str, last: str) -> bool:
    # A coordination number has 60 added to its day.
    if not (1 <= int(month) <= 12 and (1 <= int(day) <= 31 or 61 <= int(day) <= 91)):
        return False
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(year + month + day + last)]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def as_kept(text: str) -> str:
    """Words as they are kept: one kind of line break, no blanks at the ends, no NUL, which PostgreSQL refuses."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def check_text(text: str) -> None:
    """Raises NotTaken for words that are too many, or that hold a personal identity number."""
    if len(text) > MOST_TEXT:
        raise NotTaken(
            Sentences(
                sv=f"Texten är längre än {MOST_TEXT} tecken. Den är inte sparad. Korta den.",
                en=f"The text is longer than {MOST_TEXT} characters. It was not saved. Make it shorter.",
            )
        )
    if has_identity_number(text):
        raise NotTaken(
            Sentences(
                sv="Det ser ut som ett personnummer. Texten är inte sparad. Ta bort allt som kan peka ut en person.",
                en="That looks like a personal identity number. The text was not saved. Take away all that can point"
                " at a person.",
            )
        )
