"""What has happened in a county's follow-up since a day, for a meeting's paper."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from samplan.actors.models import Partnership
from samplan.actors.shapes import Sentences
from samplan.followup.catalogue import kind_name, rounds
from samplan.followup.models import Correction, JudgedYear, Recommendation, Round
from samplan.followup.shapes.happened import Happened

_ANSWERED = {
    "accepted": Sentences(sv="tar på sig", en="accepts"),
    "declined": Sentences(sv="säger nej till", en="declines"),
    "done": Sentences(sv="har gjort", en="has done"),
}


def happened_since(partnership: Partnership, since: date) -> list[Happened]:
    """Rounds opened and closed, years judged, recommendations and corrections, by day (four queries)."""
    start = timezone.make_aware(datetime.combine(since, time.min))
    found = [
        *_rounds(partnership, start),
        *_years(partnership, start),
        *_recommendations(partnership, start),
        *_corrections(partnership, start),
    ]
    return sorted(found, key=lambda h: h.on)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _rounds(partnership: Partnership, start: datetime) -> list[Happened]:
    rows = Round.objects.filter(Q(opened_at__gte=start) | Q(closed_at__gte=start), partnership=partnership)
    found = []
    for row in rows:
        name = kind_name(row.kind)
        if row.kind == rounds().read_from_document.code or "document" in row.frozen:
            read = rounds().read_from_document.code != row.kind
            sv, en = (" läst ur dokument", " read from a document") if read else ("", "")
            words = Sentences(sv=f"{name.sv}{sv}: {row.year}.", en=f"{name.en}{en}: {row.year}.")
            found.append(Happened(_day(row.opened_at), words))
            continue
        told = (
            (row.opened_at, "har öppnats", "was opened"),
            (row.closed_at, "har stängts", "was closed"),
        )
        found += [
            Happened(_day(at), Sentences(sv=f"{name.sv} {row.year} {sv}.", en=f"{name.en} {row.year} {en}."))
            for at, sv, en in told
            if at is not None and at >= start
        ]
    return found


def _years(partnership: Partnership, start: datetime) -> list[Happened]:
    rows = JudgedYear.objects.filter(plan__partnership=partnership, locked_at__gte=start)
    return [
        Happened(
            _day(row.locked_at),
            Sentences(sv=f"Bedömningen för {row.year} är låst.", en=f"The judgement of {row.year} is locked."),
        )
        for row in rows
        if row.locked_at is not None
    ]


def _recommendations(partnership: Partnership, start: datetime) -> list[Happened]:
    rows = Recommendation.objects.filter(Q(made_at__gte=start) | Q(answered_at__gte=start), partnership=partnership)
    found = []
    for row in rows.select_related("body"):
        if row.made_at >= start:
            told = f"{row.body.name}: {row.text}"
            words = Sentences(sv=f"Rekommendation till {told}", en=f"Recommendation to {told}")
            found.append(Happened(_day(row.made_at), words))
        if row.answered_at is not None and row.answered_at >= start:
            word, why = _ANSWERED[row.answer], f" {row.reason}" if row.reason else ""
            said = Sentences(
                sv=f"{row.body.name} {word.sv} rekommendationen: {row.text}{why}",
                en=f"{row.body.name} {word.en} the recommendation: {row.text}{why}",
            )
            found.append(Happened(_day(row.answered_at), said))
    return found


def _corrections(partnership: Partnership, start: datetime) -> list[Happened]:
    rows = Correction.objects.filter(partnership=partnership, at__gte=start)
    return [
        Happened(
            _day(row.at),
            Sentences(sv=f"Rättat efter stängning: {row.reason}", en=f"Put right after closing: {row.reason}"),
        )
        for row in rows
    ]
