"""What those who run a round read: the rounds, whom to ask, the board, and which letters wait."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from samplan.actors.models import Body, BodyKind, Membership, Partnership, Role
from samplan.actors.queries import partnerships_of
from samplan.actors.rules import MaybeActor
from samplan.followup.catalogue import kind_name
from samplan.followup.models import Asked, AskedQuestion, Contact, Letter, Round
from samplan.followup.progress import progress_of
from samplan.followup.shapes import Board, BoardRow, Candidate, LetterSort, Progress, RoundLine, RoundState

CONTACT_ROLES = (Role.MUNICIPAL_CONTACT, Role.REGION_CONTACT)


def rounds_for(person: MaybeActor) -> list[RoundLine]:
    """The rounds of the counties that somebody works in, latest first (five queries)."""
    rows = Round.objects.filter(partnership__in=partnerships_of(person)).select_related("partnership__county")
    return _lines(list(rows.defer("frozen")))


def _lines(rows: list[Round]) -> list[RoundLine]:
    ids = [r.pk for r in rows]
    progress = progress_of(ids)
    counts: dict[int, Counter[Progress]] = defaultdict(Counter)
    for pk, round_id in Asked.objects.filter(round__in=ids).values_list("pk", "round_id"):
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
    )


def round_for(person: MaybeActor, round_id: int) -> Round | None:
    """The round, if the person works in its county (two queries at most)."""
    found = Round.objects.filter(pk=round_id, partnership__in=partnerships_of(person))
    return found.select_related("partnership__county").first()


def candidates(partnership: Partnership) -> list[Candidate]:
    """Whom a round may ask: the region, the municipalities, and units that somebody is contact person for (2 queries).

    Only bodies that have not ended. The addresses are those of the contact persons today.
    """
    today = timezone.localdate()
    emails: dict[int, list[str]] = defaultdict(list)
    held = Membership.objects.current(today).filter(
        partnership=partnership, role__in=CONTACT_ROLES, body__isnull=False, person__is_active=True
    )
    for body, email in held.order_by("pk").values_list("body_id", "person__email"):
        if email not in emails[body]:
            emails[body].append(email)
    official = Q(kind__in=[BodyKind.REGION, BodyKind.MUNICIPALITY])
    living = Q(valid_to=None) | Q(valid_to__gte=today)
    bodies = Body.objects.filter(living, official | Q(pk__in=list(emails)), county_id=partnership.county_id)
    order = {BodyKind.MUNICIPALITY: 0, BodyKind.REGION: 1}
    found = [Candidate(b.pk, b.name, b.kind, tuple(emails[b.pk])) for b in bodies]
    return sorted(found, key=lambda c: (order.get(BodyKind(c.kind), 2), c.name.casefold()))


def board_of(round_: Round) -> Board:
    """Who has answered, partly or not, and what has been written to them (eight queries however many they are)."""
    progress = progress_of([round_.pk])
    asked = Asked.objects.filter(round=round_).select_related("body").order_by("body__kind", "body__name")
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(asked__round=round_).order_by("pk"):
        contacts[contact.asked_id].append(contact)
    letters: dict[int, list[Letter]] = defaultdict(list)
    for letter in Letter.objects.filter(contact__asked__round=round_).select_related("contact").order_by("pk"):
        letters[letter.contact.asked_id].append(letter)
    rows = tuple(_row(a, progress[a.pk], contacts[a.pk], letters[a.pk]) for a in asked)
    return Board(
        line=line_of(round_, Counter(p for p, _n in progress.values())),
        questions=AskedQuestion.objects.filter(round=round_).count(),
        rows=rows,
        waiting=sum(r.waiting for r in rows),
        unasked=sum(1 for r in rows if r.links and r.written is None and not r.waiting),
    )


def _row(asked: Asked, progress: tuple[Progress, int], contacts: list[Contact], letters: list[Letter]) -> BoardRow:
    def last(*sorts: LetterSort) -> datetime | None:
        times = [x.sent_at for x in letters if x.sort in sorts and x.sent_at is not None]
        return max(times) if times else None

    holding = [c for c in contacts if c.revoked_at is None]
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
        failed=bool(letters) and letters[-1].failed,
    )


def asked_in(round_: Round, asked_id: int) -> Asked | None:
    """Somebody whom the round asks."""
    return Asked.objects.filter(pk=asked_id, round=round_).select_related("body", "round").first()


def contacts_of(asked: Asked) -> list[Contact]:
    """Those who answer for a body, links that have ended too."""
    return list(Contact.objects.filter(asked=asked).order_by("pk"))


def contact_in(asked: Asked, contact_id: int) -> Contact | None:
    """One of those who answer for a body."""
    return Contact.objects.filter(pk=contact_id, asked=asked).first()


def letters_waiting() -> list[int]:
    """Ids of letters that nobody has claimed, of open rounds, oldest first (one query)."""
    rows = Letter.objects.filter(claimed_at=None, contact__asked__round__state=RoundState.OPEN)
    return list(rows.order_by("pk").values_list("pk", flat=True))
