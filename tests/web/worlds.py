"""Made-up editions for the tests of the pages: content with every field, status and kind of time in use.

The rows are written past the actions on purpose: a page must show whatever an edition has frozen, also what the
actions of today would refuse.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import cycle

from samplan.actors.actions import create_county, create_partnership
from samplan.actors.models import County, Partnership
from samplan.actors.shapes import SYSTEM
from samplan.plans.actions.plans import create_plan
from samplan.plans.models import Plan
from samplan.plans.shapes.content import (
    ActivityContent,
    AreaContent,
    AskedBody,
    Body,
    DependencyContent,
    FocusAreaContent,
    FollowUpContent,
    GoalContent,
    IndicatorContent,
    Label,
    PlanContent,
    ProposalContent,
    QuestionContent,
    WaitingContent,
)
from samplan.plans.shapes.exchange import Cost, Fund, Horizon, IndicatorKind, OtherBlock, TargetImage
from samplan.plans.shapes.ownership import OwnerPart
from samplan.publishing.models import Edition
from samplan.publishing.rules import digest

MUNICIPALITIES = ["Almby", "Björkfors", "Dalsjö", "Ekeryd", "Fagerö", "Granvik", "Hultamo", "Ingarp", "Åvik", "Ödhamn"]
STATUS = {
    mark: Label(code=mark, sv=sv, en=en, mark=mark)
    for mark, sv, en in [
        ("planned", "Planerad", "Planned"),
        ("started", "Påbörjad", "Started"),
        ("ongoing", "Pågår", "Ongoing"),
        ("done", "Klar", "Done"),
        ("permanent", "I ordinarie verksamhet", "In permanent operation"),
        ("waiting", "Väntar på andra", "Waiting for others"),
        ("paused", "Vilar", "Paused"),
        ("notdone", "Inte genomförd", "Not carried out"),
    ]
}
HELPED = {
    mark: Label(code=mark, sv=sv, en=en, mark=mark)
    for mark, sv, en in [
        ("achieved", "Uppnått", "Achieved"),
        ("partly", "Delvis uppnått", "Partly achieved"),
        ("missed", "Inte uppnått", "Not achieved"),
        ("unjudged", "Kan inte bedömas", "Cannot be judged"),
    ]
}
TIMES = [
    {"timeframe": "Ht 2025 / Påbörjat", "start": date(2025, 7, 1), "end": date(2025, 12, 31)},
    {"timeframe": "2024 – och fortlöpande", "start": date(2024, 1, 1), "ongoing": True},
    {"timeframe": "2026-2027", "start": date(2026, 1, 1), "end": date(2027, 12, 31)},
    {"timeframe": "Våren 2025", "start": date(2025, 1, 1), "end": date(2025, 6, 30)},
    {"timeframe": "Årligen, 10 september", "start": date(2024, 9, 10), "recurring": True},
    {"timeframe": "så snart det går"},
    {"timeframe": "2027", "start": date(2027, 1, 1), "end": date(2027, 12, 31)},
    {},
    {"timeframe": "Klart senast 2026", "end": date(2026, 12, 31)},
]
ACTIVITIES = [
    "Handledning i samtal om självmordstankar för elevhälsan, två tillfällen per termin",
    "Stöd på plats till kommuner som skriver sin första plan",
    "En delad rutin för akuten, psykiatrin och socialjouren när någon har försökt ta sitt liv",
    "Kontakt med efterlevande inom sju dagar, enskilt eller i grupp",
    "Genomgång av broar och spår tillsammans med polisen och Trafikverket",
    "Länsgemensam temadag",
    "Grundkurs för nya chefer i äldreomsorgen",
    "Gemensam händelseanalys över huvudmannagränser",
    "En webbsida där länets alla stöd går att hitta",
]
AREAS = [
    ("1.1", "Stöd i föräldraskapet", 1),
    ("1.2", "Hälsofrämjande skola", 1),
    ("1.3", "Äldre och ensamhet", 1),
    ("1.4", "Suicidprevention", 1),
    ("2.1", "En väg in för barn och unga", 2),
    ("2.2", "Ungdomsmottagningar", 2),
    ("3.1", "Brukarnas inflytande", 3),
    ("3.2", "Samordnad individuell plan", 3),
    ("4.1", "Samsjuklighet", 4),
    ("4.2", "Arbete och sysselsättning", 4),
    ("5.1", "Gemensam uppföljning", 5),
]
FOCUS = ["Förebyggande och främjande", "Tillgängliga tidiga insatser", "Delaktighet och rättigheter", "Utsatta grupper"]
FOCUS.append("Ledning, styrning och organisation")


def full_area(number: str, title: str, focus: int, activities: int = 5) -> AreaContent:
    """An area with everything that an area can hold."""
    key = number.replace(".", "-")
    statuses, helped, times, texts = (
        cycle([*STATUS.values(), None]),
        cycle(HELPED.values()),
        cycle(TIMES),
        cycle(ACTIVITIES),
    )
    for _i in range(int(key[-1])):
        next(statuses), next(helped)
    name = "Samordnaren för psykisk hälsa, Region Exempel"
    body = Body(name=name, code="samordnaren", contact="samordning@region.example")
    return AreaContent(
        id=f"a{key}",
        slug=f"{key}-{title.lower().replace(' ', '-').translate(str.maketrans('åäö', 'aao'))}",
        number=number,
        title=title,
        focus_areas=[focus],
        identified_by="Brukarnätverket",
        identified_year=2023,
        background="Det finns stöd i dag, men det är olika i länets kommuner och svårt att hitta.",
        needs="En gemensam väg in, och någon som följer upp att den fungerar.",
        goals=[
            GoalContent(id="g1", level=Horizon.LONG, text="Alla som behöver stöd får det i tid, i hela länet."),
            GoalContent(
                id="g2",
                level=Horizon.SHORT,
                text="Alla tio kommuner har en antagen rutin.",
                attainment=next(helped),
                attainment_written="6 av 10",
                attainment_comment="Sex av tio kommuner.",
            ),
            GoalContent(id="g3", level=Horizon.SHORT, text="Minst 60 personer går kursen.", attainment=next(helped)),
        ],
        activities=[
            ActivityContent(
                id=f"v{i}",
                text=next(texts),
                status=(status := next(statuses)),
                status_written="Påbörjat" if status and i % 3 == 0 else None,
                responsible=[Body(name="Länssamordnaren"), Body(name="Almby kommun")] if i % 2 else [],
                asked=[AskedBody(name="Elevhälsan", part=OwnerPart.RESPONSIBLE)] if i % 3 == 2 else [],
                goal="g2" if i % 2 else None,
                **next(times),
            )
            for i in range(activities)
        ],
        indicators=[
            IndicatorContent(
                id="i1", text="Antal kommuner med rutin", kind=IndicatorKind.COUNT, target="???", target_uncertain=True
            ),
            IndicatorContent(
                id="i2", text="Andel som får svar inom en vecka", kind=IndicatorKind.SHARE, source="Egen enkät"
            ),
            IndicatorContent(id="i3", text="Suicid i befolkningen", kind=IndicatorKind.REGISTER, reference="U30444"),
        ],
        responsible=[body, Body(name="Socialcheferna"), Body(name="Primärvården, Region Exempel")],
        asked=[AskedBody(name="Vuxenskolan", part=OwnerPart.TAKES_PART)],
        costs=[Cost(year=2026, min="250000", max="400000"), Cost(min="90000", max="90000")],
        followups=[
            FollowUpContent(
                id="f1", year=2025, heading="Aktiviteter", text="Fyra kurser hölls och två rutiner antogs."
            ),
            FollowUpContent(
                id="f2", year=2025, heading="Framåt", text="Fortsatt stöd till de kommuner som saknar rutin."
            ),
            FollowUpContent(id="f3", year=2024, text="Arbetet kom i gång efter sommaren."),
        ],
        comment="Arbetet hänger ihop med den regionala planen.",
        challenge_questions=[
            QuestionContent(
                id="q1",
                text="Hur når vi dem som inte söker hjälp?",
                proposals=[
                    ProposalContent(id="p1", text="Uppsökande samtal", actor="Kommunerna"),
                    ProposalContent(id="p2", text="Öppet hus på biblioteken"),
                ],
            )
        ],
        followup_questions=["Vilka kommuner har en rutin?", "Vad hindrade er?"],
        other=[OtherBlock(kind="paragraph", text="Planen stäms av varje halvår.", position=9, page=4)],
    )


def full_plan(activities: int = 5, **changes: object) -> PlanContent:
    """The plan of Exempellän with eleven areas of that many activities each."""
    plan = PlanContent(
        id="1",
        slug="psykisk-halsa-2024-2028",
        title="Psykisk hälsa i Exempellän 2024–2028",
        county_code="99",
        county="Exempellän",
        county_slug="exempellan",
        made_up=True,
        parties=[Body(name="Region Exempel"), *(Body(name=f"{m} kommun") for m in MUNICIPALITIES)],
        valid_from=date(2024, 1, 1),
        valid_to=date(2028, 12, 31),
        overall_goals=[
            "Fler mår bra, hjälpen kommer i tid och färre tar sitt liv. Det ska gälla var man än bor i länet."
        ],
        target_images=[
            TargetImage(
                number="1", title="”Någon svarar när jag ringer”", text="Den som söker hjälp får ett svar samma dag."
            ),
            TargetImage(number="2", title="”Jag slipper berätta allt igen”"),
            TargetImage(number="3", title="”De frågar mig först”"),
        ],
        focus_areas=[FocusAreaContent(number=n, title=t) for n, t in enumerate(FOCUS, start=1)],
        perspectives=["Barnets rättigheter", "Jämlikhet", "Jämställdhet", "Nationella minoriteter"],
        areas=[full_area(number, title, focus, activities) for number, title, focus in AREAS],
        funds=[
            Fund(name="Suicidprevention", amount="1240000", year=2026),
            Fund(name="Brukarmedverkan", amount="310500.50", year=2026),
            Fund(name="Ungdomsmottagningar", amount="900000", year=2025),
        ],
        other=[OtherBlock(kind="paragraph", text="Planen ersätter den förra.", position=1)],
        dependencies=[
            DependencyContent(
                id="b1",
                title="Beslut om en gemensam väg in",
                released_on=date(2026, 2, 3),
                decision="Länsrådet § 7: ja",
                waiting=[WaitingContent(area="a1-4")],
            ),
            DependencyContent(
                id="b2",
                title="Lokaler",
                owner="Region Exempel",
                expected=date(2026, 10, 1),
                waiting=[WaitingContent(area="a1-4", activity="v0")],
            ),
        ],
    )
    return plan.model_copy(update=changes)


def county() -> Partnership:
    """Exempellän with its region and ten municipalities."""
    found = County.objects.filter(code="99").first()
    if found:
        return Partnership.objects.get(county=found)
    codes = [(f"99{n:02}", name) for n, name in enumerate(MUNICIPALITIES, start=1)]
    made = create_county(by=SYSTEM, code="99", name="Exempellän", region="Region Exempel", municipalities=codes)
    return create_partnership(by=SYSTEM, county=made)


def publish(content: PlanContent, label: str = "2026-03-12", number: int = 1, **columns: object) -> Edition:
    """An edition of that content."""
    plan = Plan.objects.filter(slug=content.slug).first() or create_plan(
        by=SYSTEM, partnership=county(), title=content.title
    )
    Plan.objects.filter(pk=plan.pk).update(slug=content.slug)
    day = date.fromisoformat(label[:10])
    values = {
        "plan": plan,
        "number": number,
        "label": label,
        "county_slug": content.county_slug,
        "plan_slug": content.slug,
        "county": content.county,
        "county_code": content.county_code or "",
        "made_up": content.made_up,
        "title": content.title,
        "published_at": datetime(day.year, day.month, day.day, 12, number, tzinfo=UTC),
        "decided_by": "Länsrådet § 7",
        "decided_on": day,
        "content": content.model_dump(mode="json"),
        "digest": digest(content.model_dump(mode="json")),
    }
    return Edition.objects.create(**(values | columns))
