"""Hypothesis strategies for whole plan files, in the format's normal form.

Normal form: texts are not blank and carry no blanks at their ends, line breaks or control characters; sums are
written without needless signs; numbers of focus areas occur once; ends do not lie before starts.
"""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from samplan.plans.shapes.exchange import (
    Activity,
    ActivityKind,
    Area,
    BlockKind,
    ChallengeQuestion,
    Cost,
    FocusArea,
    FollowUp,
    Fund,
    Goal,
    GoalStatus,
    Horizon,
    Indicator,
    IndicatorKind,
    Need,
    OtherBlock,
    PlanFile,
    Proposal,
    TargetImage,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖé0123456789"
SIGNS = LETTERS + " .,:;-–()/%?!”&<>'\"|…ø中😀"
"""What documents hold, what must be escaped somewhere, and a few signs from far away."""

years = st.integers(1990, 2040)
days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """A text in normal form; most look like words, some are odd."""
    words = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join)
    odd = st.text(SIGNS, min_size=1, max_size=max_size).map(lambda t: " ".join(t.split())).filter(bool)
    return st.one_of(words, odd)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """The value or nothing."""
    return st.one_of(st.none(), strategy)


def sums() -> st.SearchStrategy[str]:
    """A sum in whole kronor, or with two decimals."""
    whole = st.integers(0, 10**11).map(str)
    parts = st.tuples(st.integers(0, 10**11), st.integers(1, 99)).map(lambda p: f"{p[0]}.{p[1]:02}")
    return st.one_of(whole, parts)


def lists(strategy: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[list[object]]:
    """A short list."""
    return st.lists(strategy, max_size=most)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """Start and end, either unknown, the end not before the start."""
    start, end = draw(maybe(days)), draw(maybe(days))
    if start and end and end < start:
        start, end = end, start
    return start, end


@st.composite
def activities(draw: st.DrawFn, goals: list[str] | None = None) -> Activity:
    """An activity, perhaps for one of these goals of its area, perhaps with those who answer for it alone."""
    start, end = draw(spans())
    frames = st.sampled_from(["Ht 2016 / Påbörjat", "2017 – och fortlöpande", "Klart", "Årligen", "våren 2022"])
    return Activity(
        text=draw(texts()),
        timeframe=draw(maybe(st.one_of(frames, texts()))),
        start=start,
        end=end,
        ongoing=draw(st.booleans()),
        kind=draw(st.sampled_from(ActivityKind)),
        year=draw(maybe(years)),
        goal=draw(maybe(st.sampled_from(goals))) if goals else None,
        responsible=draw(st.lists(texts(), max_size=2, unique_by=lambda name: name.casefold())),
    )


@st.composite
def costs(draw: st.DrawFn) -> Cost:
    """A cost range."""
    low, high = sorted((draw(sums()), draw(sums())), key=float)
    return Cost(text=draw(maybe(texts())), year=draw(maybe(years)), min=low, max=high)


goals = st.builds(Goal, level=st.sampled_from(Horizon), text=texts())
needs = st.builds(Need, text=texts(), source=maybe(texts()), year=maybe(years), evidence=maybe(texts()))


@st.composite
def stepped_goals(draw: st.DrawFn) -> list[Goal]:
    """Goals, some short-term ones under a long-term one."""
    found = draw(lists(goals, 4))
    long = [goal.text for goal in found if goal.level is Horizon.LONG]
    step = maybe(st.sampled_from(long)) if long else st.none()
    return [goal if goal.level is Horizon.LONG else goal.model_copy(update={"under": draw(step)}) for goal in found]


indicators = st.builds(
    Indicator,
    text=texts(),
    kind=st.sampled_from(IndicatorKind),
    source=maybe(texts()),
    reference=maybe(st.text(LETTERS, min_size=1, max_size=10)),
    rhythm=maybe(texts()),
)
followups = st.builds(FollowUp, year=maybe(years), heading=maybe(texts()), text=texts())
proposals = st.builds(Proposal, text=texts(), actor=maybe(texts()))
questions = st.builds(ChallengeQuestion, text=texts(), proposals=lists(proposals))
blocks = st.builds(
    OtherBlock,
    kind=st.sampled_from(BlockKind),
    text=texts(),
    page=maybe(st.integers(1, 500)),
    position=st.integers(0, 100_000),
)
numbers = st.one_of(
    st.integers(1, 30).map(str), st.tuples(st.integers(1, 9), st.integers(1, 30)).map(lambda n: f"{n[0]}.{n[1]}")
)
target_images = st.builds(TargetImage, number=maybe(numbers), title=texts(), text=maybe(texts()))
funds = st.builds(Fund, name=texts(), amount=sums(), currency=st.sampled_from(["SEK", "EUR"]), year=maybe(years))


@st.composite
def areas(draw: st.DrawFn, focus_area_numbers: list[int] | None = None) -> Area:
    """A development area; its focus areas are some of the plan's."""
    tags = st.lists(st.sampled_from(focus_area_numbers), unique=True, max_size=3) if focus_area_numbers else st.just([])
    goals = draw(stepped_goals())
    return Area(
        number=draw(maybe(numbers)),
        title=draw(texts()),
        group=draw(maybe(texts())),
        focus_areas=draw(tags),
        identified_by=draw(maybe(texts())),
        identified_year=draw(maybe(years)),
        background=draw(maybe(texts())),
        needs=draw(maybe(texts())),
        need_rows=draw(lists(needs)),
        goals=goals,
        activities=draw(lists(activities([goal.text for goal in goals]))),
        indicators=draw(lists(indicators)),
        responsible=draw(lists(texts())),
        costs=draw(lists(costs())),
        followups=draw(lists(followups)),
        goal_status=draw(maybe(st.sampled_from(GoalStatus))),
        comment=draw(maybe(texts())),
        challenge_questions=draw(lists(questions)),
        followup_questions=draw(lists(texts())),
        other=draw(lists(blocks)),
    )


@st.composite
def plan_files(draw: st.DrawFn, *, county_code: str | None = None, county: str | None = None) -> PlanFile:
    """A whole plan file, of the given county."""
    valid_from, valid_to = draw(spans())
    focus_area_numbers = draw(st.lists(st.integers(1, 9), unique=True, max_size=5))
    return PlanFile(
        title=draw(maybe(texts())),
        county_code=county_code,
        county=county,
        valid_from=valid_from,
        valid_to=valid_to,
        overall_goals=draw(lists(texts())),
        target_images=draw(lists(target_images)),
        focus_areas=[FocusArea(number=n, title=draw(texts())) for n in focus_area_numbers],
        perspectives=draw(lists(texts())),
        areas=draw(lists(areas(focus_area_numbers))),
        funds=draw(lists(funds)),
        other=draw(lists(blocks)),
    )
