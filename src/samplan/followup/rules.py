"""Who may ask and answer, and what an answer may hold. Without side effects."""

from __future__ import annotations

import re
from datetime import date

from samplan.actors import rules
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor, MaybeActor, NotAllowed
from samplan.actors.shapes import DomainError, Permission, Sentences
from samplan.followup.models import Answer, Asked, Contact, Round
from samplan.followup.shapes import RoundState

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


def link_holds(contact: Contact, today: date) -> bool:
    """Whether a contact's link still leads to the answers."""
    return contact.revoked_at is None and today <= contact.until


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
