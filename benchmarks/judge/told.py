"""Plays an honest reviewer who tells the reader what columns, labels and headings are, and has it read again.

What the reviewer knows of a question comes from the document's truth by one algorithm for all documents: what the
texts that hang on it are in the truth (`becoming.Places`). The reader sees no more of it than the answers.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.judge.drawing import Drawing
from samplan import documents
from samplan.documents import Document
from samplan.intake.recognisers import read_plan
from samplan.intake.recognisers.becoming import Became, Places
from samplan.intake.recognisers.clues import NO_CLUES, Clue, ClueKind, Clues, Meaning
from samplan.intake.recognisers.seen import Heap, Seen, heaps, what_to_tell
from samplan.intake.recognisers.vocabulary import told_by
from samplan.intake.shapes import Proposal
from samplan.plans.shapes.exchange import PlanFile

AS_GOOD = 0.9
CLEAR = 0.5
"""So large a share of the words must be one thing in the truth before the reviewer says so."""
ROUNDS = 3
"""So often the reviewer has the document read again, with all answers in all at most."""
NONE = 0.2
"""If no more than this of the words is anything in the truth, the reviewer says that it is not part of the plan."""


class Told:
    """A reader whose reading is put right by at most so many answers of an honest reviewer, in one to three rounds."""

    def __init__(self, answers: int) -> None:
        self.answers = answers

    def __call__(self, path: Path, drawing: Drawing | None = None) -> PlanFile:
        """The plan of the last reading; of the first one, if there is no truth or nothing to tell."""
        document = documents.read(path)
        first = read_plan(document)
        if drawing is None or not self.answers:
            return first.plan
        truth, clues, latest = Places(drawing.truth), NO_CLUES, first
        for _ in range(ROUNDS):
            told = self._answers(document, latest, clues, truth)
            if not told:
                break
            clues = clues.joined(told)
            latest = read_plan(document, clues)
        return latest.plan

    def _answers(self, document: Document, latest: Proposal, clues: Clues, truth: Places) -> list[Clue]:
        """What the reviewer changes in the list that the latest reading gives, from its top."""
        with told_by(clues):
            stacks = {heap.key: heap for heap in heaps(document)}
        found = (answered(seen, stacks, truth) for seen in what_to_tell(document, latest, clues))
        return [clue for clue in found if clue is not None][: self.answers - len(clues.told)]


def answered(seen: Seen, stacks: dict[tuple[ClueKind, str], Heap], truth: Places) -> Clue | None:
    """The reviewer's answer, where the reader took it for something else; None where it is right or nobody can say."""
    texts = stacks[seen.kind, seen.clue(Meaning.NOTHING).key].texts
    told = truth.of(texts)
    meaning = _meaning(told)
    if seen.taken is not None and truth.share(texts, seen.taken) > AS_GOOD * told.share:
        return None  # what the reader took it for is as true: the names of areas to which grants go
    if meaning is None or seen.told is not None or meaning is seen.taken:
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
