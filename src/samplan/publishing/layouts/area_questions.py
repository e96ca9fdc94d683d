"""The questions about an area with their answers, under the area on paper."""

from __future__ import annotations

from samplan.followup.shapes.report import AreaPart, AskedPart, FollowUpReport
from samplan.publishing.layouts.followup_words import count_words
from samplan.publishing.layouts.making import Maker

CHANGED = "Frågan är ändrad. Åren jämförs inte."
NOT_SHOWN = "Svaren visas inte."
IN_WORDS = "Besvarades med egna ord. Inget är sammanställt av svaren."


def area_questions(maker: Maker, report: FollowUpReport, area: AreaPart) -> None:
    """Each question, how many chose what, and what is compiled of the answers."""
    if area.asked:
        maker.heading(f"Frågor och svar om {area.title}", 3)
    for asked in area.asked:
        maker.paragraph(f"{asked.number}. {asked.text.sv}", bold=True)
        if asked.changed:
            maker.paragraph(CHANGED)
        maker.bullets(answer_lines(report, asked))


def answer_lines(report: FollowUpReport, asked: AskedPart) -> list[str]:
    """The answers to a question in lines: how many of all chose each, then the statements made of them."""
    measure = report.measure_of(asked)
    found = [] if measure is None else [f"{c.word.sv}: {c.n} av {measure.asked}" for c in measure.choices]
    if measure is not None:
        found.append(f"{measure.silent.word.sv}: {measure.silent.n} av {measure.asked}")
    elif asked.choices:
        found.append(NOT_SHOWN)
    said = [f"{s.text.sv} {count_words(s)}".strip() for s in report.statements_of(asked)]
    return [*found, *said] or [IN_WORDS]
