"""The plan as a workbook: one sheet per kind of item, so that nothing is lost and everything can be sorted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samplan.documents.blocks import Document
from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.plans.shapes.exchange import ActivityKind, Horizon, IndicatorKind
from samplan.plans.shapes.ownership import OwnerPart
from samplan.publishing.layouts import weaving, wording
from samplan.publishing.layouts.making import Lines, Maker, Part
from samplan.publishing.layouts.wording import cost, label

INDICATOR_KINDS = {
    IndicatorKind.YES_NO: "Ja/nej",
    IndicatorKind.COUNT: "Antal",
    IndicatorKind.SHARE: "Andel",
    IndicatorKind.REGISTER: "Register",
    IndicatorKind.OTHER: "Annat",
}
AREA = ("Nr", "Utvecklingsområde")
Row = list[Part]
Sheet = tuple[str, tuple[str, ...], Sequence[Sequence[Part]], tuple[str, ...]]


def _area(area: AreaContent) -> list[str]:
    return [area.number or "", area.title]


def sheets(content: PlanContent) -> Iterator[Sheet]:
    """Each sheet: its name, header, rows, and the kind of each column. Sheets without rows are left out."""
    for sheet in (*_plan_sheets(content), *_area_sheets(content), *_text_sheets(content), *weaving.sheets(content)):
        if sheet[2]:
            yield sheet


def _plan_sheets(content: PlanContent) -> Iterator[Sheet]:
    yield "Övergripande mål", ("Övergripande mål",), [[goal] for goal in content.overall_goals], ("text",)
    images = [[image.number or "", image.title, image.text or ""] for image in content.target_images]
    yield "Målbilder", ("Nr", "Målbild", "Beskrivning"), images, ("text",) * 3
    yield "Fokusområden", ("Nr", "Fokusområde"), [[str(f.number), f.title] for f in content.focus_areas], ("text",) * 2
    yield "Perspektiv", ("Perspektiv",), [[text] for text in content.perspectives], ("text",)
    funds = [[fund.name, str(fund.year or ""), fund.amount, fund.currency] for fund in content.funds]
    yield "Medel", ("Ändamål", "År", "Belopp", "Valuta"), funds, ("text", "text", "number", "text")


def _area_sheets(content: PlanContent) -> Iterator[Sheet]:
    areas = content.areas
    yield (
        "Områden",
        (*AREA, "Avsnitt", "Fokusområde", "Behov identifierat av", "Bakgrund", "Behov", "Måluppfyllelse",
         "Beräknad kostnad", "Kommentar"),
        [_whole_area(area) for area in areas],
        ("text",) * 10,
    )  # fmt: skip
    steps = any(goal.under for area in areas for goal in area.goals)
    goals = [
        [
            *_area(area),
            goal.text if goal.level == Horizon.LONG else "",
            goal.text if goal.level == Horizon.SHORT else "",
            label(goal.attainment) or goal.attainment_written or "",
            goal.attainment_comment or "",
            *((next((g.text for g in area.goals if g.id == goal.under), ""),) if steps else ()),
        ]
        for area in areas
        for goal in area.goals
    ]
    more = ("Steg mot",) if steps else ()
    header = (*AREA, "Långsiktiga mål", "Kortsiktiga mål", "Måluppfyllelse", "Underlag", *more)
    yield "Mål", header, goals, ("text",) * len(header)
    if any(area.need_rows for area in areas):
        yield _needs(areas)
    yield _activities(areas)
    indicators = [
        [
            *(*_area(area), i.text, INDICATOR_KINDS[i.kind]),
            *(w or "" for w in (i.source, i.reference_words, i.target, i.rhythm)),
        ]
        for area in areas
        for i in area.indicators
    ]
    words = ("Indikator", "Typ", "Källa", "Referens", "Målvärde", "Följs")
    yield "Indikatorer", (*AREA, *words), indicators, ("text",) * 8
    bodies = [[*_area(area), name] for area in areas for name in wording.bodies(area, OwnerPart.RESPONSIBLE)]
    yield "Ansvariga", (*AREA, "Ansvarig"), bodies, ("text",) * 3
    yield _parts(areas)
    costs: list[Row] = [
        [*_area(area), c.text or "", str(c.year or ""), c.min, c.max] for area in areas for c in area.costs
    ]
    kinds = ("text", "text", "text", "text", "number", "number")
    yield "Kostnader", (*AREA, "Vad det går till", "År", "Lägst", "Högst"), costs, kinds


def _needs(areas: list[AreaContent]) -> Sheet:
    """Needs one by one, each in the area that it stands in."""
    names = {area.id: " ".join(_area(area)).strip() for area in areas}
    rows: list[Row] = [
        [
            *_area(area),
            need.text,
            need.source or "",
            str(need.year or ""),
            need.evidence or "",
            "; ".join(names[other] for other in need.others if other in names),
        ]
        for area in areas
        for need in area.need_rows
        if need.home in {"", area.id}
    ]
    header = (*AREA, "Behov", "Vem har sett det", "År", "Underlag", "Gäller också")
    return "Behov", header, rows, ("text",) * len(header)


def _parts(areas: list[AreaContent]) -> Sheet:
    """Parts that no other sheet tells: who takes part and is informed, and who answers for a goal or an indicator."""
    rows: list[Row] = []
    for area in areas:
        items: list[tuple[str, str, wording.Owned]] = [("Området", area.title, area)]
        items += [("Mål", goal.text, goal) for goal in area.goals]
        items += [("Aktivitet", activity.text, activity) for activity in area.activities]
        items += [("Indikator", indicator.text, indicator) for indicator in area.indicators]
        for kind, words, item in items:
            names = dict(zip(OwnerPart, ("Ansvarig", "Medverkar", "Informeras"), strict=True))
            if kind in {"Området", "Aktivitet"}:
                names.pop(OwnerPart.RESPONSIBLE)
            told = [(name, body) for part, name in names.items() for body in wording.bodies(item, part)]
            rows += [[*_area(area), kind, words, name, body] for name, body in told]
    return "Medverkar", (*AREA, "Gäller", "Vad", "Del i arbetet", "Organisation"), rows, ("text",) * 6


def _whole_area(area: AreaContent) -> Row:
    return [
        *_area(area),
        area.group or "",
        ", ".join(str(number) for number in area.focus_areas),
        " ".join(str(word) for word in (area.identified_by, area.identified_year) if word),
        area.background or "",
        area.needs or "",
        label(area.goal_status),
        Lines(cost(part) for part in area.costs),
        area.comment or "",
    ]


def _activities(areas: list[AreaContent]) -> Sheet:
    header = (*AREA, "Aktivitet", "Tidsplan", "Start", "Slut", "Fortlöpande", "Typ", "År", "Status", "Ansvarig")
    rows = [
        [
            *_area(area),
            a.text,
            a.timeframe or "",
            a.start.isoformat() if a.start else "",
            a.end.isoformat() if a.end else "",
            "Ja" if a.ongoing else "",
            "Genomförd" if a.kind == ActivityKind.REPORTED else "Planerad",
            str(a.year or ""),
            label(a.status) or a.status_written or "",
            "; ".join(wording.bodies(a, OwnerPart.RESPONSIBLE)),
        ]
        for area in areas
        for a in area.activities
    ]
    kinds = ("text", "text", "text", "text", "date", "date", "text", "text", "text", "text", "text")
    return "Aktiviteter", header, rows, kinds


def _followups(areas: list[AreaContent]) -> Sheet:
    """One row per part of a follow-up, its text in the column of its year: the header tells the year to any reader."""
    years = sorted({f.year for area in areas for f in area.followups}, key=lambda year: year or 0)
    header = (*AREA, "Avser", *(f"Uppföljning {year}" if year else "Resultat av uppföljning" for year in years))
    rows = [
        [*_area(area), f.heading or "", *(f.text if f.year == year else "" for year in years)]
        for area in areas
        for f in area.followups
    ]
    return "Uppföljning", header, rows, ("text",) * len(header)


def _text_sheets(content: PlanContent) -> Iterator[Sheet]:
    areas = content.areas
    yield _followups(areas)
    challenges = [[*_area(area), question.text] for area in areas for question in area.challenge_questions]
    yield "Utmaningsfrågor", (*AREA, "Utmaningsfråga"), challenges, ("text",) * 3
    asked = [[*_area(area), text] for area in areas for text in area.followup_questions]
    yield "Uppföljningsfrågor", (*AREA, "Uppföljningsfråga"), asked, ("text",) * 3
    proposals = [
        [*_area(area), question.text, proposal.text, proposal.actor or ""]
        for area in areas
        for question in area.challenge_questions
        for proposal in question.proposals
    ]
    yield "Förslag", (*AREA, "Utmaningsfråga", "Förslag", "Aktör"), proposals, ("text",) * 5
    others = [[b.kind.value, b.text, str(b.page or ""), str(b.position), "", ""] for b in content.other]
    others += [
        [b.kind.value, b.text, str(b.page or ""), str(b.position), *_area(area)] for area in areas for b in area.other
    ]
    yield "Övrigt", ("Sort", "Övrig text", "Sida", "Plats", "Hör till nr", "Hör till"), others, ("text",) * 6


def workbook(content: PlanContent) -> tuple[Document, dict[str, tuple[str, ...]]]:
    """The workbook's document, and the kinds of its columns by sheet."""
    maker = Maker()
    maker.facts(
        (
            ("Län", content.county or ""),
            ("Länskod", content.county_code or ""),
        )
    )
    kinds: dict[str, tuple[str, ...]] = {}
    for name, header, rows, column_kinds in sheets(content):
        maker.table(header, rows, title=name, sheet=name, drop_empty=False)
        kinds[name] = column_kinds
    return Document(tuple(maker.blocks), format="xlsx", title=content.title), kinds
