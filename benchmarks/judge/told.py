"""Plays an honest reviewer who tells the reader what columns, labels and headings are, and has it read again.

What the reviewer knows of a question comes from the document's truth by one algorithm for all documents: what the
texts that hang on it are in the truth (`becoming.Places`). The reader sees no more of it than the answers.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.judge.drawing import Drawing
from samplan import documents
from samplan.intake.recognisers import read_plan
from samplan.intake.recognisers.becoming import Became, Places
from samplan.intake.recognisers.clues import Clue, ClueKind, Clues, Meaning
from samplan.intake.recognisers.seen import Heap, Seen, heaps, what_to_tell
from samplan.plans.shapes.exchange import PlanFile

CLEAR = 0.5
"""So large a share of the words must be one thing in the truth before the reviewer says so."""
NONE = 0.2
"""If no more than this of the words is anything in the truth, the reviewer says that it is not part of the plan."""


class Told:
    """A reader whose first reading is put right by at most so many answers of an honest reviewer."""

    def __init__(self, answers: int) -> None:
        self.answers = answers

    def __call__(self, path: Path, drawing: Drawing | None = None) -> PlanFile:
        """The plan of the second reading; of the first one, if there is no truth or nothing to tell."""
        document = documents.read(path)
        first = read_plan(document)
        if drawing is None or not self.answers:
            return first.plan
        truth = Places(drawing.truth)
        stacks = {heap.key: heap for heap in heaps(document)}
        clues: list[Clue] = []
        for seen in what_to_tell(document, first):
            answer = answered(seen, stacks, truth)
            if answer is not None and len(clues) < self.answers:
                clues.append(answer)
        return read_plan(document, Clues(tuple(clues))).plan if clues else first.plan


def answered(seen: Seen, stacks: dict[tuple[ClueKind, str], Heap], truth: Places) -> Clue | None:
    """The reviewer's answer, where the reader took it for something else; None where it is right or nobody can say."""
    told = truth.of(stacks[seen.kind, seen.clue(Meaning.NOTHING).key].texts)
    meaning = _meaning(told)
    if meaning is None or meaning is seen.taken:
        return None
    if meaning is Meaning.NOTHING and (seen.taken is None or seen.sure < NONE):
        return None
    if meaning is Meaning.NOTHING and seen.kind is ClueKind.HEADING and seen.taken is not Meaning.AREA:
        return None  # a heading that is no area's may stand over much that is the plan's
    return seen.clue(meaning)


def _meaning(told: Became) -> Meaning | None:
    if told.placed <= NONE:
        return Meaning.NOTHING
    return told.meaning if told.share >= CLEAR else None
