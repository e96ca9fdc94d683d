"""Who takes part and is informed is printed in every layout and every format, and so is the hand-over paper."""

from __future__ import annotations

from datetime import date

import pytest

from samplan.documents import read
from samplan.plans.shapes import content as c
from samplan.plans.shapes.exchange import ActivityKind, Horizon
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import AheadDate, AskTold, Contact, HandOverPack, Owned, OwnerPart, Wait
from samplan.publishing import layouts
from samplan.publishing.layouts.handover import render_hand_over

IMPRINT = layouts.Imprint(label="2026-03-12")


def owners(name: str) -> dict[str, list[c.Body]]:
    """One body in each part of an item."""
    return {
        "responsible": [c.Body(name=f"{name} svarar")],
        "takes_part": [c.Body(name=f"{name} medverkar")],
        "informed": [c.Body(name=f"{name} informeras")],
    }


def a_plan() -> c.PlanContent:
    """An area with every sort of item, each with three owners."""
    return c.PlanContent(
        id="1",
        slug="plan",
        title="Plan",
        areas=[
            c.AreaContent(
                id="1",
                slug="skola",
                title="Skola",
                goals=[c.GoalContent(id="1", level=Horizon.LONG, text="Alla blir sedda", **owners("Mål"))],
                activities=[
                    c.ActivityContent(id="1", text="Kurs", year=2025, **owners("Kurs")),
                    c.ActivityContent(id="2", text="Träff", kind=ActivityKind.REPORTED, **owners("Träff")),
                ],
                indicators=[c.IndicatorContent(id="1", text="Antal kurser", **owners("Antal"))],
                **owners("Område"),
            )
        ],
    )


@pytest.mark.parametrize(
    ("kind", "layout"), [("docx", "goal-table"), ("docx", "sheet"), ("docx", "framework"), ("xlsx", "auto")]
)
def test_every_part_is_printed(kind, layout):
    file = layouts.render(a_plan(), IMPRINT, kind=kind, layout=layout)
    printed = " ".join(text for text, _place in read(file.data, name=file.name).texts())
    for item in ("Område", "Mål", "Kurs", "Träff", "Antal"):
        for part in ("svarar", "medverkar", "informeras"):
            assert f"{item} {part}" in printed


@pytest.mark.parametrize(("kind", "layout"), [("docx", "goal-table"), ("docx", "sheet"), ("xlsx", "auto")])
def test_who_is_asked_is_printed_as_asked(kind, layout):
    content = a_plan()
    [area] = content.areas
    asked = {"asked": [c.AskedBody(name="Skolorna", part=OwnerPart.TAKES_PART)]}
    changed = {
        name: [item.model_copy(update=asked) for item in getattr(area, name)] for name in ("goals", "activities")
    }
    content = content.model_copy(update={"areas": [area.model_copy(update={**changed, **asked})]})
    file = layouts.render(content, IMPRINT, kind=kind, layout=layout)
    printed = " ".join(text for text, _place in read(file.data, name=file.name).texts())
    assert printed.count("Skolorna") == printed.count("Skolorna (tillfrågad)") == 4, printed
    assert "Skolorna" not in layouts.render(content, IMPRINT, kind="json", layout="auto").data.decode()


def a_pack() -> HandOverPack:
    """What somebody hands over, with something of everything."""
    ask = AskTold(1, date(2026, 3, 1), "Samordnaren", "Tar ni det?", date(2026, 4, 1), "", "", None, "")
    row = Owned(
        *(1, 1, "Plan", 1, "1.1 Skola", ItemKind.ACTIVITY, 7, "Kurs i samtal", OwnerPart.RESPONSIBLE),
        *("Elevhälsan", 3, None, "", None, None),
        asks=(ask,),
    )
    return HandOverPack(
        subject="Elevhälsan",
        plan_title="Plan för psykisk hälsa",
        county="Exempellän",
        made_up=True,
        made_on=date(2026, 3, 12),
        owned=(row,),
        asks=(row,),
        ahead=(AheadDate(date(2026, 6, 30), ItemKind.ACTIVITY, "ends", "1.1 Skola", "Kurs i samtal"),),
        waits=(Wait("Beslut om lokal", "Nämnden", "2026-09-01", ("1.1 Skola",)),),
        contacts=(Contact("Psykiatrin", "Regionens kontaktperson", "Region contact", "Kontakt Exempel"),),
    )


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_hand_over_is_a_paper(kind):
    file = render_hand_over(a_pack(), stem="overlamning", kind=kind)
    assert file.name == f"overlamning.{kind}"
    printed = " ".join(" ".join(text.split()) for text, _place in read(file.data, name=file.name).texts())
    for words in ("Kurs i samtal", "Tar ni det?", "1 april 2026", "Beslut om lokal", "Kontakt Exempel", "finns inte"):
        assert words in printed
    assert render_hand_over(a_pack(), stem="overlamning", kind=kind).data == file.data
    with pytest.raises(ValueError, match="docx and pdf"):
        render_hand_over(a_pack(), stem="overlamning", kind="xlsx")
