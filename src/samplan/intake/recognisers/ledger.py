"""The word ledger: who has taken which words of the source, and what nobody took.

A document is cut into pieces, one for each text that `Document.texts()` tells. A value of the plan is credited
to the pieces that it was read from, word by word; what is left of a piece when all values are in is listed in
`other`, in the order of the source, so that no word can be lost by a recogniser that overlooked it.
`count_words` measures the result afterwards, and knows nothing of the ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from samplan.documents.blocks import Cell, Document, Heading, ListItem, Note, Paragraph, Provenance, Table
from samplan.intake.recognisers.wording import words
from samplan.intake.shapes import MissingWord, WordCount
from samplan.plans.shapes.exchange import BlockKind, OtherBlock, Part, PlanFile

NOT_FROM_THE_SOURCE = frozenset({"format", "kind", "level", "goal_status", "currency", "county_code"})
"""Keys whose strings are codes of ours: they may not stand in for words of the source."""


@dataclass(slots=True, eq=False)
class Piece:
    """One text of the source with its place. area: the index of the area whose section it stands in.

    doubt: a code of catalogue/doubts.yaml that tells why its words may find no place.
    """

    index: int
    text: str
    provenance: Provenance
    kind: BlockKind
    block: int
    area: int | None = None
    label: bool = False
    doubt: str = ""
    credited: Counter[str] = field(default_factory=Counter)
    _left: Counter[str] | None = None

    def take(self, wanted: Counter[str]) -> Counter[str]:
        """Credit what is left here of the wanted words; returns those. A text is counted once, however many ask."""
        if self._left is None:
            self._left = Counter(words(self.text))
        left = self._left
        taken = Counter({word: min(n, left[word]) for word, n in wanted.items() if left[word] > 0})
        left.subtract(taken)
        self.credited.update(taken)
        return taken

    def rest(self) -> str:
        """The words that no value has taken, as they stood."""
        if not self.credited:
            return self.text
        taken = self.credited.copy()
        kept = []
        for chunk in self.text.split():
            short = False
            for word in words(chunk):
                if taken[word] > 0:
                    taken[word] -= 1
                else:
                    short = True
            if short:
                kept.append(chunk)
        return " ".join(kept)


_WRAPPING = frozenset({"docx", "odt", "xlsx"})


class Ledger:
    """All pieces of a document, and what is still to be placed of each.

    wraps_itself: the format wraps long lines by itself, so that somebody ended a line where one ends.
    """

    def __init__(self, document: Document) -> None:
        self.wraps_itself = document.format in _WRAPPING
        self.pieces: list[Piece] = []
        self._by_part: dict[int, Piece] = {}
        self._aliases: list[object] = []
        self._sections: dict[int | None, list[Piece]] | None = None
        self._whole: dict[tuple[int, int | None], str] = {}
        self._titles: set[int] = set()
        for number, block in enumerate(document.blocks):
            self._enter(number, block)
        for number, piece in enumerate(document.furniture, len(document.blocks)):
            self._add(piece, piece.text, piece.provenance, BlockKind.FURNITURE, number)

    def _enter(self, number: int, block: Heading | Paragraph | ListItem | Table | Note) -> None:
        if isinstance(block, Table):
            if block.title:
                self._add(block, block.title, block.provenance, BlockKind.TABLE, number)
            for cell in (cell for row in block.rows for cell in row):
                for part in cell.content:
                    self._add(part, shown(part), part.provenance, BlockKind.TABLE, number)
        else:
            self._add(block, shown(block), block.provenance, KINDS[type(block)], number)

    def _add(self, part: object, text: str, provenance: Provenance, kind: BlockKind, block: int) -> None:
        piece = Piece(len(self.pieces), text, provenance, kind, block)
        self.pieces.append(piece)
        self._by_part[id(part)] = piece

    def of(self, *parts: object) -> tuple[Piece, ...]:
        """The pieces of blocks, cells or parts of cells (a table: the piece of its title)."""
        found: list[Piece] = []
        for part in parts:
            if isinstance(part, Cell):
                found.extend(self._by_part[id(inner)] for inner in part.content)
            elif id(part) in self._by_part:
                found.append(self._by_part[id(part)])
        return tuple(found)

    def part(self, text: str, *origins: Heading | Paragraph | ListItem | Note, bold: bool = False) -> Paragraph:
        """A paragraph made of a part of other ones' words ("Ansvarig: X" without its label); it has their pieces."""
        made = Paragraph(text, origins[0].provenance, bold=bold)
        self._aliases.append(made)
        self._by_part[id(made)] = self._by_part[id(origins[0])]
        return made

    def keep_rows(self, block: int, table: Table, texts: Mapping[int, str]) -> None:
        """Keep a table's rows as these texts, in which each cell has its place, and its title apart from them."""
        self._whole |= {(block, row): text for row, text in texts.items()}
        self._titles |= {piece.index for piece in self.of(table)}

    def credit(self, value: object, pieces: Iterable[Piece]) -> None:
        """Enter that the words of `value` (a text, or a part of the plan file) were read from these pieces."""
        self._sections = None
        wanted = Counter(word for text in strings(value) for word in words(text))
        for piece in pieces:
            if not wanted:
                return
            wanted -= piece.take(wanted)

    def _of_area(self, area: int | None) -> list[Piece]:
        if self._sections is None:
            self._sections = {}
            for piece in self.pieces:
                self._sections.setdefault(piece.area, []).append(piece)
        return self._sections.get(area, [])

    def _same_row(self, a: Piece, b: Piece) -> bool:
        return a.block == b.block and a.provenance.row == b.provenance.row and a.index not in self._titles

    def leftovers(self, area: int | None) -> list[tuple[OtherBlock, tuple[Piece, ...]]]:
        """What found no place in this area's section (None: in no area's), in order, a table row as one block."""
        found: list[tuple[OtherBlock, tuple[Piece, ...]]] = []
        row: list[tuple[Piece, str]] = []
        for piece in self._of_area(area):
            rest = piece.rest()
            if row and (piece.kind is not BlockKind.TABLE or not self._same_row(row[-1][0], piece)):
                found.append(_row_block(row, self._whole))
                row = []
            if not words(rest):
                continue
            if piece.kind is BlockKind.TABLE and not piece.label and not piece.credited:
                row.append((piece, rest))
            else:
                found.append((_block(piece, rest), (piece,)))
        if row:
            found.append(_row_block(row, self._whole))
        return found


KINDS = {
    Heading: BlockKind.HEADING,
    Paragraph: BlockKind.PARAGRAPH,
    ListItem: BlockKind.LIST,
    Note: BlockKind.NOTE,
}


def shown(part: Heading | Paragraph | ListItem | Note) -> str:
    """The text of a block as `Document.texts()` tells it, with an ordered item's number and a note's mark."""
    if isinstance(part, ListItem) and part.ordered:
        return f"{part.marker} {part.text}".strip()
    if isinstance(part, Note) and part.mark:
        return f"{part.mark} {part.text}"
    return part.text


def _block(piece: Piece, rest: str) -> OtherBlock:
    partly = bool(piece.credited) and piece.kind is not BlockKind.FURNITURE
    kind = BlockKind.LABEL if piece.label or partly else piece.kind
    return OtherBlock(kind=kind, text=rest, page=piece.provenance.page, position=piece.provenance.position)


def _row_block(
    row: list[tuple[Piece, str]], whole: Mapping[tuple[int, int | None], str]
) -> tuple[OtherBlock, tuple[Piece, ...]]:
    first = row[0][0].provenance
    text = " | ".join(rest for _, rest in row)
    if (kept := whole.get((row[0][0].block, first.row))) and set(words(text)) <= set(words(kept)):
        text = kept
    block = OtherBlock(kind=BlockKind.TABLE, text=text, page=first.page, position=first.position)
    return block, tuple(piece for piece, _ in row)


def strings(value: object) -> Iterator[str]:
    """Every string in a value or part of a plan that can have come from a source."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Part):
        for key in type(value).model_fields:
            if key not in NOT_FROM_THE_SOURCE:
                yield from strings(getattr(value, key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def count_words(document: Document, plan: PlanFile) -> WordCount:
    """Measure how many of the document's words the plan file holds, and name each that it is short of, with its place.

    No word of the source may stand fewer times in the plan file than in the source. The measure reads
    both from outside: nothing that a recogniser believes to have placed is counted unless it stands there.
    """
    kept = Counter(word for text in strings(plan) for word in words(text))
    total = 0
    found = 0
    missing: dict[tuple[str, Provenance], int] = {}
    for text, provenance in document.texts():
        for word in words(text):
            total += 1
            if kept[word] > 0:
                kept[word] -= 1
                found += 1
            else:
                missing[word, provenance] = missing.get((word, provenance), 0) + 1
    short = tuple(MissingWord(word, count, place) for (word, place), count in missing.items())
    return WordCount(total=total, kept=found, missing=short)
