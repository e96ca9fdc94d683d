"""Drafts that are sent out, who reads them, what is said of them, and whom that waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from samplan.actors.models import Membership, Person, Role
from samplan.actors.rights import granted
from samplan.actors.rules import MaybeActor, can_administer_all, can_see
from samplan.actors.shapes import Permission, Scope
from samplan.plans.commenting import can_answer_comment
from samplan.plans.models import CommentAnswer, DraftComment, DraftRecipient, DraftSent, Plan
from samplan.plans.shapes.commenting import AnswerTold, CommentTold, DraftOut
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.tasks import Waits, WaitsFor


def drafts_sent_to(person: MaybeActor) -> QuerySet[DraftSent]:
    """Drafts that are out and that somebody may read as they were sent. One query.

    Those are all who may see the county's drafts, and those it was sent to: by a role of theirs, or by the body that a
    role is held for, or what that is a part of.
    """
    out = DraftSent.objects.filter(taken_back_at=None, plan__removed_at=None)
    out = out.select_related("plan__county", "plan__partnership").order_by("due", "pk")
    if can_administer_all(person):
        return out
    if person is None or isinstance(person, AnonymousUser) or not isinstance(person, Person) or not person.is_active:
        return out.none()
    held = Membership.objects.current(timezone.localdate()).filter(person=person)
    seeing = [r for r in Role if granted(r, Permission.SEE_DRAFTS) is Scope.COUNTY]
    sent_to = [r for r in Role if granted(r, Permission.SEE_DRAFTS) is Scope.SENT_OUT]
    sees = held.filter(partnership=OuterRef("plan__partnership"), role__in=seeing)
    body = OuterRef("body")
    named = held.filter(partnership=OuterRef("sent__plan__partnership"), role__in=sent_to).filter(
        Q(role=OuterRef("role")) | Q(body=body) | Q(body__part_of=body) | Q(body__part_of__part_of=body)
    )
    return out.filter(Exists(sees) | Exists(DraftRecipient.objects.filter(Exists(named), sent=OuterRef("pk"))))


def draft_sent(person: MaybeActor, sent_id: int) -> DraftSent | None:
    """A draft that is out, if somebody may read it (one query)."""
    return drafts_sent_to(person).filter(pk=sent_id).first()


def sent_content(sent: DraftSent) -> PlanContent:
    """The draft as it was sent out."""
    return PlanContent.model_validate(sent.content)


def drafts_of(plan: Plan) -> list[DraftOut]:
    """Every draft of the plan that was ever sent out, the latest first (two queries)."""
    rows = DraftSent.objects.filter(plan=plan).defer("content").order_by("-pk")
    named = Prefetch("recipients", DraftRecipient.objects.select_related("body"))
    return [draft_out(row) for row in rows.select_related("plan").prefetch_related(named)]


def draft_out(row: DraftSent) -> DraftOut:
    """A draft that was sent out, told; its plan is at hand."""
    recipients = list(row.recipients.all())
    return DraftOut(
        id=row.pk,
        plan_id=row.plan_id,
        title=str(row.plan),
        words=row.words,
        due=row.due,
        sent_on=timezone.localtime(row.sent_at).date(),
        open=row.taken_back_at is None and timezone.localdate() <= row.due,
        taken_back_on=timezone.localtime(row.taken_back_at).date() if row.taken_back_at else None,
        taken_back_reason=row.taken_back_reason,
        roles=tuple(r.role for r in recipients if r.role),
        bodies=tuple(r.body.name for r in recipients if r.body is not None),
        version=row.version,
    )


def _comments(**where: Any) -> QuerySet[DraftComment]:
    answers = Prefetch("answers", CommentAnswer.objects.select_related("by"))
    found = DraftComment.objects.filter(sent__plan__removed_at=None, **where).defer("sent__content")
    return found.select_related("sent__plan__partnership", "author", "body").prefetch_related(answers).order_by("pk")


def comments_on(sent_id: int, person: MaybeActor) -> list[CommentTold]:
    """All comments on a draft, in the order that they came, removed ones too (two queries)."""
    return [_told(row, person) for row in _comments(sent=sent_id)]


def own_comments(person: Person, sent_id: int | None = None) -> list[CommentTold]:
    """What somebody has said of drafts, those taken back too: the latest draft first. Three queries."""
    rows = _comments(author=person, removed_at=None)
    rows = rows.filter(sent=sent_id) if sent_id is not None else rows.order_by("-sent_id", "pk")
    reads = set(drafts_sent_to(person).values_list("pk", flat=True))
    return [_told(row, person, reads) for row in rows]


def comment_told(comment_id: int, person: MaybeActor) -> tuple[CommentTold, Plan, bool] | None:
    """A comment, its plan, and whether somebody may answer it.

    None for a comment that is not there, or that is neither theirs nor of a plan whose drafts they all see.
    """
    row = _comments(pk=comment_id).first()
    if row is None:
        return None
    plan, told = row.sent.plan, _told(row, person)
    if not told.mine and not can_see(person, plan.partnership):
        return None
    return told, plan, can_answer_comment(person, plan, row.area_id)


def _told(row: DraftComment, person: MaybeActor, reads: Collection[int] = ()) -> CommentTold:
    answers = tuple(
        AnswerTold(changed=a.changed, text=a.text, by=a.by.name if a.by else "", at=a.at) for a in row.answers.all()
    )
    return CommentTold(
        id=row.pk,
        sent_id=row.sent_id,
        plan_id=row.sent.plan_id,
        plan=str(row.sent.plan),
        area_id=row.area_id,
        place=row.place,
        about=row.about,
        text=row.text,
        author=row.author.name if row.author else "",
        role=row.role,
        body=row.body.name if row.body else "",
        written_at=row.written_at,
        mine=isinstance(person, Person) and row.author_id == person.pk,
        noted=row.answer_noted_at is not None,
        removed=row.removed_at is not None,
        removed_reason=row.removed_reason,
        erased=row.words_erased,
        answers=answers,
        version=row.version,
        readable=row.sent_id in reads,
    )


def comments_waiting(person: Person, partnerships: Collection[int]) -> list[Waits]:
    """Of somebody's own comments the answered that they have not noted, by draft; and those that nobody has answered
    in the counties given, by plan. One query.
    """
    answered = Exists(CommentAnswer.objects.filter(comment=OuterRef("pk")))
    own = Q(answered=True, author=person, answer_noted_at=None)
    left = Q(answered=False, sent__plan__partnership__in=partnerships)
    rows = DraftComment.objects.annotate(answered=answered).filter(own | left, removed_at=None)
    rows = rows.filter(sent__plan__removed_at=None).select_related("sent__plan").defer("sent__content")
    told = list(rows.order_by("sent_id", "pk"))
    mine = Counter(row.sent for row in told if row.answered)
    unanswered = Counter(row.sent.plan for row in told if not row.answered)
    return [
        *(_of_draft(WaitsFor.COMMENT_ANSWERED, sent.plan, sent.pk, number=n) for sent, n in mine.items()),
        *(_of_draft(WaitsFor.COMMENTS, plan, plan.pk, number=n) for plan, n in unanswered.items()),
    ]


def _of_draft(kind: WaitsFor, plan: Plan, item_id: int, due: date | None = None, number: int = 1) -> Waits:
    return Waits(kind, plan.pk, str(plan), item_id, None, str(plan), "", due, number=number)


def drafts_to_comment(person: Person, today: date) -> list[Waits]:
    """Drafts that are sent to somebody, and on which they have said nothing, the first day first (one query).

    Whoever sees all drafts of the county is only told when their role or body is named.
    """
    held = Membership.objects.current(today).filter(person=person, partnership=OuterRef("sent__plan__partnership"))
    body = OuterRef("body")
    named = held.filter(
        Q(role=OuterRef("role")) | Q(body=body) | Q(body__part_of=body) | Q(body__part_of__part_of=body)
    )
    said = DraftComment.objects.filter(sent=OuterRef("pk"), author=person, removed_at=None)
    rows = DraftSent.objects.filter(
        Exists(DraftRecipient.objects.filter(Exists(named), sent=OuterRef("pk"))),
        ~Exists(said),
        taken_back_at=None,
        plan__removed_at=None,
        due__gte=today,
    )
    rows = rows.select_related("plan").defer("content").order_by("due", "pk")
    return [_of_draft(WaitsFor.COMMENT, row.plan, row.pk, row.due) for row in rows]
