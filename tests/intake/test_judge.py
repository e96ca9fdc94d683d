"""The judge judged: the scorer's own tests, and what the reader reaches on a quick sample of drawn documents.

The whole measurement is `python -m benchmarks.judge`; here stands a small part of it, with floors.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from benchmarks.judge import holdout, kept, plans, run, score, times, writers
from benchmarks.judge.dev_wordings import DEV as DEV_WORDS
from benchmarks.judge.drawing import Drawing, Para
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samplan.plans.shapes.exchange import Activity, Area, ChallengeQuestion, Cost, Fund, Goal, PlanFile

DEV = run.layout_names("dev")
ALL = [("dev", name) for name in DEV] + [("holdout", name) for name in run.layout_names("holdout")]


def f1(drawing: Drawing, found: PlanFile) -> float:
    return score.compare(drawing, found).total.f1


def changed(plan: PlanFile, index: int, **fields: object) -> PlanFile:
    """The plan with some fields of one area changed."""
    areas = list(plan.areas)
    areas[index] = areas[index].model_copy(update=fields)
    return plan.model_copy(update={"areas": areas})


@pytest.mark.parametrize(("split", "name"), ALL)
def test_a_perfect_plan_gets_1_and_an_empty_one_0(split: str, name: str) -> None:
    for seed in range(3):
        drawing = run.document(split, name, seed)
        tally = score.compare(drawing, drawing.truth)
        assert tally.total.f1 == 1.0
        assert tally.faults == []
        assert tally.total.hit > 20
        assert all(right == of for right, of in tally.side.values())
        assert f1(drawing, PlanFile()) == 0.0


def test_the_hold_out_split_shares_no_layout_and_no_header_word_with_the_development_split() -> None:
    dev, kept_back = (set().union(*w.values()) - {""} for w in (DEV_WORDS, holdout.WORDINGS))
    assert {w.lower() for w in dev}.isdisjoint(w.lower() for w in kept_back)
    assert set(DEV).isdisjoint(run.layout_names("holdout"))


@pytest.fixture(scope="module")
def table() -> Drawing:
    """A goal table that shows times and indicators in its first area."""
    for seed in range(100):
        drawing = run.document("dev", "goal_table", seed, areas=3)
        first = drawing.truth.areas[0]
        dated = any(a.start for a in first.activities)
        if dated and first.indicators and first.followups and first.responsible and first.costs:
            return drawing
    raise AssertionError("no document shows all of it")


def test_every_lost_item_lowers_the_score(table: Drawing) -> None:
    first = table.truth.areas[0]
    for kind in ("goals", "activities", "indicators", "responsible", "costs", "followups"):
        assert f1(table, changed(table.truth, 0, **{kind: getattr(first, kind)[1:]})) < 1, kind


def test_every_invented_item_lowers_the_score(table: Drawing) -> None:
    first = table.truth.areas[0]
    invented = {
        "goals": [*first.goals, Goal(level="long", text="Ett mål som ingen har skrivit")],
        "activities": [*first.activities, Activity(text="Köpa en elefant till regionhuset")],
        "responsible": [*first.responsible, "Kungliga Hovstaterna"],
        "costs": [*first.costs, Cost(min="1", max="2")],
        "followup_questions": ["Har elefanten kommit?"],
        "challenge_questions": [ChallengeQuestion(text="Hur kan en elefant hjälpa till?")],
    }
    for kind, items in invented.items():
        assert f1(table, changed(table.truth, 0, **{kind: items})) < 1, kind
    more = [*table.truth.areas, Area(title="Zoologi")]
    assert f1(table, table.truth.model_copy(update={"areas": more})) < 1
    assert f1(table, table.truth.model_copy(update={"funds": [Fund(name="Zoo", amount="5")]})) < 1


def test_a_goal_of_the_wrong_level_a_wrong_date_and_a_wrong_year_lower_the_score(table: Drawing) -> None:
    first = table.truth.areas[0]
    flip = {"long": "short", "short": "long"}
    goals = [first.goals[0].model_copy(update={"level": flip[first.goals[0].level]}), *first.goals[1:]]
    assert f1(table, changed(table.truth, 0, goals=goals)) < 1
    dated = [a.model_copy(update={"start": a.start and a.start.replace(year=1999)}) for a in first.activities]
    damaged = score.compare(table, changed(table.truth, 0, activities=dated))
    assert damaged.kinds["activity"].f1 == 1
    assert damaged.kinds["date"].f1 < 1
    late = [f.model_copy(update={"year": 1999}) for f in first.followups]
    assert f1(table, changed(table.truth, 0, followups=late)) < 1


def test_two_items_run_together_or_one_torn_apart_are_not_found(table: Drawing) -> None:
    index, area = max(enumerate(table.truth.areas), key=lambda pair: len(pair[1].activities))
    joined = area.activities[0].model_copy(update={"text": " ".join(a.text for a in area.activities)})
    assert score.compare(table, changed(table.truth, index, activities=[joined])).kinds["activity"].f1 < 1
    words = area.activities[0].text.split()
    torn = [area.activities[0].model_copy(update={"text": " ".join(half)}) for half in (words[:2], words[2:])]
    torn_plan = changed(table.truth, index, activities=[*torn, *area.activities[1:]])
    assert score.compare(table, torn_plan).kinds["activity"].f1 < 1


def test_items_in_the_wrong_area_are_not_found(table: Drawing) -> None:
    one, two, *rest = table.truth.areas
    moved = one.model_copy(update={"title": two.title}), two.model_copy(update={"title": one.title})
    assert f1(table, table.truth.model_copy(update={"areas": [*moved, *rest]})) < 0.8


def test_small_damage_to_a_text_is_forgiven_and_case_accents_and_order_too(table: Drawing) -> None:
    assert score.likeness("Utbilda tjugo kuratorer i våld", "utbilda tjugo kuratorer i vald.") == 1
    assert score.likeness("Utbilda tjugo skolkuratorer", "Utbilda tjugo sko1kuratorer") >= score.ALIKE
    assert score.likeness("Utbilda tjugo kuratorer i våld", "Anordna en dag om våld") < score.ALIKE


def test_a_proposal_under_another_question_is_not_found() -> None:
    drawing = next(
        d
        for d in (run.document("dev", "question_table", seed) for seed in range(50))
        if len(d.truth.areas[0].challenge_questions) > 1 and d.truth.areas[0].challenge_questions[0].proposals
    )
    one, two, *rest = drawing.truth.areas[0].challenge_questions
    swapped = [
        one.model_copy(update={"proposals": two.proposals}),
        two.model_copy(update={"proposals": one.proposals}),
        *rest,
    ]
    tally = score.compare(drawing, changed(drawing.truth, 0, challenge_questions=swapped))
    assert tally.kinds["question"].f1 == 1
    assert tally.kinds["proposal"].f1 < 1


def test_lost_words_are_named(table: Drawing) -> None:
    everything = PlanFile(title=" ".join(table.texts()))
    assert not kept.words_lost(table, everything)
    title = table.truth.areas[0].title.split()[0].lower()
    fewer = PlanFile(title=" ".join(t for t in table.texts() if title not in t.lower()))
    assert kept.words_lost(table, fewer)[title] > 0


def test_a_reader_that_fails_has_found_nothing_and_lost_everything(tmp_path: Path) -> None:
    def broken(path: Path) -> PlanFile:
        raise ValueError(path.name)

    results = list(run.run("dev", ["docx"], 2, 1, broken, areas=3))
    assert all(r.error and r.lost == r.words > 0 and r.tally.total.f1 == 0 for r in results)
    assert run.words_kept(results) == 0


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_draws_the_same_document(seed: int) -> None:
    assert run.document("dev", DEV[seed], seed) == run.document("dev", DEV[seed], seed)


@given(st.integers(0, 10**6))
def test_a_time_never_ends_before_it_starts(seed: int) -> None:
    form = times.draw(2022, random.Random(seed))
    for start, end, _ in (form.span, *form.also):
        assert start is None or end is None or start <= end


@given(st.sampled_from(list(plans.WAYS)), st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_a_drawn_plan_repeats_no_item_within_an_area(way: str, seed: int) -> None:
    for area in plans.draw(way, seed, areas=3).areas:
        texts = [a.text for row in area.rows for a in row.acts] + [t for row in area.rows for t in row.short]
        assert len({score.plain(t) for t in texts}) == len(texts)


@given(st.sampled_from(ALL), st.sampled_from(["docx", "xlsx", "txt"]), st.integers(0, 10**5))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_of_any_plan_in_any_layout_is_lost(
    tmp_path: Path, layout: tuple[str, str], form: str, seed: int
) -> None:
    drawing = run.document(*layout, seed, areas=3)
    written, path, how = writers.write(drawing, form, tmp_path, random.Random(seed), portable=True)
    result = run.judge(written, path, form, how, run.samplan_reader)
    assert result.error == ""
    assert result.lost_words == (), how


@given(st.sampled_from(ALL), st.integers(0, 10**5))
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_of_a_printed_plan_is_lost(tmp_path: Path, layout: tuple[str, str], seed: int) -> None:
    """Where a narrow column breaks words without a hyphen, two words must not become one. Always the same plans."""
    drawing = run.document(*layout, seed, areas=3)
    written, path, how = writers.write(drawing, "pdf", tmp_path, random.Random(seed), portable=True)
    result = run.judge(written, path, "pdf", how, run.samplan_reader)
    assert (result.error, result.lost_words) == ("", ()), how


def test_a_word_that_the_given_text_joins_itself_cannot_be_lost() -> None:
    drawing = Drawing((Para("övergång från barn- till vuxenpsykiatrin"),), PlanFile(), "text")
    found = PlanFile(title="övergång från barntill vuxenpsykiatrin")
    assert kept.words_lost(drawing, found, "övergång från barntill vuxenpsykiatrin") == {}
    assert set(kept.words_lost(drawing, found, "övergång från barn-\ntill vuxenpsykiatrin")) == {"barn", "till"}


FLOORS = {"docx": 0.92, "xlsx": 0.92, "pdf": 0.84, "txt": 0.65}
"""F1 that this sample must reach. Raise a floor when the reader has become better; never lower one unsaid.

The goal of the issue is 0.97 for docx, xlsx and pdf and 0.85 for txt, over many more documents than these.
"""


@pytest.mark.parametrize("form", FLOORS)
def test_the_reader_reaches_its_floor_on_a_sample_of_both_splits(form: str) -> None:
    sample = [("dev", len(DEV)), ("holdout", len(ALL) - len(DEV))]
    results = [r for split, n in sample for r in run.run(split, [form], n, 3, areas=3, portable=True)]
    assert [r.error for r in results if r.error] == []
    whole = run.added(results).total
    assert whole.hit + whole.missed > 500
    assert whole.f1 >= FLOORS[form], f"{form}: {whole.f1:.3f}"
