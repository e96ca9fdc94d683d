"""The paper about a plan that is tagged under another framework: what became what, and what lost its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish, write_docx, write_pdf
from samplan.plans.shapes.tags import NodeChoice
from samplan.plans.shapes.transition import Passage, Transition
from samplan.publishing.layouts.making import Maker, Part
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered
from samplan.publishing.layouts.weaving import KINDS
from samplan.publishing.layouts.wording import long_date

LONGEST = 200


@dataclass(frozen=True, slots=True)
class TransitionPaper:
    """What the paper tells. old, new: the frameworks' names. areas: each area's words by its id."""

    transition: Transition
    old: str
    new: str
    plan_title: str
    county: str
    made_up: bool
    made_on: date
    areas: dict[str, str]


def transition_document(paper: TransitionPaper) -> Document:
    """The paper as blocks."""
    found = paper.transition
    maker = Maker()
    maker.heading("I korthet", 1)
    maker.facts(
        [
            ("Delar med en gammal tagg", str(len(found.passages))),
            ("Har en tagg i det nya", str(len(found.done))),
            ("Fick fler taggar än förut", str(len(found.several))),
            ("Saknar plats i det nya", str(len(found.without))),
            ("Nytt som ingen del av planen har", str(len(found.empty))),
        ]
    )
    _table(maker, "Saknar plats", found.without, paper, lost=True)
    _table(maker, "Blev flera", found.several, paper)
    kept = [p for p in found.done if p.has <= len(p.old)]
    _table(maker, "Har fått sin plats", kept, paper)
    if found.empty:
        maker.heading("Nytt, och ingen del av planen har det", 1)
        maker.bullets(_named(node) for node in found.empty)
    return Document(tuple(maker.blocks), title=_title(paper))


def _title(paper: TransitionPaper) -> str:
    return f"Från {paper.old} till {paper.new}"


def _table(
    maker: Maker, title: str, passages: Iterable[Passage], paper: TransitionPaper, *, lost: bool = False
) -> None:
    """Items with their old tags and the new ones; of those that lost their place, what nothing corresponds to."""
    rows: list[list[Part]] = [
        [
            paper.areas.get(p.area_id, ""),
            KINDS[p.kind] if p.kind == "area" else f"{KINDS[p.kind]}: {_short(p.text)}",
            list(p.old),
            list(p.lost) if lost else [_named(x.node) for x in p.proposals if x.ticked],
        ]
        for p in passages
    ]
    if not rows:
        return
    maker.heading(title, 1)
    last = "Utan motsvarighet" if lost else "Nya taggar"
    maker.table(("Område", "Del", "Gamla taggar", last), rows, title=title)


def _named(node: NodeChoice) -> str:
    return f"{node.number} {node.name}".strip()


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def render_transition(paper: TransitionPaper, *, stem: str, kind: str) -> Rendered:
    """The paper as "docx" or "pdf"; ValueError for another kind."""
    writers = {"docx": write_docx, "pdf": write_pdf}
    if kind not in writers:
        raise ValueError(f"a transition is no {kind!r}; there are docx and pdf")
    made_up = f"Påhittade uppgifter. {paper.county} finns inte." if paper.made_up else ""
    title = _title(paper)
    finish = Finish(
        title=title,
        kicker=f"Byte av ramverk, {paper.county}",
        lead=paper.plan_title,
        facts=(("Gjord", long_date(paper.made_on)), ("Från", paper.old), ("Till", paper.new)),
        notice=made_up,
        running=f"{title}. {made_up}".strip(),
        landscape=False,
        author=paper.county,
        subject=title,
        keywords=("psykisk hälsa", "ramverk", paper.county),
        created=datetime.combine(paper.made_on, time(12), UTC),
    )
    return Rendered(f"{stem}.{kind}", CONTENT_TYPES[kind], writers[kind](transition_document(paper), finish))
