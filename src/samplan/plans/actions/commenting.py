"""Sending a draft out to be commented on, taking it back, commenting on it, and answering what was said."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.models import Body
from samplan.actors.rules import Actor
from samplan.actors.standing import standing_of
from samplan.plans import commenting, rules
from samplan.plans.models import CommentAnswer, DraftComment, DraftRecipient, DraftSent, Plan
from samplan.plans.queries import draft_sent, plan_content, sent_content
from samplan.plans.saving import person_or_none
from samplan.plans.shapes.commenting import places_in


def _record(by: Actor, verb: str, sent: DraftSent, *, comment: int | None = None) -> None:
    audit.record(
        by=by,
        verb=verb,
        object_kind="draft" if comment is None else "comment",
        object_id=sent.pk if comment is None else comment,
        partnership_id=sent.plan.partnership_id,
        data={"plan": sent.plan_id, "draft": sent.pk},
    )


@transaction.atomic
def send_draft(
    *, by: Actor, plan: Plan, due: date, roles: Collection[str], bodies: Collection[int] = (), words: str = ""
) -> DraftSent:
    """Send the plan's draft out as it reads now, to be commented on until a day. roles: codes; bodies: ids.

    Raises NotAllowed, InvalidValue, NotNow while another is out, NotThere.
    """
    commenting.check_can_send(by, plan)
    commenting.check_due(due, timezone.localdate())
    known = list(Body.objects.filter(pk__in=bodies, county_id=plan.county_id))
    commenting.check_recipients(frozenset(roles), len(known))
    # Two who send at once come one after the other, so that the second is told that a draft is out.
    held = Plan.objects.select_for_update(no_key=True).filter(pk=plan.pk, removed_at=None).first()
    if held is None:
        raise rules.not_there()
    commenting.check_none_out(DraftSent.objects.filter(plan=held, taken_back_at=None).exists())
    sent = DraftSent.objects.create(
        plan=held,
        # Who reads the draft may see no other: what it says of other plans stays at home.
        content=plan_content(held.pk).model_copy(update={"relations": []}).model_dump(mode="json"),
        words=commenting.checked_words(words, "words") if words.strip() else "",
        due=due,
        sent_by=person_or_none(by),
    )
    DraftRecipient.objects.bulk_create(
        [DraftRecipient(sent=sent, role=role) for role in sorted(set(roles))]
        + [DraftRecipient(sent=sent, body=body) for body in known]
    )
    _record(by, "send_draft", sent)
    return sent


def _held(sent_id: int) -> DraftSent:
    sent = DraftSent.objects.select_for_update(of=("self",)).filter(pk=sent_id, plan__removed_at=None)
    found = sent.select_related("plan__partnership").first()
    if found is None:
        raise rules.not_there()
    return found


def _out(by: Actor, sent_id: int, seen_version: int, mine: dict[str, object]) -> DraftSent:
    """A draft that is out, held, for who may send it. Raises NotAllowed, NotThere, ChangedMeanwhile."""
    sent = _held(sent_id)
    commenting.check_can_send(by, sent.plan)
    if sent.taken_back_at is not None:
        raise rules.not_there()
    if sent.version != seen_version:
        raise rules.ChangedMeanwhile(
            values={"due": sent.due}, mine=mine, version=sent.version, changed_by="", changed_at=sent.sent_at
        )
    sent.version += 1
    return sent


@transaction.atomic
def change_draft_day(*, by: Actor, sent_id: int, due: date, seen_version: int) -> DraftSent:
    """Change the last day for comments. Raises NotAllowed, NotThere, InvalidValue, ChangedMeanwhile."""
    sent = _out(by, sent_id, seen_version, {"due": due})
    commenting.check_due(due, timezone.localdate())
    sent.due = due
    sent.save(update_fields=["due", "version"])
    _record(by, "change_draft_day", sent)
    return sent


@transaction.atomic
def take_back_draft(*, by: Actor, sent_id: int, reason: str, seen_version: int) -> DraftSent:
    """Take a draft back: those it was sent to read it no longer, and keep their own comments and the answers.

    Raises NotAllowed, NotThere when it is taken back already, InvalidValue without a reason, ChangedMeanwhile.
    """
    sent = _out(by, sent_id, seen_version, {"reason": reason})
    sent.taken_back_reason = commenting.checked_words(reason, "reason")
    sent.taken_back_at, sent.taken_back_by = timezone.now(), person_or_none(by)
    sent.save(update_fields=["taken_back_reason", "taken_back_at", "taken_back_by", "version"])
    _record(by, "take_back_draft", sent)
    return sent


@transaction.atomic
def comment_on_draft(*, by: Actor, sent_id: int, text: str, place: str = "") -> DraftComment:
    """Say something of a draft that is out: of the plan, or of a place in it ("area:3", "goal:12").

    Raises NotAllowed, NotThere, NotNow, InvalidValue.
    """
    sent = _held(sent_id)
    commenting.check_can_comment(by, sent.plan, reads=draft_sent(by, sent_id) is not None)
    commenting.check_open(sent, timezone.localdate())
    kept = commenting.checked_words(text)
    known = places_in(sent_content(sent)).get(place)
    commenting.check_place(known is not None or not place)
    role, body = _as_what(by, sent.plan)
    comment = DraftComment.objects.create(
        sent=sent,
        author=person_or_none(by),
        role=role,
        body_id=body,
        area_id=_living_area(sent, known.area_id if known else None),
        place=place,
        about=known.words if known else "",
        text=kept,
    )
    _record(by, "comment_on_draft", sent, comment=comment.pk)
    return comment


def _as_what(by: Actor, plan: Plan) -> tuple[str, int | None]:
    """The first role that somebody holds in the county, and for whom."""
    held = standing_of(by, plan.partnership).held
    return (held[0][0].value, held[0][1]) if held else ("", None)


def _living_area(sent: DraftSent, area_id: int | None) -> int | None:
    """The area, unless it has been purged since the draft was sent."""
    return area_id if area_id is not None and sent.plan.areas.filter(pk=area_id).exists() else None


def _comment(comment_id: int, *, removed: bool = False) -> DraftComment:
    rows = DraftComment.objects.select_for_update(of=("self",)).filter(pk=comment_id, sent__plan__removed_at=None)
    found = rows.filter(removed_at__isnull=not removed).select_related("sent__plan__partnership").first()
    if found is None:
        raise rules.not_there()
    return found


def _answered(comment: DraftComment) -> bool:
    return comment.answers.exists()


@transaction.atomic
def answer_comment(*, by: Actor, comment_id: int, changed: bool, text: str, seen_version: int) -> CommentAnswer:
    """Answer a comment: whether it changed the plan, and why. An earlier answer stays in the comment's past.

    Raises NotAllowed, NotThere, InvalidValue, ChangedMeanwhile when somebody else has answered it.
    """
    comment = _comment(comment_id)
    commenting.check_can_answer_comment(by, comment.sent.plan, comment.area_id)
    kept = commenting.checked_words(text)
    if comment.version != seen_version:
        last = comment.answers.select_related("by").last()
        raise rules.ChangedMeanwhile(
            values={"changed": last.changed, "text": last.text} if last else {},
            mine={"changed": changed, "text": kept},
            version=comment.version,
            changed_by=last.by.name if last and last.by else "",
            changed_at=last.at if last else comment.written_at,
        )
    comment.version += 1
    comment.answer_noted_at = None
    comment.save(update_fields=["version", "answer_noted_at"])
    answer = CommentAnswer.objects.create(comment=comment, changed=changed, text=kept, by=person_or_none(by))
    _record(by, "answer_comment", comment.sent, comment=comment.pk)
    return answer


@transaction.atomic
def note_comment_answer(*, by: Actor, comment_id: int) -> DraftComment:
    """Note the answer to one's own comment: it waits no longer. Raises NotAllowed, NotThere, NotNow."""
    comment = _comment(comment_id)
    commenting.check_own(by, comment)
    commenting.check_answered(_answered(comment))
    comment.answer_noted_at = comment.answer_noted_at or timezone.now()
    comment.save(update_fields=["answer_noted_at"])
    _record(by, "note_comment_answer", comment.sent, comment=comment.pk)
    return comment


def _take_away(comment: DraftComment, by: Actor, reason: str) -> None:
    comment.removed_at, comment.removed_by, comment.removed_reason = timezone.now(), person_or_none(by), reason
    comment.version += 1
    comment.save()


@transaction.atomic
def take_back_comment(*, by: Actor, comment_id: int) -> DraftComment:
    """Take back what one said oneself, while nobody has answered it. Raises NotAllowed, NotThere, NotNow."""
    comment = _comment(comment_id)
    commenting.check_own(by, comment)
    commenting.check_not_answered(_answered(comment))
    _take_away(comment, by, "")
    _record(by, "take_back_comment", comment.sent, comment=comment.pk)
    return comment


@transaction.atomic
def remove_comment(*, by: Actor, comment_id: int, reason: str, erase_words: bool = False) -> DraftComment:
    """Remove a comment with a reason; it can be put back. erase_words: its words go for good, and stay gone.

    Raises NotAllowed, NotThere, InvalidValue without a reason.
    """
    comment = _comment(comment_id)
    commenting.check_can_send(by, comment.sent.plan)
    kept = commenting.checked_words(reason, "reason")
    if erase_words:
        comment.text, comment.words_erased = "", True
    _take_away(comment, by, kept)
    _record(by, "erase_comment" if erase_words else "remove_comment", comment.sent, comment=comment.pk)
    return comment


@transaction.atomic
def restore_comment(*, by: Actor, comment_id: int) -> DraftComment:
    """Put a removed comment back. Raises NotAllowed, NotThere for one whose words are gone."""
    comment = _comment(comment_id, removed=True)
    commenting.check_can_send(by, comment.sent.plan)
    if comment.words_erased:
        raise rules.not_there()
    comment.removed_at, comment.removed_by, comment.removed_reason = None, None, ""
    comment.version += 1
    comment.save()
    _record(by, "restore_comment", comment.sent, comment=comment.pk)
    return comment


@transaction.atomic
def erase_commenters(*, by: Actor, sent_id: int) -> int:
    """Take the names away from the comments on a draft that is taken back; what they were stays. How many there were.

    Raises NotAllowed, NotThere, NotNow while the draft is out.
    """
    sent = _held(sent_id)
    commenting.check_can_send(by, sent.plan)
    commenting.check_taken_back(sent)
    named = DraftComment.objects.filter(sent=sent, author__isnull=False)
    gone = named.update(author=None)
    DraftComment.objects.filter(sent=sent, removed_reason="").update(removed_by=None)
    _record(by, "erase_commenters", sent)
    return gone
