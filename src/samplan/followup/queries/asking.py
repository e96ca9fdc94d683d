"""What those who run a round read: the rounds, whom to ask, the board, and which letters wait."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from copy import copy
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from samplan.actors.models import Body, BodyKind, Membership, Partnership, Role
from samplan.actors.queries import partnerships_of
from samplan.actors.rules import MaybeActor
from samplan.followup.catalogue import kind_name
from samplan.followup.models import Asked, AskedQuestion, BadAddress, Closing, Contact, Letter, Round
from samplan.followup.progress import counted, progress_of
from samplan.followup.queries.register import CONTACT_ROLES
from samplan.followup.shapes import (
    Board,
    BoardRow,
    Candidate,
    Closed,
    ContactPart,
    LetterSort,
    Progress,
    RoundLine,
    RoundState,
)
from samplan.plans.models import Area


def rounds_for(person: MaybeActor) -> list[RoundLine]:
    """The rounds of the counties that somebody works in, latest first (five queries)."""
    rows = Round.objects.filter(partnership__in=partnerships_of(person)).select_related("partnership__county", "area")
    read = Q(frozen__has_key="document")
    return _lines(list(rows.annotate(read=ExpressionWrapper(read, BooleanField())).defer("frozen")))


def _lines(rows: list[Round]) -> list[RoundLine]:
    ids = [r.pk for r in rows]
    progress = progress_of(ids)
    counts: dict[int, Counter[Progress]] = defaultdict(Counter)
    for pk, round_id in Asked.objects.filter(round__in=ids, joint=False).values_list("pk", "round_id"):
        counts[round_id][progress[pk][0]] += 1
    return [line_of(r, counts[r.pk]) for r in rows]


def line_of(round_: Round, counts: Counter[Progress]) -> RoundLine:
    """A round as a line, with how many bodies have come how far. Its partnership and county are at hand."""
    return RoundLine(
        id=round_.pk,
        kind=kind_name(round_.kind),
        year=round_.year,
        state=RoundState(round_.state),
        due=round_.due,
        closed_at=round_.closed_at,
        partnership_id=round_.partnership_id,
        county=round_.partnership.county.name,
        asked=counts.total(),
        done=counts[Progress.DONE],
        partly=counts[Progress.PARTLY],
        code=round_.kind,
        first_due=round_.first_due,
        read=bool(getattr(round_, "read", False)),
        area_id=round_.area_id,
        area=str(round_.area) if round_.area else "",
    )


def round_for(person: MaybeActor, round_id: int) -> Round | None:
    """The round, if the person works in its county (two queries at most)."""
    found = Round.objects.filter(pk=round_id, partnership__in=partnerships_of(person))
    return found.select_related("partnership__county", "area").first()


def area_to_ask(partnership: Partnership, area_id: int) -> Area | None:
    """The area of one of the county's joint plans, if it is there (one query)."""
    found = Area.objects.filter(pk=area_id, plan__partnership=partnership, plan__owner=None, removed_at=None)
    return found.first()


def candidates(partnership: Partnership, by_name: Collection[int] | None = None) -> list[Candidate]:
    """Whom a round may ask: the region, the municipalities, and units that somebody is contact person for (2 queries).

    by_name: those bodies instead, who answer for something in a plan; their area owners have addresses too. Only bodies
    that have not ended. The addresses are those of the contact persons today.
    """
    today = timezone.localdate()
    emails: dict[int, list[str]] = defaultdict(list)
    roles = CONTACT_ROLES if by_name is None else (*CONTACT_ROLES, Role.AREA_OWNER, Role.COORDINATOR)
    held = Membership.objects.current(today).filter(
        partnership=partnership, role__in=roles, body__isnull=False, person__is_active=True
    )
    for body, email in held.order_by("pk").values_list("body_id", "person__email"):
        if email not in emails[body]:
            emails[body].append(email)
    official = Q(kind__in=[BodyKind.REGION, BodyKind.MUNICIPALITY])
    living = Q(valid_to=None) | Q(valid_to__gte=today)
    those = official | Q(pk__in=list(emails)) if by_name is None else Q(pk__in=list(by_name))
    bodies = Body.objects.filter(living, those, county_id=partnership.county_id)
    order = {BodyKind.MUNICIPALITY: 0, BodyKind.REGION: 1}
    # A body without a contact person may have the address of a function.
    found = [Candidate(b.pk, b.name, b.kind, tuple(emails[b.pk]) or tuple(filter(None, [b.contact]))) for b in bodies]
    return sorted(found, key=lambda c: (order.get(BodyKind(c.kind), 2), c.name.casefold()))


def board_of(round_: Round) -> Board:
    """Who has answered, partly or not, and what has been written to them (nine queries however many they are)."""
    progress = counted([round_.pk])
    asked = Asked.objects.filter(round=round_).select_related("body").order_by("joint", "body__kind", "body__name")
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(asked__round=round_).order_by("pk"):
        contacts[contact.asked_id].append(contact)
    letters: dict[int, list[Letter]] = defaultdict(list)
    for letter in Letter.objects.filter(contact__asked__round=round_).select_related("contact").order_by("pk"):
        letters[letter.contact.asked_id].append(letter)
    emails = [c.email for those in contacts.values() for c in those]
    bad = frozenset(BadAddress.objects.filter(email__in=emails).values_list("email", flat=True))
    rows = tuple(_row(a, progress[a.pk], contacts[a.pk], letters[a.pk], bad) for a in asked)
    return Board(
        line=line_of(round_, Counter(r.progress for r in rows if not r.joint)),
        questions=AskedQuestion.objects.filter(round=round_).count(),
        rows=rows,
        waiting=sum(r.waiting for r in rows),
        unasked=sum(1 for r in rows if r.links and r.written is None and not r.waiting),
    )


def _row(
    asked: Asked,
    progress: tuple[Progress, int, int],
    contacts: list[Contact],
    letters: list[Letter],
    bad: frozenset[str],
) -> BoardRow:
    def last(*sorts: LetterSort) -> datetime | None:
        times = [x.sent_at for x in letters if x.sort in sorts and x.sent_at is not None]
        return max(times) if times else None

    holding = [c for c in contacts if c.revoked_at is None and c.part == ContactPart.ANSWERS]
    to_them = [x for x in letters if x.contact.part == ContactPart.ANSWERS]
    return BoardRow(
        id=asked.pk,
        name=asked.body.name,
        progress=progress[0],
        answered=progress[1],
        emails=tuple(c.email for c in holding),
        links=len(holding),
        written=last(LetterSort.ASK, LetterSort.LINK),
        reminded=last(LetterSort.REMIND),
        waiting=sum(x.claimed_at is None for x in letters),
        failed=bool(to_them) and to_them[-1].failed,
        questions=progress[2],
        joint=asked.joint,
        bad=tuple(c.email for c in holding if c.email in bad),
        head_told=last(LetterSort.HEAD),
        asked_names=last(LetterSort.NAMES),
        colleagues=sum(c.part == ContactPart.COLLEAGUE and c.revoked_at is None for c in contacts),
    )


def asked_in(round_: Round, asked_id: int) -> Asked | None:
    """Somebody whom the round asks."""
    return Asked.objects.filter(pk=asked_id, round=round_).select_related("body", "round", "head").first()


def contacts_of(asked: Asked) -> list[Contact]:
    """Those who answer for a body or for some of its questions, links that have ended too."""
    return list(Contact.objects.filter(asked=asked).exclude(part=ContactPart.HEAD).order_by("pk"))


def bad_addresses(emails: Collection[str]) -> dict[str, BadAddress]:
    """Those of the addresses that a mail server says nobody has (one query)."""
    return {row.email: row for row in BadAddress.objects.filter(email__in=list(emails))}


def contact_in(asked: Asked, contact_id: int) -> Contact | None:
    """One of those who answer for a body."""
    return Contact.objects.filter(pk=contact_id, asked=asked).first()


def contacts_in(round_: Round) -> int:
    """How many contacts a round has (one query)."""
    return Contact.objects.filter(asked__round=round_).count()


def letters_waiting() -> list[int]:
    """Ids of letters that nobody has claimed and that still may go, oldest first (one query).

    Of open rounds; of closed ones those that ask for names.
    """
    state, names = "contact__asked__round__state", Q(sort=LetterSort.NAMES)
    still = (Q(**{state: RoundState.CLOSED}) & names) | (Q(**{state: RoundState.OPEN}) & ~names)
    rows = Letter.objects.filter(still, claimed_at=None)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def rounds_open() -> list[int]:
    """Ids of the rounds that take answers (one query)."""
    return list(Round.objects.filter(state=RoundState.OPEN).order_by("pk").values_list("pk", flat=True))


def rounds_asking_names() -> list[int]:
    """Ids of the closed rounds in which bodies have been asked for their names (one query)."""
    found = Letter.objects.filter(sort=LetterSort.NAMES, contact__asked__round__state=RoundState.CLOSED)
    return sorted(set(found.values_list("contact__asked__round", flat=True)))


def closings_of(round_: Round) -> list[Closed]:
    """The closings of a round that were undone, the first one first (one query)."""
    rows = Closing.objects.filter(round=round_).order_by("number")
    told = rows.values_list("number", "closed_at", "reopened_at", "reason")
    return [Closed(*row) for row in told]


def as_closed(round_: Round, number: int) -> Round | None:
    """The round as it was when it was closed that time, not to be saved (one query)."""
    closing = Closing.objects.filter(round=round_, number=number).first()
    if closing is None:
        return None
    was = copy(round_)
    was.frozen, was.closed_at, was.state = closing.frozen, closing.closed_at, RoundState.CLOSED
    return was
