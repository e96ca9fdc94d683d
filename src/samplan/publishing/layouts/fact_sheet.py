"""A fact sheet of one municipality or service: its answers beside the county's, what it is recommended. Pure."""

from __future__ import annotations

from samplan.documents.blocks import Document
from samplan.documents.writing import write_docx, write_pdf
from samplan.followup.shapes.report import FactSheet, FollowUpReport, SheetLine
from samplan.publishing.layouts.followup import finish_of
from samplan.publishing.layouts.followup_words import answer_word, count_words
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered
from samplan.publishing.layouts.wording import long_date


def fact_document(report: FollowUpReport, sheet: FactSheet) -> Document:
    """The sheet as blocks."""
    maker = Maker()
    shown = [line for line in sheet.lines if line.shown]
    if shown:
        maker.heading(f"Svar {report.year}", 1)
        maker.paragraph("Länets svar räknas på alla som är tillfrågade. Tabellen är ingen rangordning.")
        rows = [(f"{x.measure.number}. {x.measure.text.sv}", _own(x), _county(x)) for x in shown]
        maker.table(("Fråga", sheet.body, "Så svarar länet"), rows, title=f"Svar {report.year}, {sheet.body}")
    if sheet.statements:
        maker.heading("Nämns i sammanställningen", 1)
        maker.bullets(f"{s.text.sv} {count_words(s)}" for s in sheet.statements)
    if sheet.recommendations:
        maker.heading("Rekommendationer", 1)
        maker.table(
            ("Rekommendation", "Område", "Senast", "Svar", "Skäl"),
            [
                (r.text, r.area, long_date(r.due) if r.due else "", answer_word(r.answer), r.reason)
                for r in sheet.recommendations
            ],
            title="Rekommendationer",
        )
    return Document(tuple(maker.blocks), title=f"Faktablad, {sheet.body}")


def _own(line: SheetLine) -> str:
    return line.chosen.word.sv if line.chosen else "Inte svarat"


def _county(line: SheetLine) -> str:
    told = [*line.measure.choices, line.measure.silent]
    return ", ".join(f"{c.word.sv}: {c.n}" for c in told if c.n) + f" (av {line.measure.asked})"


def render_fact_sheet(report: FollowUpReport, sheet: FactSheet, *, stem: str, kind: str, draft: bool) -> Rendered:
    """The sheet as "docx" or "pdf"; ValueError for another kind."""
    writers = {"docx": write_docx, "pdf": write_pdf}
    if kind not in writers:
        raise ValueError(f"a fact sheet is no {kind!r}; there are docx and pdf")
    finish = finish_of(report, title=f"Faktablad, {sheet.body}", lead=report.plan, draft=draft)
    return Rendered(f"{stem}.{kind}", CONTENT_TYPES[kind], writers[kind](fact_document(report, sheet), finish))
