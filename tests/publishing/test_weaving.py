"""The chain and the tags in print: every step once in Word and PDF, every tag and cell in the workbook."""

from __future__ import annotations

from samplan.plans.shapes.content import (
    ActivityContent,
    AreaContent,
    ChainStep,
    EffectContent,
    FocusAreaContent,
    PlanContent,
    TagContent,
)
from samplan.publishing.layouts.rendering import document_of
from samplan.publishing.layouts.workbook import sheets


def a_plan() -> PlanContent:
    """One activity that leads to one effect, and an area meant for one target group."""
    activity = ActivityContent(id="7", text="Håll kurser")
    area = AreaContent(id="1", slug="a", number="1.1", title="Suicidprevention", focus_areas=[1], activities=[activity])
    group = {"framework": "g", "framework_name": "Målgrupper", "framework_kind": "target_groups"}
    return PlanContent(
        id="1",
        slug="p",
        title="Plan",
        focus_areas=[FocusAreaContent(number=1, title="Förebygga")],
        areas=[area],
        effects=[EffectContent(id="3", level="short", text="Fler vågar fråga")],
        chain=[ChainStep(from_kind="activity", from_id="7", to_kind="effect", to_id="3", assumption="Chefer ger tid")],
        tags=[
            TagContent(item_kind="area", item_id="1", node="unga", name="Unga", primary=True, **group),
            TagContent(item_kind="activity", item_id="7", node="unga", name="Unga", **group),
        ],
    )


def test_each_layout_prints_the_steps_and_the_areas_tags():
    """Once each, with what the step takes; a plan without a chain has no such heading."""
    for layout in ("goal-table", "sheet", "framework"):
        words = [text for text, _place in document_of(a_plan(), layout).texts()]
        assert words.count("Aktivitet (1.1): Håll kurser") == 1
        assert words.count("Effekt på kort sikt: Fler vågar fråga") == 1
        assert words.count("Chefer ger tid") == 1
        assert words.count("Unga") == 1
        bare = a_plan().model_copy(update={"chain": []})
        assert "Så hänger planen ihop" not in [text for text, _place in document_of(bare, layout).texts()]


def test_the_workbook_holds_effects_steps_tags_and_the_table():
    """Each on a sheet of its own."""
    found = {name: [[str(cell) for cell in row] for row in rows] for name, _header, rows, _kinds in sheets(a_plan())}
    assert found["Effekter"] == [["Effekt på kort sikt", "Fler vågar fråga", ""]]
    assert found["Förändringsteori"] == [
        ["Aktivitet", "1.1", "Håll kurser", "Effekt på kort sikt", "", "Fler vågar fråga", "Chefer ger tid"]
    ]
    assert [row[2:] for row in found["Taggar"]] == [
        ["Området", "Suicidprevention", "Målgrupper", "Unga", "Ja"],
        ["Aktivitet", "Håll kurser", "Målgrupper", "Unga", ""],
    ]
    assert found["Målgrupper"] == [["Unga", "1", "1"]]
