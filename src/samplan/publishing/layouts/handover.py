"""The paper for somebody who takes over: what a body, function or person has in a plan, and what comes next."""

from __future__ import annotations

from datetime import UTC, datetime, time

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish, write_docx, write_pdf
from samplan.plans.checks import remedy, sentence_of
from samplan.plans.shapes.exchange import Cost
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.log import LogEntry
from samplan.plans.shapes.ownership import HandOverPack, Owned, OwnerPart
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.parts import OWNERS
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered
from samplan.publishing.layouts.wording import amount, long_date

KINDS = {
    ItemKind.AREA: "Hela området",
    ItemKind.ACTIVITY: "Aktivitet",
    ItemKind.GOAL: "Mål",
    ItemKind.INDICATOR: "Indikator",
}
PARTS = dict(zip(OwnerPart, OWNERS, strict=True))
AHEAD = {"begins": "Börjar", "ends": "Slutar", "expected": "Väntas"}
STEPS = {"added": "Tillagt", "changed": "Ändrat", "removed": "Borttaget", "restored": "Tillbakalagt"}
LONGEST = 200


def hand_over_document(pack: HandOverPack) -> Document:
    """The pack as blocks."""
    maker = Maker()
    maker.heading("Det här ingår", 1)
    maker.table(("Område", "Del", "Vad", "Från", "Till"), [_owned(r) for r in pack.owned], title="Det som ingår")
    if pack.asks:
        maker.heading("Frågor som väntar på svar", 1)
        maker.bullets(_ask(r) for r in pack.asks)
    if pack.ahead:
        maker.heading("Dagar framåt", 1)
        ahead = [(long_date(a.day), AHEAD[a.what], _short(a.words), a.area) for a in pack.ahead]
        maker.table(("Dag", "Vad händer", "Vad", "Område"), ahead, title="Dagar framåt")
    if pack.waits:
        maker.heading("Det här väntar områdena på", 1)
        waits = [(w.title, w.owner, w.expected, list(w.areas)) for w in pack.waits]
        maker.table(("Väntar på", "Vem bestämmer", "När det väntas", "Områden"), waits, title="Det som väntar")
    if pack.findings:
        maker.heading("Det här saknas", 1)
        areas = {str(r.area_id): r.area for r in pack.owned}
        missing = [
            (sentence_of(f).sv, remedy(f.code).sv.capitalize(), [areas[a] for a in f.areas if a in areas])
            for f in pack.findings
        ]
        maker.table(("Vad", "Gör så här", "Område"), missing, title="Det som saknas")
    if pack.contacts:
        maker.heading("Kontakter", 1)
        people = [(c.body, c.role_sv, c.name) for c in pack.contacts]
        maker.table(("Organisation eller funktion", "Roll", "Person i dag"), people, title="Kontakter")
    if pack.past:
        maker.heading("Senaste året", 1)
        past = [(long_date(e.when.date()), STEPS[e.what], _short(_words(e)), e.area, e.by) for e in pack.past]
        maker.table(("Dag", "Vad hände", "Vad", "Område", "Vem"), past, title="Ändringar det senaste året")
    return Document(tuple(maker.blocks), title=f"Överlämning: {pack.subject}")


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def _words(entry: LogEntry) -> str:
    """What a line of the past calls its item: its words, a cost by its amounts as they are read."""
    if entry.kind is not ItemKind.COST or "–" not in entry.text:
        return entry.text
    low, high = entry.text.split("–")
    return amount(Cost(min=low, max=high))


def _owned(row: Owned) -> tuple[str, str, str, str, str]:
    return (
        row.area,
        PARTS[row.part],
        KINDS[row.kind] if row.kind is ItemKind.AREA else f"{KINDS[row.kind]}: {_short(row.words)}",
        long_date(row.valid_from) if row.valid_from else "",
        long_date(row.valid_to) if row.valid_to else "",
    )


def _ask(row: Owned) -> str:
    ask = row.open_ask
    told = f"{row.words}." if row.words[-1:] != "." else row.words
    if ask is None:
        return told
    asked = ask.question or "Tar ni på er det här?"
    return f"{told} {row.name}: {asked}" + (f" Svar senast {long_date(ask.due)}." if ask.due else "")


def render_hand_over(pack: HandOverPack, *, stem: str, kind: str) -> Rendered:
    """The paper as "docx" or "pdf"; ValueError for another kind."""
    writers = {"docx": write_docx, "pdf": write_pdf}
    if kind not in writers:
        raise ValueError(f"a hand-over is no {kind!r}; there are docx and pdf")
    made_up = f"Påhittade uppgifter. {pack.county} finns inte." if pack.made_up else ""
    title = f"Överlämning: {pack.subject}"
    finish = Finish(
        title=title,
        kicker=f"Arbetspapper, {pack.county}",
        lead=pack.plan_title,
        facts=(("Gjord", long_date(pack.made_on)),),
        notice=made_up,
        running=f"{title}. {made_up}".strip(),
        landscape=False,
        author=pack.county,
        subject=title,
        keywords=("psykisk hälsa", "länsgemensam plan", pack.county),
        created=datetime.combine(pack.made_on, time(12), UTC),
    )
    return Rendered(f"{stem}.{kind}", CONTENT_TYPES[kind], writers[kind](hand_over_document(pack), finish))
