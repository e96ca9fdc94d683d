"""The chain and the tags in print: every step once in Word and PDF, every tag and cell in the workbook."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader

from samplan.documents.blocks import Picture
from samplan.documents.writing import Finish, write_docx, write_pdf
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


def objects(pdf: PdfReader) -> list[dict]:
    """Every mapping of the file."""
    numbers = {*pdf.xref.get(0, {}), *pdf.xref_objStm}
    return [found for n in numbers if isinstance(found := pdf.get_object(n), dict)]


def test_the_chain_is_drawn_in_word_and_pdf_with_words_for_who_does_not_see_it():
    """One drawing before the table, said in words, of every item that has a step; the same bytes each time."""
    document = document_of(a_plan(), "goal-table")
    (drawing,) = (block for block in document.blocks if isinstance(block, Picture))
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", drawing.svg)
    assert texts == ["Det vi gör", "Det som förändras", "1.1", "Håll kurser", "Fler vågar fråga"]
    assert f'viewBox="0 0 {drawing.width} {drawing.height}"' in drawing.svg
    finish = Finish(title="Plan")
    word = write_docx(document, finish)
    with ZipFile(BytesIO(word)) as package:
        body = package.read("word/document.xml").decode()
        png = package.read("word/media/picture1.png")
        assert 'Extension="png"' in package.read("[Content_Types].xml").decode()
    assert body.count(f'descr="{drawing.text}"') == 2
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 1800
    assert write_docx(document, finish) == word
    pdf = PdfReader(BytesIO(write_pdf(document, finish)))
    assert [found["/Alt"] for found in objects(pdf) if "/Alt" in found] == [drawing.text]
    assert "".join(page.extract_text() for page in pdf.pages).count("Håll kurser") == 3


def test_words_that_break_a_drawing_are_drawn_as_words():
    """Signs of the drawing's own language, control characters, and signs that no font has."""
    nasty = "<script>&amp; ]]> \x07 \U0001f600 'x' \"y\""
    plan = a_plan()
    effect = plan.effects[0].model_copy(update={"text": nasty})
    document = document_of(plan.model_copy(update={"effects": [effect]}), "goal-table")
    assert write_pdf(document, Finish(title="Plan")).startswith(b"%PDF")
    assert write_docx(document, Finish(title="Plan"))


def test_a_chain_that_no_page_holds_is_a_table_only():
    """Drawn so small that nobody could read it, it would help nobody."""
    plan = a_plan()
    many = [ActivityContent(id=str(n), text=f"Håll kurs {n}") for n in range(60)]
    steps = [ChainStep(from_kind="activity", from_id=a.id, to_kind="effect", to_id="3") for a in many]
    area = plan.areas[0].model_copy(update={"activities": many})
    document = document_of(plan.model_copy(update={"areas": [area], "chain": steps}), "goal-table")
    assert not [block for block in document.blocks if isinstance(block, Picture)]
    words = [text for text, _place in document.texts()]
    assert words.count("Aktivitet (1.1): Håll kurs 59") == 1


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
