"""The words that papers of follow-up have in common. Pure."""

from __future__ import annotations

from samplan.followup.shapes.report import MeasurePart, RoundPart, SourcePart, StatementPart
from samplan.publishing.layouts.wording import long_date

NO_FOCUS = "Utan fokusområde"
ANSWERS = {"": "Inte besvarad", "accepted": "Tar på sig", "declined": "Säger nej", "done": "Gjort"}


def answer_word(answer: str) -> str:
    """What a body answered a recommendation."""
    return ANSWERS.get(answer, answer)


def round_words(one: RoundPart) -> str:
    """What a round asked and who answered: silence is counted."""
    closed = f" Stängd {long_date(one.closed_on)}." if one.closed_on else ""
    if one.document and one.reopened:
        return (
            f"{one.kind.sv}: Läst ur {one.document}, öppnad igen sedan dess. {one.asked} organisationer är med."
            f" {one.answered} har svar på allt, {one.partly} på en del och {one.silent} inga.{closed}"
        )
    if one.document:
        return f"{one.kind.sv}: {one.document}. Ingen är tillfrågad."
    return (
        f"{one.kind.sv}: {one.asked} organisationer är tillfrågade. {one.answered} har svarat på allt,"
        f" {one.partly} på en del och {one.silent} inte alls.{closed}"
    )


def count_words(one: StatementPart) -> str:
    """The exact number behind the words; where it stood, for what a document said."""
    if one.n is not None:
        return f"({one.n} av {one.asked})"
    page = f", sida {one.page}" if one.page else ""
    return f"(läst ur {one.document}{page})" if one.document else ""


def source_words(one: SourcePart) -> str:
    """A source of a statement: the question, what was answered, how many."""
    said = f"”{one.answer.sv}”" if one.answer else "egna ord"
    return f"{'Emot' if one.against else 'Källa'}: fråga {one.number}, {one.question.sv} {said}: {one.n}"


def cell_word(measure: MeasurePart, cell: str | None) -> str:
    """A cell of the grid in words."""
    if cell is None:
        return "visas inte"
    found = next((c.word.sv for c in measure.choices if c.code == cell), "")
    return found or "Inte svarat"
