"""The words that papers of follow-up have in common. Pure."""

from __future__ import annotations

from samplan.followup.shapes.report import HeldPart, MeasurePart, RoundPart, SourcePart, StatementPart
from samplan.publishing.layouts.wording import long_date

NO_FOCUS = "Utan fokusområde"
ANSWERS = {"": "Inte besvarad", "accepted": "Tar på sig", "declined": "Säger nej", "done": "Gjort"}


def answer_word(answer: str) -> str:
    """What a body answered a recommendation."""
    return ANSWERS.get(answer, answer)


def round_words(one: RoundPart) -> str:
    """What a round asked and who answered: silence is counted."""
    closed = f" Stängd {long_date(one.closed_on)}." if one.closed_on else ""
    shown = one.silent is not None
    if one.document and one.reopened:
        many = f" {one.answered} har svar på allt, {one.partly} på en del och {one.silent} inga." if shown else ""
        told = f"Läst ur {one.document}, öppnad igen sedan dess. {one.asked} organisationer är med."
        return f"{one.name.sv}: {told}{many}{closed}"
    if one.document:
        return f"{one.name.sv}: {one.document}. Ingen är tillfrågad."
    many = f" {one.answered} har svarat på allt, {one.partly} på en del och {one.silent} inte alls." if shown else ""
    return f"{one.name.sv}: {one.asked} organisationer är tillfrågade.{many}{closed}"


HELD = "Visas inte i den här utgåvan"
HELD_WHY = (
    "Jämförda med en tidigare utgåva skulle de här uppgifterna röja vad enskilda organisationer har svarat. Det som"
    " sammanställts av dem visas inte heller."
)
HELD_WHAT = {
    "answers": "Svaren",
    "total": "Summan",
    "before": "Jämförelsen med året före",
    "names": "Namnen bredvid svaren",
    "round": "Hur många som har svarat",
}


def held_words(one: HeldPart) -> str:
    """What an edition does not show."""
    number = f"fråga {one.number}, " if one.number else ""
    return f"{HELD_WHAT[one.what]}: {number}{one.text.sv}"


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
