"""Adding, changing, moving, removing and restoring: every kind of item."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import factories, worlds

from samplan.actors.models import AuditEvent, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, rules
from samplan.plans.kinds import KINDS
from samplan.plans.models import Area, Plan
from samplan.plans.queries import area_for_editing, item_history, item_origin, plan_content, plan_file
from samplan.plans.shapes.items import ItemKind, Origin

GOOD: dict[ItemKind, dict[str, Any]] = {
    ItemKind.OVERALL_GOAL: {"text": "Alla mår bra"},
    ItemKind.TARGET_IMAGE: {"number": "1", "title": "Trygg", "text": "Så blir det"},
    ItemKind.FOCUS_AREA: {"number": 7, "title": "Utsatta grupper"},
    ItemKind.PERSPECTIVE: {"text": "Jämlikhet"},
    ItemKind.FUND: {"name": "Samsjuklighet", "amount": "100.50", "currency": "SEK", "year": 2025},
    ItemKind.AREA: {"number": "9.9", "title": "Äldre", "focus_areas": [2, 1], "goal_status": "partly"},
    ItemKind.BACKGROUND: {"text": "Bakgrund"},
    ItemKind.NEEDS: {"text": "Behov"},
    ItemKind.NEED: {
        "text": "Ingen svarar på kvällen",
        "source": "Brukarnätverket",
        "year": 2024,
        "evidence": "Enkät 3",
    },
    ItemKind.COMMENT: {"text": "Kommentar"},
    ItemKind.GOAL: {"level": "long", "text": "Ett mål"},
    ItemKind.ACTIVITY: {"text": "Gör något", "timeframe": "Ht 2025", "start": "2025-07-01", "end": "2025-12-31"},
    ItemKind.INDICATOR: {"text": "Antal", "kind": "count", "reference": "N01"},
    ItemKind.RESPONSIBLE: {"text": "Psykiatrin"},
    ItemKind.COST: {"year": 2025, "min": "10", "max": "20.25"},
    ItemKind.FOLLOWUP: {"year": 2025, "heading": "Aktiviteter", "text": "Gick bra"},
    ItemKind.CHALLENGE_QUESTION: {"text": "Hur?"},
    ItemKind.PROPOSAL: {"text": "Så", "actor": "Kommunen"},
    ItemKind.FOLLOWUP_QUESTION: {"text": "Vad gjorde ni?"},
    ItemKind.EFFECT: {"level": "short", "text": "Fler får stöd i tid"},
    ItemKind.DEPENDENCY: {"title": "Beslut om organisation", "owner": "Länsrådet", "expected": "2026-06-11"},
    ItemKind.OTHER: {"kind": "note", "text": "Fotnot", "page": 3, "position": 12},
}
CHANGED: dict[ItemKind, dict[str, Any]] = {
    ItemKind.TARGET_IMAGE: {"title": "Annan"},
    ItemKind.FOCUS_AREA: {"title": "Annan"},
    ItemKind.FUND: {"name": "Annan"},
    ItemKind.AREA: {"title": "Annan"},
    ItemKind.COST: {"max": "99"},
    ItemKind.DEPENDENCY: {"title": "Annan"},
}
EVERY_KIND = list(KINDS)
ORIGIN = Origin("imp-1", "plan.docx", page=4, position=9, row=1, column=2, as_written="som det stod", certainty=0.6)


def in_place(plan: Plan, kind: ItemKind) -> int | None:
    """Where an item of the kind can stand: a new area, or a question in one."""
    if KINDS[kind].parent == "plan":
        return None
    area = factories.an_area(plan)
    if KINDS[kind].parent == "area":
        return area.pk
    return factories.an_item(plan, ItemKind.CHALLENGE_QUESTION, {"text": "Hur?"}, area.pk).pk


def test_the_examples_cover_every_kind() -> None:
    assert set(GOOD) == set(KINDS) == set(ItemKind) - {ItemKind.PLAN}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_life_of_an_item(kind: ItemKind) -> None:
    plan = factories.a_plan()
    coordinator = factories.a_person("Anna", role=Role.COORDINATOR, partnership=plan.partnership)
    parent = in_place(plan, kind)
    events = AuditEvent.objects.count()
    item = actions.add_item(by=coordinator, plan=plan, kind=kind, values=GOOD[kind], parent_id=parent, origin=ORIGIN)
    assert item.version == 1
    assert item_origin(kind, item.pk) == ORIGIN
    there = plan_content(plan.pk)

    changes = CHANGED.get(kind, {"text": "Annan"})
    item = actions.change_item(by=coordinator, kind=kind, item_id=item.pk, values=changes, seen_version=1)  # type: ignore[assignment]
    assert item.version == 2
    assert plan_content(plan.pk) != there
    assert item_origin(kind, item.pk) == ORIGIN

    actions.remove_item(by=coordinator, kind=kind, item_id=item.pk, reason="Dubblett")
    with pytest.raises(rules.NotThere):
        actions.change_item(by=coordinator, kind=kind, item_id=item.pk, values=changes, seen_version=3)
    assert "Annan" not in plan_content(plan.pk).model_dump_json()
    assert item_origin(kind, item.pk) == ORIGIN

    actions.restore_item(by=coordinator, kind=kind, item_id=item.pk)
    with pytest.raises(rules.NotThere, match="put back already"):
        actions.restore_item(by=coordinator, kind=kind, item_id=item.pk)
    actions.change_item(by=coordinator, kind=kind, item_id=item.pk, values=GOOD[kind], seen_version=4)
    assert plan_content(plan.pk) == there

    past = item_history(kind, item.pk)
    assert [e.what for e in past] == ["changed", "restored", "removed", "changed", "added"]
    assert {e.by for e in past} == {"Anna"}
    assert past[2].reason == "Dubblett"
    name = next(iter(changes))
    change = next(c for c in past[3].changes if c.field == name)
    assert change.after == changes[name]
    assert change.before != change.after
    assert AuditEvent.objects.count() == events + 5


@pytest.mark.django_db
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_only_editors_touch_a_plan(kind: ItemKind) -> None:
    plan = factories.a_plan()
    parent = in_place(plan, kind)
    item = factories.an_item(plan, kind, GOOD[kind], parent)
    reader = factories.a_person(role=Role.READER, partnership=plan.partnership)
    elsewhere = factories.a_person(
        role=Role.ADMINISTRATOR, partnership=factories.a_partnership(factories.a_county("98", "Annatlän"))
    )
    for person in (reader, elsewhere):
        who = {"by": person, "kind": kind}
        with pytest.raises(NotAllowed):
            actions.add_item(**who, plan=plan, values=GOOD[kind], parent_id=parent)
        with pytest.raises(NotAllowed):
            actions.change_item(**who, item_id=item.pk, values={}, seen_version=1)
        with pytest.raises(NotAllowed):
            actions.move_item(**who, item_id=item.pk, position=0)
        with pytest.raises(NotAllowed):
            actions.remove_item(**who, item_id=item.pk, reason="Dubblett")
    actions.remove_item(by=SYSTEM, kind=kind, item_id=item.pk, reason="Dubblett")
    with pytest.raises(NotAllowed):
        actions.restore_item(by=reader, kind=kind, item_id=item.pk)


@pytest.mark.django_db
def test_the_second_to_save_sees_what_the_first_did_and_nothing_is_lost() -> None:
    plan = factories.a_plan()
    area = factories.an_area(plan)
    item = factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Först"}, area.pk)
    anna = factories.a_person("Anna", role=Role.COORDINATOR, partnership=plan.partnership)
    bo = factories.a_person("Bo", role=Role.COORDINATOR, partnership=plan.partnership)
    actions.change_item(by=anna, kind=ItemKind.ACTIVITY, item_id=item.pk, values={"text": "Annas"}, seen_version=1)
    with pytest.raises(rules.ChangedMeanwhile) as late:
        actions.change_item(by=bo, kind=ItemKind.ACTIVITY, item_id=item.pk, values={"text": "Bos"}, seen_version=1)
    assert late.value.values["text"] == "Annas"
    assert late.value.mine == {"text": "Bos"}
    assert late.value.changed_by == "Anna"
    assert "Anna" in late.value.sv
    actions.change_item(
        by=bo, kind=ItemKind.ACTIVITY, item_id=item.pk, values={"text": "Båda"}, seen_version=late.value.version
    )
    assert [c.after for e in item_history(ItemKind.ACTIVITY, item.pk) for c in e.changes if c.field == "text"] == [
        "Båda",
        "Annas",
        "Först",
    ]


WRONG: list[tuple[ItemKind, dict[str, Any], str, str]] = [
    (ItemKind.ACTIVITY, {"text": " "}, "text", "Text måste fyllas i."),
    (ItemKind.ACTIVITY, {}, "text", "Text måste fyllas i."),
    (ItemKind.ACTIVITY, {"text": "x", "start": "igår"}, "start", "Börjar skrivs som ÅÅÅÅ-MM-DD."),
    (ItemKind.ACTIVITY, {"text": "x", "start": "2025-02-01", "end": "2025-01-01"}, "end", "Slutet ligger före början."),
    (ItemKind.PLAN, {"valid_from": "2025-02-01", "valid_to": "2025-01-01"}, "valid_to", "Slutet ligger före början."),
    (
        ItemKind.RESPONSIBLE,
        {"text": "x", "valid_from": "2025-02-01", "valid_to": "2025-01-01"},
        "valid_to",
        "Slutet ligger före början.",
    ),
    (ItemKind.ACTIVITY, {"text": "x", "year": 25}, "year", "År är för tidigt eller för litet."),
    (ItemKind.ACTIVITY, {"text": "x", "status": "grön"}, "status", "Status har ett värde som inte finns."),
    (ItemKind.ACTIVITY, {"text": "x", "färg": "grön"}, "färg", "färg finns inte här."),
    (ItemKind.ACTIVITY, {"text": "a\x00b"}, "text", "Text innehåller ett tecken som inte kan sparas."),
    (ItemKind.COST, {"min": "5", "max": "4"}, "max", "Högsta kostnaden är lägre än den lägsta."),
    (ItemKind.COST, {"min": "fem", "max": "6"}, "min", "Lägsta kostnad skrivs i hela kronor, med siffror: 15000."),
    (ItemKind.FUND, {"name": "x", "amount": "9" * 20}, "amount", "Belopp är för lång."),
    (ItemKind.AREA, {"title": "x", "number": "1" * 41}, "number", "Nummer är för lång."),
    (ItemKind.GOAL, {"level": "medel", "text": "x"}, "level", "Sikt har ett värde som inte finns."),
    (ItemKind.FOCUS_AREA, {"number": "ett", "title": "x"}, "number", "Nummer skrivs som ett heltal."),
]


@pytest.mark.parametrize(("kind", "values", "field", "sentence"), WRONG)
def test_a_wrong_value_is_told_in_plain_words(
    kind: ItemKind, values: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(rules.InvalidValue) as refused:
        rules.check_values(kind, values)
    assert (refused.value.field, refused.value.sv) == (field, sentence)
    assert refused.value.en.endswith(".")
    assert refused.value.en != sentence


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates() | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(ItemKind))
def test_any_junk_is_taken_or_refused_with_a_sentence(data: st.DataObject, kind: ItemKind) -> None:
    names = st.sampled_from([*rules.VALUES[kind].model_fields, "okänt"])
    values = data.draw(st.dictionaries(names, JUNK, max_size=5))
    with suppress(rules.InvalidValue):
        checked = rules.check_values(kind, values)
        # What is taken can be written into columns and is taken again as it comes out.
        assert rules.check_values(kind, checked.model_dump()) == checked


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [k for k in EVERY_KIND if KINDS[k].parent != "plan"])
def test_an_item_needs_a_place_in_its_own_plan(kind: ItemKind) -> None:
    plan = factories.a_plan()
    other_plan = factories.a_plan(plan.partnership, title="Annan plan")
    for parent in (None, in_place(other_plan, kind), 10**9):
        with pytest.raises(rules.InvalidValue) as refused:
            factories.an_item(plan, kind, GOOD[kind], parent)
        assert refused.value.field == "parent"


@pytest.mark.django_db
def test_a_text_that_is_there_gets_more_behind_it() -> None:
    plan = factories.a_plan()
    area = factories.an_area(plan)
    first = factories.an_item(plan, ItemKind.NEEDS, {"text": "Först."}, area.pk)
    second = factories.an_item(plan, ItemKind.NEEDS, {"text": "Sedan."}, area.pk)
    assert first.pk == second.pk
    assert plan_file(plan.pk).areas[0].needs == "Först.\nSedan."


@pytest.mark.django_db
def test_items_stand_where_they_are_put() -> None:
    plan = factories.a_plan()
    area, other = factories.an_area(plan), factories.an_area(plan, "Annat")
    ids = [factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": t}, area.pk).pk for t in "ABC"]

    def goals(of: Area) -> str:
        return "".join(i.values["text"] for i in area_for_editing(of.pk).items[ItemKind.GOAL])

    factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "D"}, area.pk, after_id=ids[0])
    assert goals(area) == "ADBC"
    actions.move_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=ids[2], position=0)
    assert goals(area) == "CADB"
    actions.reorder(by=SYSTEM, plan=plan, kind=ItemKind.GOAL, parent_id=area.pk, ids=[ids[1], ids[0]])
    assert goals(area) == "BACD"
    actions.move_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=ids[0], new_parent_id=other.pk)
    assert (goals(area), goals(other)) == ("BCD", "A")
    with pytest.raises(rules.NotThere):
        actions.reorder(by=SYSTEM, plan=plan, kind=ItemKind.GOAL, parent_id=area.pk, ids=[ids[0]])
    actions.move_item(by=SYSTEM, kind=ItemKind.AREA, item_id=other.pk, position=0)
    assert [a.title for a in plan_file(plan.pk).areas] == ["Annat", "Suicidprevention"]


@pytest.mark.django_db
def test_blocks_without_a_place_can_stand_in_the_plan_or_in_an_area() -> None:
    plan = factories.a_plan()
    area = factories.an_area(plan)
    factories.an_item(plan, ItemKind.OTHER, GOOD[ItemKind.OTHER])
    inside = factories.an_item(plan, ItemKind.OTHER, GOOD[ItemKind.OTHER], area.pk)
    file = plan_file(plan.pk)
    assert (len(file.other), len(file.areas[0].other)) == (1, 1)
    other = factories.an_area(plan, "Annat")
    actions.move_item(by=SYSTEM, kind=ItemKind.OTHER, item_id=inside.pk, new_parent_id=other.pk)
    assert [len(a.other) for a in plan_file(plan.pk).areas] == [0, 1]


@pytest.mark.django_db
def test_the_two_judgements_are_kept_apart_each_beside_its_words() -> None:
    plan = factories.a_plan()
    area = factories.an_area(plan)
    goal = factories.an_item(plan, ItemKind.GOAL, {"level": "short", "text": "Mål"}, area.pk)
    activity = factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Gör", "goal": goal.pk}, area.pk)
    actions.set_activity_status(by=SYSTEM, activity_id=activity.pk, status="done", written="Klart!", seen_version=1)
    actions.set_goal_attainment(
        by=SYSTEM, goal_id=goal.pk, attainment="partly", written="delvis", comment="Se bilaga", seen_version=1
    )
    actions.set_activity_status(by=SYSTEM, activity_id=activity.pk, status="permanent", seen_version=2)
    content = plan_content(plan.pk).areas[0]
    shown = content.activities[0]
    assert shown.status is not None
    assert (shown.status.code, shown.status.mark, shown.status_written) == ("permanent", "permanent", "Klart!")
    assert shown.goal == content.goals[0].id
    assert content.goals[0].attainment is not None
    assert (content.goals[0].attainment.code, content.goals[0].attainment_comment) == ("partly", "Se bilaga")
    actions.set_activity_status(by=SYSTEM, activity_id=activity.pk, status=None, seen_version=3)
    assert plan_content(plan.pk).areas[0].activities[0].status is None
    actions.remove_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=goal.pk, reason="Dubblett")
    assert plan_content(plan.pk).areas[0].activities[0].goal is None


@pytest.mark.django_db
def test_goal_and_activity_that_are_named_stand_in_the_same_area() -> None:
    plan = factories.a_plan()
    here, there = factories.an_area(plan), factories.an_area(plan, "Annat")
    goal = factories.an_item(plan, ItemKind.GOAL, {"level": "short", "text": "Mål"}, there.pk)
    activity = factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Gör"}, there.pk)
    for kind, values, field in (
        (ItemKind.ACTIVITY, {"text": "x", "goal": goal.pk}, "goal"),
        (ItemKind.RESPONSIBLE, {"text": "x", "activity": activity.pk}, "activity"),
    ):
        with pytest.raises(rules.InvalidValue) as refused:
            factories.an_item(plan, kind, values, here.pk)
        assert refused.value.field == field
        factories.an_item(plan, kind, values, there.pk)
    shown = plan_content(plan.pk).areas[1]
    assert [b.name for b in shown.activities[0].responsible] == ["x"]
    assert shown.responsible == []


@pytest.mark.django_db
def test_focus_areas_can_be_renumbered_removed_and_brought_back_and_tags_follow() -> None:
    world = worlds.goal_table_world()
    area = Area.objects.filter(plan=world.plan).order_by("order")[0]
    assert list(area.tags.values_list("number", "primary", "focus_area__number")) == [(1, True, 1), (2, False, 2)]
    first = area.tags.get(number=1).focus_area
    assert first is not None
    with pytest.raises(rules.InvalidValue):
        actions.change_item(by=SYSTEM, kind=ItemKind.FOCUS_AREA, item_id=first.pk, values={"number": 2}, seen_version=1)
    actions.remove_item(by=SYSTEM, kind=ItemKind.FOCUS_AREA, item_id=first.pk, reason="Dubblett")
    assert list(area.tags.values_list("number", "focus_area__number")) == [(1, None), (2, 2)]
    factories.an_item(world.plan, ItemKind.FOCUS_AREA, {"number": 1, "title": "Ny etta"})
    with pytest.raises(rules.InvalidValue):
        actions.restore_item(by=SYSTEM, kind=ItemKind.FOCUS_AREA, item_id=first.pk)
    actions.change_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk, values={"focus_areas": [2]}, seen_version=1)
    assert list(area.tags.values_list("number", "primary")) == [(2, True)]
    changed = item_history(ItemKind.AREA, area.pk)[0].changes
    assert [(c.field, c.before, c.after) for c in changed] == [("focus_areas", (1, 2), (2,))]


@pytest.mark.django_db
def test_a_focus_area_named_twice_is_one_tag() -> None:
    area = factories.an_area(factories.a_plan(), focus_areas=[2, 1, 2])
    assert list(area.tags.values_list("number", flat=True)) == [2, 1]


@pytest.mark.django_db
def test_slugs_are_never_shared_and_what_is_removed_gives_its_own_back() -> None:
    plan = factories.a_plan(title="Plan för åäö")
    twin = factories.a_plan(plan.partnership, title="Plan för åäö")
    assert (plan.slug, twin.slug) == ("plan-for-aao", "plan-for-aao-2")
    first = factories.an_area(plan, "Suicidprevention", number="1.4")
    assert first.slug == "1-4-suicidprevention"
    actions.remove_item(by=SYSTEM, kind=ItemKind.AREA, item_id=first.pk, reason="Dubblett")
    second = factories.an_area(plan, "Suicidprevention", number="1.4")
    first.refresh_from_db()
    assert (second.slug, first.slug) == ("1-4-suicidprevention", "1-4-suicidprevention-2")
    actions.change_item(by=SYSTEM, kind=ItemKind.AREA, item_id=second.pk, values={"title": "Nytt"}, seen_version=1)
    second.refresh_from_db()
    assert second.slug == "1-4-suicidprevention"
    assert factories.an_area(plan, "中文").slug == "omrade"
    assert len(factories.an_area(plan, "mycket långt " * 40).slug) <= 100


@pytest.mark.django_db
def test_the_plan_itself_is_changed_like_an_item() -> None:
    plan = factories.a_plan()
    values = {"title": "Ny titel", "valid_from": "2026-01-01", "valid_to": date(2027, 12, 31)}
    actions.change_item(by=SYSTEM, kind=ItemKind.PLAN, item_id=plan.pk, values=values, seen_version=1)
    assert plan_content(plan.pk).title == "Ny titel"
    with pytest.raises(rules.InvalidValue):
        actions.change_item(
            by=SYSTEM, kind=ItemKind.PLAN, item_id=plan.pk, values={"valid_to": "2025-01-01"}, seen_version=2
        )
    actions.remove_item(by=SYSTEM, kind=ItemKind.PLAN, item_id=plan.pk, reason="Fel län")
    with pytest.raises(rules.NotThere):
        plan_content(plan.pk)
    actions.restore_item(by=SYSTEM, kind=ItemKind.PLAN, item_id=plan.pk)
    assert plan_content(plan.pk).title == "Ny titel"
