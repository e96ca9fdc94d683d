"""What must hold when a draft is sent out, commented on and answered. Only actions and queries of `plans` use it."""

from __future__ import annotations

from datetime import date

from samplan.actors import rules as actors
from samplan.actors.models import Person, Role
from samplan.actors.rules import MaybeActor, NotAllowed
from samplan.actors.shapes import Permission, Sentences
from samplan.plans.checks.people import NUMBER, is_personal_number
from samplan.plans.models import DraftComment, DraftSent, Plan
from samplan.plans.rights import can_edit_item, check_can_edit_item
from samplan.plans.rules import InvalidValue, NotNow
from samplan.plans.shapes.commenting import MOST_TEXT


def check_can_send(by: MaybeActor, plan: Plan) -> None:
    """Raises NotAllowed unless somebody may send the plan's draft out and take it back."""
    actors.check_can_edit_all(by, plan.partnership)


def can_send(by: MaybeActor, plan: Plan) -> bool:
    """Whether somebody may send the plan's draft out and take it back."""
    return actors.can_edit_all(by, plan.partnership)


def check_can_comment(by: MaybeActor, plan: Plan, *, reads: bool) -> None:
    """Raises NotAllowed unless somebody may comment on the plan's draft. reads: it is out to them."""
    actors.check_may(by, plan.partnership, Permission.COMMENT)
    if not reads:
        raise NotAllowed(
            Sentences(
                sv="Utkastet är inte utskickat till dig. Inget har sparats.",
                en="The draft is not sent out to you. Nothing was saved.",
            )
        )


def check_open(sent: DraftSent, today: date) -> None:
    """Raises NotNow when the draft is taken back or the last day has passed."""
    if sent.taken_back_at is None and today <= sent.due:
        return
    raise NotNow(
        Sentences(
            sv="Tiden för kommentarer är slut. Inget har sparats. Säg det till länets samordnare i stället.",
            en="The time for comments is over. Nothing was saved. Tell the county's coordinator instead.",
        )
    )


def can_answer_comment(by: MaybeActor, plan: Plan, area_id: int | None) -> bool:
    """Whether somebody may answer a comment: who may change the area that it is about, or the plan."""
    return can_edit_item(by, plan, area_id)


def check_can_answer_comment(by: MaybeActor, plan: Plan, area_id: int | None) -> None:
    """Raises NotAllowed unless somebody may answer a comment."""
    check_can_edit_item(by, plan, area_id)


def check_own(by: MaybeActor, comment: DraftComment) -> None:
    """Raises NotAllowed unless somebody wrote the comment."""
    if isinstance(by, Person) and comment.author_id == by.pk:
        return
    raise NotAllowed(
        Sentences(
            sv="Det gör bara den som har skrivit kommentaren. Inget har ändrats.",
            en="Only whoever wrote the comment does that. Nothing was changed.",
        )
    )


def check_not_answered(answered: bool) -> None:
    """Raises NotNow for a comment of one's own that is answered: the answer would stand alone."""
    if answered:
        raise NotNow(
            Sentences(
                sv="Kommentaren är besvarad och står kvar. Be länets samordnare om den ska bort.",
                en="The comment is answered and stays. Ask the county's coordinator if it must go.",
            )
        )


def check_answered(answered: bool) -> None:
    """Raises NotNow for a comment without an answer to note."""
    if not answered:
        raise NotNow(Sentences(sv="Kommentaren är inte besvarad än.", en="The comment is not answered yet."))


def check_none_out(out: bool) -> None:
    """Raises NotNow when a draft of the plan is out already."""
    if out:
        raise NotNow(
            Sentences(
                sv="Planens utkast är redan ute för kommentarer. Ta tillbaka det först, eller ändra sista dagen.",
                en="The plan's draft is out for comments already. Take it back first, or change the last day.",
            )
        )


def check_taken_back(sent: DraftSent) -> None:
    """Raises NotNow while the draft is out: whoever comments must be known to get an answer."""
    if sent.taken_back_at is None:
        raise NotNow(
            Sentences(
                sv="Utkastet är ute för kommentarer. Ta tillbaka det först, sedan går namnen att ta bort.",
                en="The draft is out for comments. Take it back first, then the names can be taken away.",
            )
        )


def check_due(due: date, today: date) -> None:
    """Raises InvalidValue for a last day that has passed."""
    if due < today:
        raise InvalidValue(
            "due",
            Sentences(
                sv="Sista dagen har redan passerat. Inget har sparats. Välj en dag framåt.",
                en="The last day has passed already. Nothing was saved. Choose a day to come.",
            ),
        )


def check_recipients(roles: frozenset[str], bodies: int) -> None:
    """Raises InvalidValue for a draft that is sent to nobody, or to a role that does not exist."""
    if roles <= set(Role.values) and (roles or bodies):
        return
    raise InvalidValue(
        "roles",
        Sentences(
            sv="Välj minst en roll eller organisation som utkastet skickas till. Inget har sparats.",
            en="Choose at least one role or body that the draft is sent to. Nothing was saved.",
        ),
    )


def check_place(known: bool) -> None:
    """Raises InvalidValue for a place that is not in the draft."""
    if not known:
        raise InvalidValue(
            "place",
            Sentences(
                sv="Det du kommenterar finns inte i utkastet. Inget har sparats.",
                en="What you comment on is not in the draft. Nothing was saved.",
            ),
        )


def checked_words(text: str, field: str = "text") -> str:
    """Words as they are kept. Raises InvalidValue for none, for too many, and for a personal identity number."""
    kept = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not kept:
        raise InvalidValue(
            field, Sentences(sv="Skriv något. Inget har sparats.", en="Write something. Nothing was saved.")
        )
    if len(kept) > MOST_TEXT:
        raise InvalidValue(
            field,
            Sentences(
                sv=f"Texten är längre än {MOST_TEXT} tecken. Inget har sparats. Korta den.",
                en=f"The text is longer than {MOST_TEXT} characters. Nothing was saved. Make it shorter.",
            ),
        )
    if any(is_personal_number(found[1], found[2], found[3]) for found in NUMBER.finditer(kept)):
        raise InvalidValue(
            field,
            Sentences(
                sv="Det ser ut som ett personnummer. Inget har sparats. Ta bort allt som kan peka ut en person.",
                en="That looks like a personal identity number. Nothing was saved. Take away all that can point at a"
                " person.",
            ),
        )
    return kept
