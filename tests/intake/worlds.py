"""An import in review, from a Word document made here; all in it is made up."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import docx
from tests import factories

from samplan.actors.models import Partnership, Person
from samplan.intake import actions
from samplan.intake.models import Import, ProposedItem
from samplan.plans.shapes.items import ItemKind

ROWS = [
    ("Målen på lång sikt", "Kortsiktiga mål", "Aktiviteter", "Tidsplan", "Indikator"),
    ("Färre mår dåligt i länet.", "Alla skolor har en rutin.", "Ta fram en rutin.", "Ht 2025", "Färdig rutin"),
    ("", "", "Utbilda elevhälsan i rutinen.", "20121–2022", "Antal utbildade"),
]


def word_document(title: str = "1.1 Skolans roll") -> bytes:
    """A goal table under a heading, with one year that cannot be read."""
    document = docx.Document()
    document.add_heading("Handlingsplan psykisk hälsa 2025–2027", 0)
    document.add_heading("Fokusområde 1 – Förebyggande och främjande", 1)
    document.add_heading(title, 2)
    document.add_paragraph("Här är en påhittad bakgrund om länets skolor.")
    table = document.add_table(rows=0, cols=5)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


@dataclass
class ReviewWorld:
    """Somebody who may import, somebody who may only read, and an import that waits to be reviewed."""

    partnership: Partnership
    coordinator: Person
    reader: Person
    imported: Import

    def items(self, kind: ItemKind | None = None) -> list[ProposedItem]:
        """The proposed items in order, of one kind or all."""
        rows = ProposedItem.objects.filter(imported=self.imported)
        return list(rows.filter(kind=kind) if kind else rows)

    def item(self, kind: ItemKind, start: str) -> ProposedItem:
        """The one item of a kind that begins so."""
        (found,) = [i for i in self.items(kind) if str(i.values.get("text") or i.values.get("title")).startswith(start)]
        return found


def a_review(data: bytes | None = None, name: str = "plan.docx", partnership: Partnership | None = None) -> ReviewWorld:
    """A document received and read."""
    partnership = partnership or factories.a_partnership()
    coordinator = factories.a_person(role="coordinator", partnership=partnership)
    reader = factories.a_person(role="decision_maker", partnership=partnership)
    imported = actions.receive_document(
        by=coordinator, partnership=partnership, name=name, data=data or word_document(), in_background=False
    )
    return ReviewWorld(partnership, coordinator, reader, actions.read_import(imported_id=imported.pk))
