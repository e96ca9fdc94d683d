"""The parts that all layouts have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby, zip_longest

from samplan.documents.folding import fold
from samplan.plans.shapes.content import ActivityContent, AreaContent, GoalContent, IndicatorContent, PlanContent
from samplan.plans.shapes.exchange import BlockKind, Horizon, OtherBlock
from samplan.plans.shapes.ownership import OwnerPart
from samplan.plans.shapes.tags import tags_of
from samplan.publishing.layouts import told_parts, wording
from samplan.publishing.layouts.making import Lines, Maker

OWNERS = ("Ansvarig", "Medverkar", "Informeras")
ACTIVITY_HEADER = ("Aktiviteter", "Tidsplan", "År", "Status", *OWNERS)


def front(maker: Maker, content: PlanContent) -> None:
    """What stands before the areas: how the document began, goals, target pictures, focus areas, perspectives."""
    opening = frozenset(content.opening)
    began = [block for place, block in _left(content) if place in opening]
    # When the plan holds is told beside its title.
    other(maker, "Inledning", 1, [b for b in began if not wording.only_tells_validity(b.text, content)])
    if content.overall_goals:
        maker.heading("Övergripande mål", 1)
        if len(content.overall_goals) == 1:
            maker.paragraph(content.overall_goals[0])
        else:
            maker.bullets(content.overall_goals)
    if content.target_images:
        maker.heading("Målbilder", 1)
        maker.table(
            ("Nr", "Målbild", "Beskrivning"),
            [(image.number or "", image.title, image.text or "") for image in content.target_images],
            title="Planens målbilder",
        )
    if content.focus_areas:
        maker.heading("Fokusområden", 1)
        maker.table(
            ("Nr", "Fokusområde"),
            [(str(focus.number), focus.title) for focus in content.focus_areas],
            title="Planens fokusområden",
        )
    if content.perspectives:
        maker.heading("Perspektiv", 1)
        maker.bullets(content.perspectives)


def _left(content: PlanContent) -> list[tuple[int, OtherBlock]]:
    """What found no place, each block with its number, without the former document's own contents."""
    places = {id(block): place for place, block in enumerate(content.other)}
    return [(places[id(block)], block) for block in told_parts.without_contents(content.other)]


def areas_by_group(content: PlanContent) -> Iterable[tuple[str, list[AreaContent]]]:
    """The areas in order, under the headings that they stand under."""
    for group, areas in groupby(content.areas, key=lambda area: area.group or "Utvecklingsområden"):
        yield group, list(areas)


def back(maker: Maker, content: PlanContent) -> None:
    """What stands after the areas: money, proposals, and the text that found no place."""
    if content.funds:
        maker.heading("Medel", 1)
        maker.table(
            ("Ändamål", "År", "Belopp"),
            [
                (fund.name, str(fund.year or ""), f"{wording.money(fund.amount)}\u00a0{_currency(fund.currency)}")
                for fund in content.funds
            ],
            title="Medel till planens arbete",
        )
    proposals(maker, content)
    opening = frozenset(content.opening)
    other(maker, "Övrig text i planen", 1, [b for place, b in _left(content) if place not in opening])


def _currency(code: str) -> str:
    return "kr" if code == "SEK" else code


def proposals(maker: Maker, content: PlanContent) -> None:
    """The annex: proposed activities under their questions, with actors."""
    asked = [(area, [q for q in area.challenge_questions if q.proposals]) for area in content.areas]
    asked = [(area, questions) for area, questions in asked if questions]
    if not asked:
        return
    maker.heading("Bilaga. Förslag på aktiviteter", 1)
    for area, questions in asked:
        maker.heading(wording.numbered(area.number, area.title), 2)
        for question in questions:
            maker.heading(question.text, 3)
            maker.bullets(
                f"{proposal.text} (Aktör: {proposal.actor})" if proposal.actor else proposal.text
                for proposal in question.proposals
            )


def area_facts(maker: Maker, content: PlanContent, area: AreaContent) -> None:
    """Focus areas, who saw the need, who answers, what it costs."""
    titles = {focus.number: focus.title for focus in content.focus_areas}
    focus = [wording.numbered(f"{number}.", titles.get(number, "")).strip() for number in area.focus_areas]
    seen = " ".join(str(word) for word in (area.identified_by, area.identified_year) if word)
    maker.facts(
        (
            ("Fokusområde", focus),
            ("Behov identifierat av", seen),
            ("Ansvariga", wording.bodies(area, OwnerPart.RESPONSIBLE)),
            ("Medverkar", wording.bodies(area, OwnerPart.TAKES_PART)),
            ("Informeras", wording.bodies(area, OwnerPart.INFORMED)),
            ("Beräknad kostnad", [wording.cost(cost) for cost in area.costs]),
            *((tags.name, [tag.name for tag in tags.tags]) for tags in tags_of(content, "area", area.id)),
        ),
        title=f"Om området {area.title}",
    )


def needs(maker: Maker, content: PlanContent, area: AreaContent, title: str = "Behov") -> None:
    """The area's need as text, then the needs one by one with who has seen them."""
    maker.section(title, area.needs)
    if not area.need_rows:
        return
    if not area.needs:
        maker.heading(title, 3)
    names = {a.id: wording.numbered(a.number, a.title) for a in content.areas}
    rows = [
        (
            need.text,
            " ".join(str(word) for word in (need.source, need.year) if word),
            need.evidence or "",
            Lines(names[i] for i in dict.fromkeys((need.home, *need.others)) if i in names and i != area.id),
        )
        for need in area.need_rows
    ]
    maker.table(("Behov", "Vem har sett det", "Underlag", "Gäller också"), rows, title=f"Behov i {area.title}")


def indicators(maker: Maker, area: AreaContent) -> None:
    """Indicators in a table of their own, for areas where they carry more than a text."""
    maker.heading("Indikatorer", 3)
    often = ("Följs",) if any(i.rhythm for i in area.indicators) else ()
    maker.table(
        ("Indikator", "Källa", "Referens", "Målvärde", *often, *OWNERS),
        [
            (i.text, i.source or "", i.reference_words, i.target or "", *[i.rhythm or "" for _ in often], *owners(i))
            for i in area.indicators
        ],
        title=f"Indikatorer för {area.title}",
    )


def rich_indicators(area: AreaContent) -> bool:
    """Whether an indicator has a source, a reference, a target, a rhythm or somebody with a part in it."""
    return any(i.source or i.reference or i.target or i.rhythm or has_owners(i) for i in area.indicators)


def owners(item: ActivityContent | GoalContent | IndicatorContent) -> tuple[Lines, Lines, Lines]:
    """Who is responsible, takes part and is informed: the cells under OWNERS."""
    responsible, takes_part, informed = (Lines(wording.bodies(item, part)) for part in OwnerPart)
    return responsible, takes_part, informed


def has_owners(item: ActivityContent | GoalContent | IndicatorContent) -> bool:
    """Whether anybody has a part in an item."""
    return bool(item.responsible or item.takes_part or item.informed or item.asked)


def activity_row(activity: ActivityContent) -> tuple[str, str, str, str, Lines, Lines, Lines]:
    """An activity as a row under ACTIVITY_HEADER."""
    status = wording.label(activity.status) or (activity.status_written or "")
    if status.casefold() in (activity.timeframe or "").casefold() and not activity.status:
        status = ""
    return (
        activity.text,
        wording.time_of(activity),
        str(activity.year or ""),
        status,
        *owners(activity),
    )


def activities(maker: Maker, title: str, rows: list[ActivityContent], area: AreaContent) -> None:
    """Activities as a table under a heading."""
    if rows:
        maker.heading(title, 3)
        maker.table(ACTIVITY_HEADER, [activity_row(a) for a in rows], title=f"{title}, {area.title}")


def has_steps(area: AreaContent) -> bool:
    """Whether any short-term goal of the area stands under a long-term one."""
    return any(goal.under for goal in area.goals)


def families(area: AreaContent) -> list[list[GoalContent]]:
    """Each long-term goal with the short-term ones under it, in the plan's order; then those that stand under none."""
    found = [[g, *(step for step in area.goals if step.under == g.id)] for g in area.goals if g.level is Horizon.LONG]
    placed = {goal.id for family in found for goal in family}
    loose = [goal for goal in area.goals if goal.id not in placed]
    return [*found, loose] if loose else found


def is_judged(goals: Iterable[GoalContent]) -> bool:
    """Whether somebody has said of a goal how far it is attained, or has a part in it."""
    return any(g.attainment or g.attainment_written or g.attainment_comment or has_owners(g) for g in goals)


def goals_tables(maker: Maker, area: AreaContent, names: tuple[str, str]) -> None:
    """Long goals and short goals, each with its judgement beside it. names: what the two are called."""
    long = {goal.id: goal.text for goal in area.goals}
    for name, level in zip(names, (Horizon.LONG, Horizon.SHORT), strict=True):
        under = ("Steg mot",) if level is Horizon.SHORT and has_steps(area) else ()
        rows = [
            (
                goal.text,
                *(long.get(goal.under or "", "") for _ in under),
                wording.label(goal.attainment) or (goal.attainment_written or ""),
                goal.attainment_comment or "",
                *owners(goal),
            )
            for goal in area.goals
            if goal.level == level
        ]
        if rows:
            maker.heading(name, 3)
            maker.table((name, *under, "Måluppfyllelse", "Underlag", *OWNERS), rows, title=f"{name}, {area.title}")


def after(maker: Maker, area: AreaContent, since: int) -> None:
    """Questions, comment, follow-ups and the rest of an area. since: the place where the area begins."""
    if area.challenge_questions:
        maker.heading("Utmaningsfrågor", 3)
        maker.numbers(question.text for question in area.challenge_questions)
    if area.followup_questions:
        maker.heading("Uppföljningsfrågor", 3)
        maker.numbers(area.followup_questions)
    maker.section("Kommentar", area.comment)
    for year, said in groupby(area.followups, key=lambda followup: followup.year):
        maker.heading(f"Uppföljning {year}" if year else "Uppföljning", 3)
        for followup in said:
            maker.paragraph(followup.heading, bold=True)
            maker.paragraph(followup.text)
    other(maker, "Övrigt", 3, _untold(area.other, maker.told(since)))


def _printed(block: OtherBlock) -> bool:
    """Words that only told where things stood in the former document are not printed again."""
    return block.kind not in {BlockKind.LABEL, BlockKind.FURNITURE} and bool(block.text.strip())


def _untold(blocks: list[OtherBlock], told: str) -> list[OtherBlock]:
    """Without the blocks that the area says already: a cost or a focus area as it was written, piece for piece."""
    return [block for block in blocks if not all(piece in told for piece in pieces(block.text))]


def pieces(text: str) -> list[str]:
    """The parts of a text that lists several things, blanks made alike."""
    return [" ".join(piece.split()) for piece in re.split(r"[;|]", text)]


def other(maker: Maker, title: str, level: int, blocks: list[OtherBlock]) -> None:
    """Text that found no place, in its own order. A heading with nothing under it is set as a line of text.

    Where the document called this part the same, its own heading is not printed under ours.
    """
    printed = [block for block in blocks if _printed(block)]
    if printed and printed[0].kind == BlockKind.HEADING and fold(printed[0].text).casefold() == title.casefold():
        del printed[0]
    if not printed:
        return
    maker.heading(title, level)
    for block, following in zip_longest(printed, printed[1:]):
        if told_parts.is_empty_heading(block, following):
            continue
        if block.kind == BlockKind.HEADING:
            if following is not None and following.kind != BlockKind.HEADING:
                maker.heading(block.text, level + 1)
            else:
                maker.paragraph(block.text, bold=True)
        elif block.kind == BlockKind.LIST:
            maker.bullets([block.text])
        else:
            maker.paragraph(block.text)
