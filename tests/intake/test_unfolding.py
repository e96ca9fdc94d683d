"""A proposal taken apart into items and put together again is the same plan."""

from __future__ import annotations

from hypothesis import given
from tests.plans.strategies import plan_files

from samplan.documents.blocks import Provenance
from samplan.intake.shapes import Doubt, Evidence, Proposal, WordCount
from samplan.intake.unfolding import fold, unfold
from samplan.plans.shapes.exchange import Activity, Area, PlanFile
from samplan.plans.shapes.items import ItemKind


def proposal(plan: PlanFile, *evidence: Evidence) -> Proposal:
    return Proposal(plan, evidence, WordCount(0, 0))


@given(plan_files())
def test_fold_undoes_unfold(plan: PlanFile) -> None:
    """Nothing is lost or moved on the way through the review when everything is accepted."""
    folded, _ = fold(unfold(proposal(plan)))
    assert folded == plan


@given(plan_files())
def test_every_item_knows_where_it_ends_up(plan: PlanFile) -> None:
    """The pointers are the proposal's own when nothing was changed in the review."""
    drafts = unfold(proposal(plan))
    _, paths = fold(drafts)
    assert paths == {draft.key: draft.key for draft in drafts}


def test_an_item_is_as_sure_as_its_least_sure_field() -> None:
    plan = PlanFile(areas=[Area(title="A", activities=[Activity(text="Göra något", timeframe="20121-2022")])])
    place, time_place = Provenance(position=4, row=1, column=2), Provenance(position=4, row=1, column=3)
    drafts = unfold(
        proposal(
            plan,
            Evidence("/areas/0/activities/0", (place,), 0.95),
            Evidence("/areas/0/activities/0/timeframe", (time_place,), 0.4, (Doubt("year", "20121"),), "20121-2022"),
        )
    )
    activity = next(d for d in drafts if d.kind is ItemKind.ACTIVITY)
    assert activity.certainty == 0.4
    assert activity.doubts == (Doubt("year", "20121"),)
    assert activity.provenance == (place, time_place)
    assert activity.as_written == "20121-2022"


def test_what_hangs_under_nothing_stays_out() -> None:
    drafts = [
        d for d in unfold(proposal(PlanFile(areas=[Area(title="A", needs="Behov")]))) if d.kind is not ItemKind.AREA
    ]
    folded, paths = fold(drafts)
    assert folded.areas == []
    assert "/areas/0/needs" not in paths


def test_nobody_yet_is_doubted_and_a_name_is_not() -> None:
    names = ["Vakant", "(ej tillsatt)", "Rekrytering pågår.", "Elevhälsan", "Vakanta lokaler", "FACT-team"]
    plan = PlanFile(areas=[Area(title="Skolan", responsible=names)])
    drafts = [draft for draft in unfold(proposal(plan)) if draft.kind is ItemKind.RESPONSIBLE]
    doubted = [draft.values["text"] for draft in drafts if any(doubt.code == "vacant" for doubt in draft.doubts)]
    assert doubted == names[:3]
