"""A plan file goes in through the same door as a document, and comes out as the same plan file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given
from tests import factories, worlds
from tests.intake.worlds import a_review
from tests.plans.strategies import plan_files

from samplan.documents.errors import BadPlanFile, DocumentError, EmptyPlanFile, NoPlanFile
from samplan.intake import actions, planfiles, queries
from samplan.intake.models import Import, ProposedItem
from samplan.intake.shapes import ImportState
from samplan.intake.unfolding import fold, unfold
from samplan.plans.queries import plan_file
from samplan.plans.shapes.exchange import Activity, Area, Goal, Indicator, Need, PlanFile, Relation
from samplan.plans.shapes.items import ItemKind

BESIDE = {"format", "county", "county_code", "valid_from", "valid_to"}
"""Keys of a plan file that hold no word of the plan itself."""


def written(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode()


def values() -> dict[str, Any]:
    """A whole plan file as JSON values."""
    told: dict[str, Any] = worlds.goal_table_plan().model_dump(mode="json")
    return told


@given(plan_files())
def test_every_value_of_a_file_is_sure_and_has_its_place(plan: PlanFile) -> None:
    assume(any(getattr(plan, name) for name in PlanFile.model_fields if name not in BESIDE))
    document, proposal = planfiles.propose_plan_file(plan.model_dump_json().encode(), "plan.json")
    assert proposal.plan == plan
    assert proposal.doubtful() == ()
    assert proposal.words.share == 1.0
    drafts = unfold(proposal)
    assert fold(drafts)[0] == plan
    positions = {block.provenance.position for block in document.blocks}
    assert {p.position for d in drafts for p in d.provenance if d.kind is not ItemKind.OTHER} <= positions


def _without(key: str) -> dict[str, Any]:
    told = values()
    del told["areas"][0][key]
    return told


def _with(path: list[str | int], value: Any) -> dict[str, Any]:
    told: Any = values()
    place = told
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return dict(told)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (_without("title"), "areas[0].title saknas."),
        (_with(["areas", 0, "colour"], "red"), "areas[0].colour finns inte i formatet."),
        (_with(["areas", 0, "activities", 1, "start"], "i höst"), "areas[0].activities[1].start ska vara ett datum,"),
        (_with(["areas", 0, "goals", 0, "level"], "medium"), "areas[0].goals[0].level har ett värde som formatet inte"),
        (_with(["areas", 0, "goals"], "ett mål"), "areas[0].goals ska vara en lista."),
        (_with(["areas", 0, "costs", 0, "min"], "mycket"), "areas[0].costs[0].min ska vara ett belopp med siffror"),
        (_with(["areas", 0, "activities", 0, "text"], "  "), "areas[0].activities[0].text är tom."),
        (_with(["areas", 0, "responsible", 1], ""), "areas[0].responsible[1] är tom."),
        (
            _with(["areas", 0, "activities", 0, "responsible"], ["Elevhälsan", " "]),
            "areas[0].activities[0].responsible[1] är tom.",
        ),
        (_with(["areas", 0, "background"], " "), "areas[0].background är tom."),
        (
            _with(["areas", 0, "activities", 0, "goal"], "Mål\x00"),
            "areas[0].activities[0].goal innehåller ett tecken som inte kan sparas.",
        ),
        (
            _with(["relations"], [{"kind": "replaces", "plan": "Förra\x00planen"}]),
            "relations[0].plan innehåller ett tecken som inte kan sparas.",
        ),
        (_with(["valid_to"], "2024-12-31"), "slutar före sin början"),
        (_with(["format"], "samplan-plan/2"), "format är en annan version än samplan-plan/1."),
    ],
)
def test_what_is_wrong_is_named_by_its_path(told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadPlanFile) as refused:
        planfiles.propose_plan_file(written(told), "plan.json")
    assert sentence in refused.value.sentence("sv")
    assert "Inget har ändrats." in refused.value.sentence("sv")
    assert "…" not in refused.value.sentence("en")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"plan": 1}', NoPlanFile),
        (b'{"format": "samplan-plan/1", "areas": [', BadPlanFile),
        ('{"format": "samplan-plan/1", "title": "å"}'.encode("latin-1"), BadPlanFile),
        (b'{"format": "samplan-plan/1"}', EmptyPlanFile),
        (b'{"format": "samplan-plan/1", "title": " ", "areas": []}', EmptyPlanFile),
        (b'{"format": "samplan-plan/1", "title": ' + b"[" * 700 + b"]" * 700 + b"}", BadPlanFile),
        (b'{"format": ' + b'{"a":' * 20_000 + b"1" + b"}" * 20_001, BadPlanFile),
    ],
)
def test_other_json_and_broken_json_get_their_sentence(data: bytes, kind: type[DocumentError]) -> None:
    assert planfiles.looks_like_plan_file(data)
    with pytest.raises(kind):
        planfiles.propose_plan_file(data, "plan.json")


@pytest.mark.parametrize("data", [b"", b"{fritext} om planen", b"PK\x03\x04", b"[1, 2]", "Ett mål: {1}".encode()])
def test_what_is_no_object_is_left_to_the_readers_of_documents(data: bytes) -> None:
    assert planfiles.answer(data, "x.txt") is None


@pytest.mark.django_db
def test_a_whole_plan_goes_round_with_one_confirmation() -> None:
    plan = worlds.goal_table_plan().model_copy(update={"county_code": "99", "county": "Exempellän"})
    review = a_review(plan.model_dump_json().encode(), "en plan.json")
    assert review.imported.state == ImportState.REVIEW
    page = queries.review_page(review.imported)
    assert (page.plan_file, page.all_sure, page.words_kept) == (True, True, page.words_total)
    made = actions.commit_whole(by=review.coordinator, imported=review.imported)
    assert plan_file(made.pk) == plan
    assert queries.left_in_review(review.imported) == 0


def tied_file(*, steps: bool = True, second: bool = True) -> PlanFile:
    """Two areas; the first has a need that concerns the second too, and a goal with a step. Invented.

    steps: the need and the step are there. second: the second area is.
    """
    long = Goal(level="long", text="Alla får svar på kvällen")
    step = Goal(level="short", text="Jouren har öppet", under=long.text)
    need = Need(text="Ingen svarar på kvällen", areas=["1.2"] if second else [])
    first = Area(number="1.1", title="Kväll", goals=[long, *([step] if steps else [])], need_rows=[need] * steps)
    areas = [first, Area(number="1.2", title="Skola")]
    return PlanFile(title="Plan", county_code="99", county="Exempellän", areas=areas if second else areas[:1])


@pytest.mark.django_db
@pytest.mark.parametrize("standing", [{"steps": False}, {"second": False}, {"steps": False, "second": False}])
def test_needs_and_steps_find_their_place_in_a_plan_that_holds_some_of_the_file(standing: dict[str, bool]) -> None:
    plan = factories.an_imported_plan(tied_file(**standing))
    by = factories.a_person(role="coordinator", partnership=plan.partnership)
    before = plan_file(plan.pk)
    data = tied_file().model_dump_json().encode()
    received = actions.receive_document(
        by=by, partnership=plan.partnership, name="ny.json", data=data, plan=plan, in_background=False
    )
    actions.commit_whole(by=by, imported=actions.read_import(imported_id=received.pk))
    assert plan_file(plan.pk) == tied_file()
    actions.undo_import(by=by, imported=Import.objects.get(pk=received.pk))
    assert plan_file(plan.pk) == before


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["Jouren har öppet", "Alla får svar på kvällen", "Ingen svarar på kvällen"])
def test_needs_and_steps_are_tied_however_the_file_is_taken_in_pieces(first: str) -> None:
    review = a_review(tied_file().model_dump_json().encode(), "plan.json")
    item = ProposedItem.objects.get(imported=review.imported, values__text=first)
    actions.accept_item(by=review.coordinator, item=item)
    plan = actions.commit_import(by=review.coordinator, imported=review.imported)
    actions.accept_all_items(by=review.coordinator, imported=Import.objects.get(pk=review.imported.pk))
    actions.commit_import(by=review.coordinator, imported=Import.objects.get(pk=review.imported.pk))
    found = plan_file(plan.pk)
    assert {g.text: g.under for g in found.areas[0].goals} == {g.text: g.under for g in tied_file().areas[0].goals}
    assert found.areas[0].need_rows == tied_file().areas[0].need_rows


def served_file(*, goal: bool = True, activity: bool = True) -> PlanFile:
    """An area whose activity serves a goal and has somebody of its own, and an indicator with a rhythm. Invented.

    goal: the goal that the activity serves is there. activity: the activity and the indicator are.
    """
    serves = Goal(level="short", text="Jouren har öppet")
    does = Activity(text="Bemanna jouren", goal=serves.text if goal else None, responsible=["Elevhälsan", "Jouren"])
    seen = Indicator(text="Antal samtal", rhythm="varje år i april")
    area = Area(
        number="1.1", title="Kväll", goals=[Goal(level="long", text="Alla får svar"), *([serves] if goal else [])]
    )
    more = {"activities": [does], "indicators": [seen]} if activity else {}
    told = area.model_copy(update={"responsible": ["Socialcheferna"], **more})
    return PlanFile(title="Plan", county_code="99", county="Exempellän", areas=[told])


@pytest.mark.django_db
@pytest.mark.parametrize("standing", [{"goal": False}, {"activity": False}, {"goal": False, "activity": False}])
def test_activities_find_their_goal_and_their_own_in_a_plan_that_holds_some_of_the_file(
    standing: dict[str, bool],
) -> None:
    plan = factories.an_imported_plan(served_file(**standing))
    by = factories.a_person(role="coordinator", partnership=plan.partnership)
    before = plan_file(plan.pk)
    data = served_file().model_dump_json().encode()
    received = actions.receive_document(
        by=by, partnership=plan.partnership, name="ny.json", data=data, plan=plan, in_background=False
    )
    actions.commit_whole(by=by, imported=actions.read_import(imported_id=received.pk))
    assert plan_file(plan.pk) == served_file()
    actions.undo_import(by=by, imported=Import.objects.get(pk=received.pk))
    assert {a.text for a in plan_file(plan.pk).areas[0].activities} == {a.text for a in before.areas[0].activities}
    assert plan_file(plan.pk).areas[0].responsible == before.areas[0].responsible


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["Jouren har öppet", "Bemanna jouren", "Antal samtal"])
def test_activities_are_tied_however_the_file_is_taken_in_pieces(first: str) -> None:
    review = a_review(served_file().model_dump_json().encode(), "plan.json")
    item = ProposedItem.objects.get(imported=review.imported, values__text=first)
    actions.accept_item(by=review.coordinator, item=item)
    plan = actions.commit_import(by=review.coordinator, imported=review.imported)
    actions.accept_all_items(by=review.coordinator, imported=Import.objects.get(pk=review.imported.pk))
    actions.commit_import(by=review.coordinator, imported=Import.objects.get(pk=review.imported.pk))
    assert plan_file(plan.pk).areas[0].activities == served_file().areas[0].activities
    assert plan_file(plan.pk).areas[0].indicators == served_file().areas[0].indicators
    undone = actions.undo_import(by=review.coordinator, imported=Import.objects.get(pk=review.imported.pk))
    assert undone.kept == 0


@pytest.mark.django_db
def test_what_a_file_says_of_other_plans_goes_through_the_review() -> None:
    """Into a plan of its own as relations; beside what stands in another plan as text, which goes out again."""
    told = [Relation(kind="replaces", plan="Förra planen", note="Målen är kvar.")]
    file = served_file().model_copy(update={"relations": told})
    review = a_review(file.model_dump_json().encode(), "plan.json")
    factories.a_plan(review.imported.partnership, title="Förra planen")
    made = actions.commit_whole(by=review.coordinator, imported=review.imported)
    assert plan_file(made.pk) == file
    other = factories.an_imported_plan(served_file(activity=False), made.partnership)
    received = actions.receive_document(
        by=review.coordinator,
        partnership=made.partnership,
        name="ny.json",
        data=file.model_dump_json().encode(),
        plan=other,
        in_background=False,
    )
    actions.commit_whole(by=review.coordinator, imported=actions.read_import(imported_id=received.pk))
    assert plan_file(other.pk).relations == []
    assert [b.text for b in plan_file(other.pk).other] == ["Planen ersätter Förra planen. Målen är kvar."]
    actions.undo_import(by=review.coordinator, imported=Import.objects.get(pk=received.pk))
    assert plan_file(other.pk).other == []


@pytest.mark.django_db
def test_a_number_that_two_areas_of_the_file_have_is_not_taken_for_the_one_that_stands_in_the_plan() -> None:
    plan = factories.an_imported_plan(tied_file(second=False))
    by = factories.a_person(role="coordinator", partnership=plan.partnership)
    areas = [Area(number="1.1", title="Kväll"), Area(number="1.1", title="Natt"), Area(number="2", title="Arbete")]
    need = Need(text="Kön är lång", areas=["1.1"])
    file = PlanFile(title="Plan", areas=[*areas[:2], areas[2].model_copy(update={"need_rows": [need]})])
    received = actions.receive_document(
        by=by,
        partnership=plan.partnership,
        name="ny.json",
        data=file.model_dump_json().encode(),
        plan=plan,
        in_background=False,
    )
    actions.commit_whole(by=by, imported=actions.read_import(imported_id=received.pk))
    (told,) = [need for area in plan_file(plan.pk).areas for need in area.need_rows if need.text == "Kön är lång"]
    assert told.areas == []


@pytest.mark.django_db
def test_a_bad_file_is_an_import_that_failed_with_the_path() -> None:
    review = a_review(written(_with(["areas", 0, "colour"], "red")), "plan.json")
    assert review.imported.state == ImportState.FAILED
    assert "areas[0].colour finns inte i formatet" in review.imported.error_sv
    assert "areas[0].colour does not exist in the format" in review.imported.error_en


def test_hidden_characters_are_taken_out_and_lone_surrogates_are_seen() -> None:
    told = {"format": "samplan-plan/1", "title": "Plan\u202e 2026\u200b", "overall_goals": ["Själv\u00admord \ud800"]}
    _document, proposal = planfiles.propose_plan_file(json.dumps(told).encode(), "plan.json")
    assert proposal.plan.title == "Plan 2026"
    assert proposal.plan.overall_goals == ["Själv\u00admord \ufffd"]


def test_an_empty_plan_file_gets_one_sentence_in_each_language() -> None:
    with pytest.raises(EmptyPlanFile) as refused:
        planfiles.propose_plan_file(b'{"format": "samplan-plan/1"}', "plan.json")
    assert refused.value.sentence("sv").startswith("Planfilen är tom: den har varken titel, mål eller områden.")
    assert refused.value.sentence("en").startswith("The plan file is empty: it has no title, no goals and no areas.")
