"""What the reader could be told of a document: the words over its columns, its labels, its makes of headings.

It is gathered from the document alone, with all the texts that hang on each; what they became is asked of a plan.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from samplan.documents.blocks import Block, Cell, Document, Heading, ListItem, Paragraph, Table
from samplan.intake.recognisers.becoming import Became, Places
from samplan.intake.recognisers.clues import BANDS, NO_CLUES, Clue, ClueKind, Clues, Meaning, key_of, make_of
from samplan.intake.recognisers.structured.heads import Row, distinct
from samplan.intake.recognisers.structured.shaping import Shape, shape
from samplan.intake.recognisers.structured.titles import is_contents_line
from samplan.intake.recognisers.vocabulary import told_by, vocabulary
from samplan.intake.recognisers.wording import plain
from samplan.intake.shapes import Proposal
from samplan.plans.shapes.exchange import PlanFile

MOST = 15
"""So many questions are asked at most."""
LONGEST_LABEL = 80
EXAMPLES = 3


@dataclass(slots=True)
class Heap:
    """Something that could be told, with the texts that hang on it. words: as they first stood; times: how often."""

    kind: ClueKind
    words: str
    texts: list[str] = field(default_factory=list)
    times: int = 0

    @property
    def key(self) -> tuple[ClueKind, str]:
        """By what it is told apart."""
        return self.kind, Clue(self.kind, self.words, Meaning.NOTHING).key


@dataclass(frozen=True, slots=True)
class Seen:
    """A question to the person who reviews: what is this?

    words: a column's or label's words; of headings and bands their make's key. taken: what most of the texts became,
    None if nothing. sure: 0 to 1. lines: how many texts hang on it. examples: of the texts, or of the headings.
    told: what a person has said already.
    """

    kind: ClueKind
    words: str
    taken: Meaning | None
    sure: float
    lines: int
    examples: tuple[str, ...]
    told: Meaning | None = None

    def clue(self, meaning: Meaning) -> Clue:
        """The clue that an answer gives."""
        return Clue(self.kind, self.words, meaning)

    @property
    def key(self) -> str:
        """The clue's key, as a form can hold it."""
        return f"{self.kind}:{self.clue(Meaning.NOTHING).key}"


def what_to_tell(document: Document, proposal: Proposal, clues: Clues = NO_CLUES, most: int = MOST) -> list[Seen]:
    """What a person could tell of a document, the doubtful and those on which most hangs first, at most `most`."""
    places = Places(proposal.plan)
    title = plain(proposal.plan.title or "")
    with told_by(clues):
        found = [heap for heap in heaps(document) if any(plain(text) != title for text in heap.texts)]
        seen = [_seen(heap, places.of(heap.texts), clues) for heap in found]
    return sorted(seen, key=_weight, reverse=True)[:most]


def _seen(heap: Heap, became: Became, clues: Clues) -> Seen:
    told = {(clue.kind, clue.key): clue.meaning for clue in clues.told}.get(heap.key)
    label = None if heap.kind in (ClueKind.HEADING, ClueKind.BAND) else vocabulary().label(heap.words, loose=True)
    certainty = (
        1.0 if told else label.certainty if label is not None and str(label.role) == str(became.meaning) else UNKNOWN
    )
    if heap.kind in (ClueKind.HEADING, ClueKind.BAND):
        certainty = 1.0 if became.meaning in (Meaning.AREA, Meaning.GROUP) else UNKNOWN
    examples = tuple(dict.fromkeys(text for text in heap.texts if plain(text)))[:EXAMPLES]
    return Seen(heap.kind, heap.words, became.meaning, became.share * certainty, len(heap.texts), examples, told)


UNKNOWN = 0.6
"""How sure the reader is of what it made of texts under words that it does not know, or knows as something else."""
_RANK = {ClueKind.HEADING: 3.0, ClueKind.BAND: 3.0}


def _weight(seen: Seen) -> float:
    """How much a question is worth: what hangs on it, and how doubtful it is. Headings carry more than themselves."""
    return seen.lines * (1.02 - seen.sure) * _RANK.get(seen.kind, 1.0)


def heeded(document: Document, plan: PlanFile, clues: Clues) -> tuple[int, int]:
    """How well a reading heeds what was told: how many of the texts that hang on it became it, and of how many."""
    places = Places(plan)
    told = {(clue.kind, clue.key): clue.meaning for clue in clues.told}
    hung = [heap for heap in heaps(document) if heap.key in told]
    right = sum(len(heap.texts) * places.share(heap.texts, told[heap.key]) for heap in hung)
    return round(right), sum(len(heap.texts) for heap in hung)


def heaps(document: Document) -> list[Heap]:
    """All that could be told of a document, in the order of the source."""
    found: dict[tuple[ClueKind, str], Heap] = {}
    counts = _counts(document.blocks)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    firsts = Counter(key for table in tables for key in {key_of(c.text) for c in _firsts(table.grid())})
    for kind, words, texts in _all(document.blocks, counts, firsts):
        heap = Heap(kind, words)
        if not heap.key[1] and kind is not ClueKind.COLUMN:
            continue
        heap = found.setdefault(heap.key, heap)
        heap.times += 1
        heap.texts.extend(texts)
    return [heap for heap in found.values() if heap.texts]


Told = tuple[ClueKind, str, list[str]]


def _all(blocks: Sequence[Block], counts: Counter[str], firsts: Counter[str]) -> Iterator[Told]:
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if isinstance(block, Table):
            yield from _of_table(block, firsts)
            continue
        if not isinstance(block, Heading | Paragraph) or not plain(block.text) or is_contents_line(block.text):
            continue
        if (words := _label_alone(block, counts)) is not None:
            yield ClueKind.LABEL, words, _below(blocks, at, counts)
        elif not isinstance(block, Heading) and (lead := _lead(block.text, counts)) is not None:
            yield ClueKind.LABEL, lead[0], [lead[1], *_below(blocks, at, counts, listed=True)]
        elif (make := make_of(block)) is not None:
            yield ClueKind.HEADING, make, [block.text]


def _counts(blocks: Iterable[Block]) -> Counter[str]:
    """How often words stand where labels stand: alone on a line, or before a colon."""
    counts: Counter[str] = Counter()
    for block in blocks:
        parts = [c for row in block.rows for cell in row for c in cell.content] if isinstance(block, Table) else [block]
        for part in parts:
            if isinstance(part, Heading | Paragraph):
                counts[key_of(part.text)] += len(part.text) <= 160
                if match := _LEAD.match(part.text):
                    counts[key_of(match[1])] += 1
    return counts


_LEAD = re.compile(r"^([A-ZÅÄÖ\d][^:]{1,59}?)\s*:\s+(\S.*)$", re.S)


def _label_alone(block: Heading | Paragraph, counts: Counter[str]) -> str | None:
    """The words of a line that is a label over what follows: known, come again, or ending with a colon."""
    text = block.text.strip()
    if len(text) > LONGEST_LABEL * 2:
        return None
    looks = isinstance(block, Heading) or block.bold or text.endswith(":")
    bare = text.rstrip(":")
    known = vocabulary().label(bare) is not None and len(text) <= LONGEST_LABEL and not text.endswith(".")
    again = counts[key_of(text)] > 1 and not text.endswith((".", "?")) and len(text) <= LONGEST_LABEL
    if text.endswith(":") or known or (looks and again) or (again and len(bare.split()) <= SHORT):
        return bare
    return None


SHORT = 5


def _lead(text: str, counts: Counter[str]) -> tuple[str, str] | None:
    match = _LEAD.match(text)
    if match and (counts[key_of(match[1])] > 1 or vocabulary().label(match[1]) is not None):
        return match[1], match[2]
    return None


def _below(blocks: Sequence[Block], at: int, counts: Counter[str], *, listed: bool = False) -> list[str]:
    """The texts under a label, up to the next label or what looks like a heading. listed: list items only."""
    found: list[str] = []
    for block in blocks[at:]:
        if isinstance(block, Table | Heading):
            break
        if isinstance(block, Paragraph) and (
            listed or _label_alone(block, counts) is not None or _lead(block.text, counts) is not None or block.bold
        ):
            break
        found.append(block.text)
    return found


def _firsts(grid: Sequence[Row]) -> list[Cell]:
    return [row[0] for row in grid if row and row[0] is not None and len(row[0].text) <= LONGEST_LABEL]


def _of_table(table: Table, firsts: Counter[str]) -> Iterator[Told]:
    found = shape(table)
    paired = found.kinds.count("pairs") * 2 > sum(kind != "blank" for kind in found.kinds)
    guessed = None if found.headers or paired else _header_row(found.grid)
    form = _is_lying(found.grid, firsts) or (not found.headers and (guessed is None or _is_form(found.grid, firsts)))
    under: Under = {}
    for number, row in enumerate(found.grid):
        cells, kind = distinct(row), found.kinds[number]
        if not form and (number in found.headers or number == guessed):
            yield from _columns(under)
            under = _heads(found, number, row)
        elif kind not in ("lower", "again") and cells:
            yield from _of_row(row, cells, kind, under, form)
        for cell in cells:
            yield from _inside(cell)
    yield from _columns(under)


Under = dict[int, tuple[str, list[str]]]
"""By the place of each column its words and the texts under them."""


def _of_row(row: Row, cells: Sequence[Cell], kind: str, under: Under, form: bool) -> Iterator[Told]:
    """A row of a table: across it, a label with its texts, or one more text for each column."""
    across = cells[0].column_span >= max(2, len(row) - 1) or kind == "title"
    if len(cells) == 1 and len(row) > 1 and across:
        yield ClueKind.BAND, BANDS, [cells[0].content[0].text if cells[0].content else cells[0].text]
    elif (kind == "pairs" and not under) or form:
        yield from _pairs(cells) if row[0] is cells[0] else ()
    else:
        for index, (_, texts) in under.items():
            cell = row[index] if index < len(row) else None
            if cell is not None and plain(cell.text):
                texts.extend(part.text for part in cell.content if plain(part.text))


def _columns(under: Under) -> Iterator[Told]:
    for words, texts in under.values():
        if texts:
            yield ClueKind.COLUMN, words if plain(words) else "", list(dict.fromkeys(texts))


def _heads(found: Shape, number: int, row: Row) -> Under:
    """The words over each column: of both rows, where the header has two."""
    heads: Under = {}
    lower = found.grid[number + 1] if found.kinds[number + 1 : number + 2] == ["lower"] else None
    for index, cell in enumerate(row):
        if cell is None:
            heads[index] = ("", [])
            continue
        under = lower[index] if lower is not None and index < len(lower) else None
        written = cell.text if under is None or under is cell else f"{cell.text} {under.text}"
        if all(words != written or row[at] is not cell for at, (words, _) in heads.items()):
            heads[index] = (written, [])
    return heads


def _header_row(grid: Sequence[Row]) -> int | None:
    """The row that looks like a header though its words are not known: short texts, several, at the top."""
    for number, row in enumerate(grid[:3]):
        cells = distinct(row)
        if len(cells) > 1:
            short = all(len(cell.text) <= LONGEST_LABEL and not cell.text.rstrip().endswith(".") for cell in cells)
            return number if short and number + 1 < len(grid) else None
    return None


def _is_lying(grid: Sequence[Row], firsts: Counter[str]) -> bool:
    """Whether a table lies on its side: nothing stands in its corner, and other tables begin their rows alike."""
    corner = grid[0][0] if grid and grid[0] else None
    if len(grid) < 3 or len(grid[0]) < 3 or (corner is not None and plain(corner.text)):
        return False
    heads = [cell for cell in _firsts(grid) if plain(cell.text)]
    return len(heads) > 1 and all(firsts[key_of(cell.text)] > 1 for cell in heads)


def _is_form(grid: Sequence[Row], firsts: Counter[str]) -> bool:
    """Whether the first column holds the labels: those that other tables have too, more often than not."""
    heads = _firsts(grid)
    again = sum(firsts[key_of(cell.text)] > 1 for cell in heads[1:])
    return len(heads) > 1 and again * 2 >= len(heads) - 1 and all(len(distinct(row)) <= 2 for row in grid)


def _pairs(cells: Sequence[Cell]) -> Iterator[Told]:
    if len(cells) > 1 and len(cells[0].text) <= LONGEST_LABEL:
        texts = [part.text for cell in cells[1:] for part in cell.content if plain(part.text)]
        yield ClueKind.LABEL, cells[0].text, texts


def _inside(cell: Cell) -> Iterator[Told]:
    """Labels inside a cell, before a colon or alone in a paragraph that ends with one."""
    parts = cell.content
    for at, part in enumerate(parts):
        match = _LEAD.match(part.text) if not isinstance(part, ListItem) else None
        if match and len(match[1].split()) <= SHORT:
            yield ClueKind.LABEL, match[1], [match[2]]
        elif part.text.rstrip().endswith(":") and at + 1 < len(parts) and len(part.text) <= LONGEST_LABEL:
            rest = []
            for below in parts[at + 1 :]:
                if below.text.rstrip().endswith(":"):
                    break
                rest.append(below.text)
            yield ClueKind.LABEL, part.text.rstrip(": "), rest
