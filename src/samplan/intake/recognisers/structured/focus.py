"""Focus areas: the plan's own list, and the recognition of one by number or by name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samplan.intake.recognisers.builder import PlanBuilder
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.values import focus_numbers
from samplan.intake.recognisers.vocabulary import vocabulary
from samplan.intake.recognisers.wording import plain, stems

_HEADING = re.compile(
    r"^\s*(?:(?:\d+(?:\.\d+)*)\.?\s+)?(?P<word>(?:nationellt\s+|nationella\s+)?fokusområde[nt]?)\s*(?:nr\.?\s*)?"
    r"(?P<numbers>\d{1,2}(?:\s*(?:,|&|och|samt|/)\s*\d{1,2})*)?\s*(?P<joint>[:.–—-]*)\s*(?P<title>.*)$", re.I | re.S
)  # fmt: skip


class FocusAreas:
    """What the plan calls its focus areas, with their numbers."""

    def __init__(self, builder: PlanBuilder) -> None:
        self.builder = builder

    def heading(self, text: str) -> tuple[list[int], str] | None:
        """A heading "Fokusområde 1 – Title": its numbers and title, or None."""
        match = _HEADING.match(text)
        if not match or not (match["numbers"] or (match["joint"] and match["title"])):
            return None
        title = match["title"].strip()
        if match["numbers"] and not match["joint"] and title and title[0].islower():
            return None
        return (focus_numbers(match["numbers"]) if match["numbers"] else []), title

    def learn(self, number: int, title: str, pieces: Iterable[Piece]) -> None:
        """Enter a focus area of the plan."""
        if title and not self.known(title):
            self.builder.add_focus_area(number, title, pieces)

    def known(self, text: str) -> int | None:
        """The number of the focus area that a text names in its own or nearly its own words."""
        wanted = set(_significant(text))
        best: tuple[float, int] | None = None
        for find in self.builder.focus_areas:
            have = set(_significant(find.value.title))
            if not wanted or not have:
                continue
            score = len(wanted & have) / len(wanted | have)
            if score >= 0.5 and (best is None or score > best[0]):
                best = score, find.value.number
        return best[1] if best else None

    def standard(self, text: str) -> int | None:
        """The number of the national focus area that a text is the name of, whatever the plan lists."""
        wanted = set(_significant(text))
        for number, names in vocabulary().file.focus_areas.items():
            if any(wanted == set(_significant(name)) for name in names):
                return number
        return None

    def numbers(self, text: str, pieces: tuple[Piece, ...] = ()) -> list[int]:
        """The numbers of the focus areas that a tag names; a new name becomes a new focus area of the plan."""
        bare = re.sub(r"\b[Ff]okusområden?a?\b:?", " ", text).strip()
        numbers = focus_numbers(bare)
        if numbers and not re.sub(r"\d|och|samt|[^\w]|nr", "", bare.lower()):
            return numbers
        if numbers and re.match(r"^\s*\d{1,2}[.:)–\s-]", bare):
            return self._numbered(bare, pieces)
        whole = self.known(bare)
        if whole:
            return [whole]
        return [number for part in self._parts(bare) if (number := self._named(part, pieces))]

    def ticked(self, header: str) -> list[int]:
        """The focus areas that the header of a column of ticks names; [] where it names none that is known."""
        bare = re.sub(r"\b(?:[Ff]okusområde[nt]?|FO|fo)\b:?", " ", header).strip(" .:")
        if re.fullmatch(r"\d{1,2}", bare):
            return [int(bare)]
        title = re.sub(r"^\s*\d{1,2}[.:)–\s-]+", "", bare)
        number = self.known(title) or self.standard(title)
        return [number] if number else []

    def _numbered(self, text: str, pieces: tuple[Piece, ...]) -> list[int]:
        found = []
        for match in re.finditer(r"(?<!\d)(\d{1,2})\s*[.:)–-]?\s*([^\d;]*)", text):
            title = match[2].strip(" ,;.–-")
            title = re.sub(r"\s+(?:och|samt|&)$", "", title)
            if plain(title):
                self.learn(int(match[1]), title, pieces)
            found.append(int(match[1]))
        return found

    def _parts(self, text: str) -> list[str]:
        """Names parted at semicolons and line ends, at "&" or commas only where each part is known."""
        rough = [part.strip() for part in re.split(r";|\n|\s/\s|\s[•·]\s", text) if plain(part)]
        found: list[str] = []
        for part in rough:
            smaller = [piece.strip() for piece in re.split(r",|\s&\s|\soch\s", part) if plain(piece)]
            if len(smaller) > 1 and all(self.known(piece) for piece in smaller):
                found.extend(smaller)
            else:
                found.append(part)
        return found

    def _named(self, text: str, pieces: tuple[Piece, ...]) -> int | None:
        number = self.known(text)
        if number or len(text) > 90 or not plain(text):
            return number
        taken = [find.value.number for find in self.builder.focus_areas]
        number = self.standard(text) or max(taken, default=0) + 1
        self.learn(number, text, pieces)
        return number


def _significant(text: str) -> list[str]:
    dull = {"och", "samt", "fo", "for", "av", "insat", "arbet", "i", "med"}
    return [word for word in stems(text) if word not in dull] or list(stems(text))


def is_focus_word(text: str) -> bool:
    """Whether a text is only the word for focus area, in any number."""
    return plain(text) in {plain(word) for word in vocabulary().file.focus_heading}
