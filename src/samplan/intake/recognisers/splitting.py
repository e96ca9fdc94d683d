"""Cells and lists parted into items, by the rule of plan-format.md (Splitting).

What names something of its own (paragraph, bullet, sentence) becomes an item. Explanations stay with what they
explain, and what begins in lower case goes on from the item before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from samplan.documents.blocks import ListItem, Paragraph
from samplan.documents.folding import join_lines
from samplan.intake.recognisers.ledger import Ledger, Piece
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.vocabulary import Role, vocabulary
from samplan.intake.recognisers.wording import plain

BULLETS = "•·▪▫■□●○◦‣⁃➢➤►▶❖✓✔★→⇒\uf0a7\uf0b7\uf06e\uf0d8\uf0fc\uf0e0"
_BULLET = re.compile(
    rf"^\s*(?:[{BULLETS}*]\s*|[-–—]\s*(?=[^\W\d])|(?:\d{{1,2}}|[a-zåäö])[.)]\s+(?=\S)|o\s+(?=[A-ZÅÄÖ\d]))"
)
_INLINE = re.compile(rf"\s*[{BULLETS}]\s*")
_LETTER_BULLET = re.compile(r"(?:^|\s)o\s(?=[A-ZÅÄÖ\d])")
_NUMBERED = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)]\s+(?=[A-ZÅÄÖ\d])|\(?(?:[a-zåäö]|i{2,3}|iv|vi{1,3})\)\s+(?=\S)|[a-h]\.\s+(?=[A-ZÅÄÖ]))"
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”»')]?\s+(?=[\"”«'(]?[A-ZÅÄÖ0-9])")
_LEANING = re.compile(
    r"(?:Arbetet (?:leds|sker|görs|genomförs|samordnas|bedrivs)|Här (?:behövs|krävs)|"
    r"Detta|Dessa|Exempelvis|Till exempel|T\.ex\.|Det innebär|Det handlar|Se bilaga|Se även|Syftet är)\b"
)
_SEMICOLON = re.compile(r";(?![^()\[\]]*[)\]])")
"""A semicolon outside brackets."""
_INLINE_NUMBER = re.compile(r"(?:^|\s)\(?(\d{1,2})[.)]\s+(?=[A-ZÅÄÖ])")
_INLINE_LETTER = re.compile(r"(?:^|\s)\(?([a-j]|i{1,3}|iv)\)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Item:
    """One item's text and the pieces it stands in. sure: False for the first of several sentences taken for items."""

    text: str
    pieces: tuple[Piece, ...]
    sure: bool = True


@cache
def _explaining() -> tuple[str, ...]:
    return tuple(f"{plain(word)} " for word in vocabulary().file.explaining)


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(word.lower() for word in vocabulary().file.short_forms)


def sentences(text: str) -> list[str]:
    """Cut a text at the ends of its sentences; short forms and bare numbers end none."""
    parts: list[str] = []
    for part in _SENTENCE.split(text):
        if parts and _goes_on(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return [part.strip() for part in parts if part.strip()]


def _goes_on(before: str) -> bool:
    last = before.rstrip(".\"”»')").rsplit(" ", 1)[-1].lower().lstrip("(")
    counts = last.isdigit() and len(before.split()) <= 2  # "1. Utbilda", "Mål 2. Alla"; "klockan 21." is an end
    return before.endswith(".") and (last in _short_forms() or counts or len(last) == 1)


def explains(text: str) -> bool:
    """Whether a sentence only explains what stands before it."""
    stripped = text.lstrip("\"”'«")
    if not stripped or stripped[0] in "(" or stripped[0].islower():
        return True
    return f"{plain(stripped)} ".startswith(_explaining())


def items(parts: Iterable[Paragraph | ListItem], ledger: Ledger, *, by_sentence: bool = True) -> list[Item]:
    """The items of a cell or of the blocks of a section, in order.

    by_sentence: a sentence may be an item of its own (goals, activities, indicators); False keeps paragraphs whole.
    """
    found: list[Item] = []
    for part in parts:
        pieces = ledger.of(part)
        listed = isinstance(part, ListItem) or bool(_NUMBERED.match(part.text))
        for number, text in enumerate(_strokes(part, ledger.wraps_itself)):
            if not plain(text):
                continue
            lines = number > 0 and _is_wrapped(part)
            goes_on = found and (_continues(found[-1].text, text) or (lines and explains(text)))
            if goes_on and (lines or not (listed or number > 0)):
                found[-1] = Item(f"{found[-1].text} {text}", (*found[-1].pieces, *pieces), found[-1].sure)
                continue
            found.extend(_of_sentences(text, pieces) if by_sentence else [Item(text, pieces)])
    return _without_lead(found)


def _is_wrapped(part: Paragraph | ListItem) -> bool:
    """Whether a part was cut at its lines, not at bullets."""
    return isinstance(part, Paragraph) and len(part.lines) > 1 and not any(_BULLET.match(line) for line in part.lines)


def _strokes(part: Paragraph | ListItem, meant: bool = False) -> list[str]:
    """A part cut at bullets that its text still holds. meant: its lines end where somebody ended them."""
    if len(part.lines) > 1:
        marked = [bool(_BULLET.match(line)) for line in part.lines]
        if sum(marked) >= 1 and (marked[0] or sum(marked) > 1):
            return _by_lines(part.lines, marked)
        if isinstance(part, Paragraph):
            return _broken_lines(part.lines, meant)
    text = part.text
    if len(_LETTER_BULLET.findall(text)) >= 2 and text.startswith("o "):
        return [piece.strip() for piece in _LETTER_BULLET.split(text) if plain(piece)]
    if len(_INLINE.findall(text)) >= 1:
        return [piece.strip(" ;") for piece in _INLINE.split(text) if plain(piece)]
    counted = _counted(text)
    if counted:
        return counted
    halves = [half.strip() for half in _SEMICOLON.split(text) if plain(half)]
    if len(halves) > 1 and all(len(half.split()) > 1 for half in halves):
        return [re.sub(r"^(?:och|samt)\s+", "", half) for half in halves]
    if isinstance(part, Paragraph) and _NUMBERED.match(text):
        return [_NUMBERED.sub("", text).strip()]
    return [_BULLET.sub("", text).strip()] if isinstance(part, Paragraph) and _dashed(text) else [text]


def _counted(text: str) -> list[str]:
    """A text cut at the numbers or letters that count its items ("1. … 2. …", "a) … b) …"); [] if nothing does."""
    for pattern, orders in ((_INLINE_NUMBER, ()), (_INLINE_LETTER, ("abcdefghij", ("i", "ii", "iii", "iv")))):
        found = list(pattern.finditer(text))
        told = [match[1] for match in found]
        first = int(told[0]) if told and told[0].isdigit() else 0
        wanted = [[str(first + place) for place in range(len(told))]] if not orders else [list(o) for o in orders]
        if len(told) < 2 or not any(told == order[: len(told)] for order in wanted):
            continue
        bounds = [*(match.start() for match in found), len(text)]
        pieces = [text[: found[0].start()]]
        pieces += [text[match.end() : end] for match, end in zip(found, bounds[1:], strict=True)]
        return [piece.strip() for piece in pieces if plain(piece)]
    return []


def _dashed(text: str) -> bool:
    return bool(re.match(r"^\s*(?:[-–—*]\s*[^\W\d]|o\s+[A-ZÅÄÖ\d])", text))


_LOOSE_END = re.compile(
    r"(?:[,:(/–-]|\b(?:och|eller|samt|med|för|i|på|av|till|som|att|en|ett|den|det|de|om|vid|från|under|enligt|hos|mot|utan|mellan|genom|kring))$",
    re.I,
)


def _broken_lines(lines: Sequence[str], meant: bool = False) -> list[str]:
    """The lines of a cell as paragraphs: a line begins one if the line before had room for its first word.

    In a cell that wraps its text every line is filled as far as words allow, so room left over means that somebody
    ended the line there. meant: every line was ended by somebody; where none begins in lower case, each is one.
    """
    apart = meant and not any(line.strip()[:1].islower() for line in lines[1:])
    width = max(len(line.strip()) for line in lines)
    groups: list[list[str]] = [[lines[0]]]
    for line in lines[1:]:
        before, here = groups[-1][-1].strip(), line.strip()
        first = here.split(" ", 1)[0] if here else ""
        room = width - len(before) - 1 - len(first)
        begins = first[:1].isupper() or first[:1].isdigit()
        free = room >= max(3, width * 0.12) or _ends_all(before, groups) or _starts_item(first, before, meant)
        remnant = len(here.split()) <= 2 and here.endswith(".") and not before.endswith((".", ";", "!", "?"))
        if begins and (free or apart) and not remnant and not _LOOSE_END.search(before):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [join_lines(group) for group in groups]


@cache
def _item_starts() -> frozenset[str]:
    return frozenset(vocabulary().file.item_starts)


def _starts_item(first: str, before: str, meant: bool) -> bool:
    """Whether a line's first word begins an item: a word that items begin with, or an infinitive after a full stop.

    meant: the line before was ended by somebody, so that the infinitive will do.
    """
    word = first.strip(",.:;")
    infinitive = bool(re.fullmatch(r"[A-ZÅÄÖ][a-zåäö]{2,}a", word)) and not re.search(r"(?:er|ar|or|s)na$", word)
    return word in _item_starts() or (infinitive and (meant or before.endswith((".", ";", "!"))))


def _ends_all(before: str, groups: Sequence[Sequence[str]]) -> bool:
    """Whether a line ends a sentence, and each line so far has been a paragraph of its own."""
    return before.endswith((".", ";", "!", "?")) and all(len(group) == 1 for group in groups)


def _by_lines(lines: Sequence[str], marked: Sequence[bool]) -> list[str]:
    groups: list[list[str]] = []
    for line, mark in zip(lines, marked, strict=True):
        if mark or not groups:
            groups.append([_BULLET.sub("", line)])
        else:
            groups[-1].append(line)
    return [join_lines(group) for group in groups]


def _continues(before: str, text: str) -> bool:
    """Whether a paragraph goes on from the one before it."""
    if before.endswith(":"):
        return False
    if text[0].islower() or text[0] in "()" or _LOOSE_END.search(before):
        return True
    return bool(_LEANING.match(text)) and before.rstrip().endswith((".", "!"))


def _of_sentences(text: str, pieces: tuple[Piece, ...]) -> list[Item]:
    parts = sentences(text)
    if len(parts) < 2:
        return [Item(text, pieces)]
    kept = [parts[0]]
    for part in parts[1:]:
        if (
            explains(part)
            or _takes_up(kept[-1], part)
            or _tells_detail(part)
            or len(part.split()) < 2
            or len(kept[-1].split()) < 2
            or kept[-1].endswith("?")
        ):
            kept[-1] = f"{kept[-1]} {part}"
        else:
            kept.append(part)
    return [Item(part, pieces, sure=len(kept) == 1 or place > 0) for place, part in enumerate(kept)]


_DEFINITE = re.compile(
    r"[A-ZÅÄÖ][a-zåäöé-]+(?:en|et|an|in|erna|arna|orna|ena|sna)\s+"
    r"(?:ska|skall|kan|får|går|är|har|bör|vill|ges|blir|sker|ingår|[a-zåäö]{2,}(?:s|ar|er))\b"
)
_INFINITIVE = re.compile(r"(?:[^\w\s]*\s*)?(?:[A-ZÅÄÖ][a-zåäöé]{2,}a|Ta|Ge|Se|Få|Gå|Bli|Nå|Göra|Utse|Förse|Uppnå)\s")


def _takes_up(before: str, text: str) -> bool:
    """Whether a statement about a definite thing only tells more of what is to be done before it.

    "Rekrytera en samordnare. Tjänsten delas mellan huvudmännen."
    """
    done = _INFINITIVE.match(before) and not re.match(r"\S+(?:er|ar|or|s)na\s", before)
    return bool(done and _DEFINITE.match(text))


def _tells_detail(text: str) -> bool:
    """Whether a sentence only tells of the item before it: "Ansvarig: Region X.", "Vt 2026, Region X."."""
    pieces = [piece.strip(" .") for piece in re.split(r"[,;]", text) if plain(piece)]
    if any(map(is_time, pieces)) and all(is_time(piece) or _may_be_body(piece) for piece in pieces):
        return True
    lead = vocabulary().leading(text) if ":" in text[:40] else None
    return bool(lead and plain(lead[2]) and lead[0].role in _DETAILS)


def _may_be_body(text: str) -> bool:
    return len(text.split()) <= 5 and text[:1].isupper() and not _INFINITIVE.match(text)


_DETAILS = frozenset({Role.RESPONSIBLE, Role.TIME, Role.START, Role.END, Role.ACTOR})


def _without_lead(found: list[Item]) -> list[Item]:
    """Drop words that only lead into a list ("Utbildningar:"); they stay in the ledger as a label."""
    if len(found) < 2:
        return found
    return [item for place, item in enumerate(found) if not (item.text.endswith(":") and place + 1 < len(found))]
