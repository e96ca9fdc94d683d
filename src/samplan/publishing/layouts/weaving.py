"""What ties a plan's items together, in print and in the workbook: the theory of change and the tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samplan.plans.shapes.chain import ACTIVITY, GOAL, IMAGE, IN_THE_END, SOON, Chain, Link, chain_of
from samplan.plans.shapes.content import PlanContent, RelationContent
from samplan.plans.shapes.tags import matrix_of, tags_in
from samplan.plans.shapes.versions import PLAN_RELATION_NAMES
from samplan.publishing.layouts import wording
from samplan.publishing.layouts.chain_svg import chain_picture, svg
from samplan.publishing.layouts.making import Maker, Part

LEVELS = {
    ACTIVITY: "Aktivitet",
    SOON: "Effekt på kort sikt",
    IN_THE_END: "Effekt på lång sikt",
    IMAGE: "Målbild",
    GOAL: "Mål",
}
KINDS = {"area": "Området", "goal": "Mål", "activity": "Aktivitet", "indicator": "Indikator"}
TITLE = "Så hänger planen ihop"
OTHER_PLANS = "Planen och andra planer"
RELATED = (
    "Hur planerna hör ihop",
    "Den andra planens titel",
    "Den andra planens giltighet",
    "Kommentar till kopplingen",
)
Sheet = tuple[str, tuple[str, ...], Sequence[Sequence[Part]], tuple[str, ...]]


def _named(link: Link) -> str:
    """An item's words after what it is; an item of an area with the area's number or title."""
    place = f" ({link.area.number or link.area.title})" if link.area is not None else ""
    return f"{LEVELS[link.level]}{place}: {link.text}"


def chain(maker: Maker, content: PlanContent) -> None:
    """The theory of change as a picture, where a page holds it, and as a table: every step once, with what it takes."""
    found = chain_of(content)
    if not found.steps:
        return
    maker.heading(TITLE, 1)
    drawn = chain_picture(found)
    shown = "Bilden och tabellen visar" if drawn else "Tabellen visar"
    maker.paragraph(
        f"{shown} hur det som görs ska leda till det som planen vill uppnå, så som planens ägare tänker. Det bevisar"
        " inte att en aktivitet har orsakat en förändring."
    )
    if drawn:
        many = len(found.steps)
        steps = "ett steg" if many == 1 else f"{many} steg"
        maker.picture(
            f"Så hänger planen ihop: {steps}, från det vi gör till det vi vill uppnå. Samma steg står i tabellen under"
            " bilden.",
            svg(drawn),
            width=drawn.width,
            height=drawn.height,
        )
    rows = [
        (_named(step.start), _named(step.end), step.assumption) for _link, steps in found.from_each() for step in steps
    ]
    maker.table(("Det här", "leder till", "Det förutsätter"), rows, title=TITLE)


def related(maker: Maker, content: PlanContent) -> None:
    """How the plan stands to others, in sentences: a table would be read in again as one of the plan's own."""
    if content.relations:
        maker.heading(OTHER_PLANS, 1)
        maker.bullets(_told(one) for one in content.relations)


def _told(one: RelationContent) -> str:
    when = wording.span(one.valid_from, one.valid_to)
    other = f"{one.plan or 'en plan utan titel'}{f' ({when})' if when else ''}"
    return f"Planen {PLAN_RELATION_NAMES[one.kind].sv} {other}. {one.note or ''}".strip()


def sheets(content: PlanContent) -> Iterator[Sheet]:
    """The workbook's sheets of effects, steps, tags, and of focus areas and target groups."""
    found = chain_of(content)
    effects = [
        [LEVELS[link.level], link.text, wording.numbered(link.area.number, link.area.title) if link.area else ""]
        for link in found.links
        if link.kind == "effect"
    ]
    yield "Effekter", ("Sikt", "Effekt", "Område"), effects, ("text",) * 3
    header = ("Från", "Från nr", "Från vad", "Till", "Till nr", "Till vad", "Det förutsätter")
    yield "Förändringsteori", header, _steps(found), ("text",) * 7
    tags = [
        [area.number or "", area.title, KINDS[kind], text, tags.name, tag.name, "Ja" if tag.primary else ""]
        for area in content.areas
        for kind, text, lists in tags_in(content, area)
        for tags in lists
        for tag in tags.tags
    ]
    yield "Taggar", ("Nr", "Utvecklingsområde", "Gäller", "Vad", "Ramverk", "Tagg", "Viktigast"), tags, ("text",) * 7
    yield _matrix(content)
    yield "Andra planer i länet", RELATED, _related(content), ("text",) * 4


def _related(content: PlanContent) -> list[list[Part]]:
    return [
        [
            PLAN_RELATION_NAMES[one.kind].sv,
            one.plan or "en plan utan titel",
            wording.span(one.valid_from, one.valid_to),
            one.note or "",
        ]
        for one in content.relations
    ]


def _matrix(content: PlanContent) -> Sheet:
    """Focus areas × target groups in use: in each cell how many areas and how many activities."""
    matrix = matrix_of(content)
    header = ["Målgrupp"]
    for row in matrix.rows:
        title = wording.numbered(row.number, row.title) if row.number is not None else "Utan fokusområde"
        header += [f"{title}: områden", f"{title}: aktiviteter"]
    rows: list[list[Part]] = []
    for place, (_code, name, _english) in enumerate(matrix.groups):
        cells = [row.cells[place] for row in matrix.rows]
        rows.append([name, *(str(len(of)) for cell in cells for of in (cell.areas, cell.activities))])
    return "Målgrupper", tuple(header), rows, ("text", *("number",) * (len(header) - 1))


def _steps(found: Chain) -> list[list[Part]]:
    def told(link: Link) -> list[Part]:
        return [LEVELS[link.level], (link.area.number or "") if link.area is not None else "", link.text]

    return [
        [*told(step.start), *told(step.end), step.assumption] for _link, steps in found.from_each() for step in steps
    ]
