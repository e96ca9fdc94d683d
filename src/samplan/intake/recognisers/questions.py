"""Challenge questions of framework plans, and the annex that asks them again in other words with proposals under them.

An annex's question is joined to the area's question that it shares most words with; one that fits none becomes a
question of its own in its area.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samplan.intake.recognisers.builder import AreaBuilder, PlanBuilder, QuestionBuilder
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.values import is_body
from samplan.intake.recognisers.wording import plain, stems

ALIKE_HERE, ALIKE_ELSEWHERE, SAME_WORDS = 0.5, 0.72, 0.97
SURE, JOINED = 0.9, 0.75
_EMPTY = frozenset(
    [
        "hur",
        "kan",
        "skulle",
        "vi",
        "kunna",
        "vad",
        "vilka",
        "vilket",
        "vilken",
        "och",
        "att",
        "i",
        "pa",
        "for",
        "av",
        "som",
        "med",
        "de",
        "den",
        "det",
        "en",
        "ett",
        "ar",
        "till",
        "ska",
        "kunn",
        "sa",
        "bli",
        "far",
        "sk",
        "kunde",
        "man",
        "framov",
    ]
)
_ACTOR = re.compile(r"\(\s*(?:förslag\s+på\s+)?aktör(?:er)?\s*:?\s*(?P<who>(?:[^()]|\([^()]*\))+)\)+", re.IGNORECASE)
_TRAILING = re.compile(r"\s*\((?P<who>[^()]{2,120})\)\s*\.?\s*$")
_ASKS = re.compile(
    r"^(?:hur|vad|vilk[ae]n?|vilket|varför|på vilket sätt|när|vem|kan|finns|har|är)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:(?:utmanings)?fråga\s*)?\d{1,2}\s*[.:)]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of an annex: its text, whether a list mark stood before it, and the pieces it was read from."""

    text: str
    bullet: bool
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Asked:
    """A question of the annex with its proposals, and the area and group it stands under."""

    text: str
    pieces: tuple[Piece, ...]
    area: AreaBuilder | None
    proposals: list[Part] = field(default_factory=list)


def is_question(text: str) -> bool:
    """Whether a paragraph asks something."""
    bare = _NUMBERED.sub("", text.strip())
    return bare.endswith("?") or (bool(_ASKS.match(bare)) and len(bare.split()) > 4 and not bare.endswith((".", "!")))


def actor_in(text: str) -> tuple[str, str | None]:
    """A proposal and its actor: "... (Aktör: Regionen)" or a bracket at the end that names bodies alone."""
    found = _ACTOR.search(text)
    if found:
        rest = f"{text[: found.start()].rstrip()} {text[found.end() :].strip(' .')}".strip()
        return rest, found["who"].strip(" .")
    trailing = _TRAILING.search(text)
    if trailing and _names_bodies(trailing["who"]):
        return text[: trailing.start()].rstrip(), trailing["who"].strip()
    return text, None


def _names_bodies(text: str) -> bool:
    parts = [part.strip() for part in re.split(r"[,;/]|\soch\s|\ssamt\s", text) if part.strip()]
    return bool(parts) and all(is_body(part) for part in parts) and not re.search(r"\d", text)


def propose(question: QuestionBuilder, text: str, pieces: Iterable[Piece], certainty: float = SURE) -> None:
    """Put a proposal under a question, its actor taken out of its brackets."""
    bare, actor = actor_in(text)
    question.propose(bare, actor, pieces, certainty)


def likeness(one: str, other: str) -> float:
    """0 to 1: how much two questions have in common, in the stems of the words that carry meaning."""
    a = {word for word in stems(one) if word not in _EMPTY}
    b = {word for word in stems(other) if word not in _EMPTY}
    if not a or not b:
        return 1.0 if plain(one) == plain(other) else 0.0
    return 2 * _shared(a, b) / (len(a) + len(b))


def _shared(a: set[str], b: set[str]) -> float:
    same = len(a & b)
    left, right = a - b, b - a
    near = sum(any(x[:5] == y[:5] for y in right) for x in left if len(x) >= 5)
    return same + near


def area_named(builder: PlanBuilder, text: str, within: Sequence[AreaBuilder] = ()) -> AreaBuilder | None:
    """The area whose title a heading of the annex repeats, in much the same words."""
    wanted = plain(re.sub(r"^\s*\d+(?:\.\d+)*\.?\s+", "", text))
    if not wanted or len(wanted) > 100:
        return None
    best: tuple[float, AreaBuilder] | None = None
    for area in within or builder.areas:
        known = plain(str(area.title.value))
        alike = 1.0 if known == wanted else _title_likeness(known, wanted)
        if alike >= 0.8 and (best is None or alike > best[0]):
            best = alike, area
    return best[1] if best else None


def _title_likeness(known: str, wanted: str) -> float:
    if min(len(known), len(wanted)) >= 6 and known[:6] == wanted[:6] and " " not in known and " " not in wanted:
        return 0.85
    a, b = set(stems(known)), set(stems(wanted))
    return len(a & b) / max(len(a | b), 1)


def join_annex(builder: PlanBuilder, asked: Sequence[Asked]) -> None:
    """Join the annex's questions to the areas' questions, best pairs first, and put their proposals under them."""
    homes = _pairs(asked)
    for number, question in enumerate(asked):
        home = homes.get(number)
        if home is None:
            home = _elsewhere(builder, question)
        if home is None:
            if question.area is None:
                continue
            home = question.area.add_question(question.text, question.pieces, JOINED)
        elif plain(str(home.text.value)) != plain(question.text):
            home.text = home.text.with_doubt("question_joined", question.text, JOINED)
            builder.label(question.pieces)
        for part in question.proposals:
            propose(home, part.text, part.pieces)
        builder.place(
            question.area, (*question.pieces, *(piece for part in question.proposals for piece in part.pieces))
        )


def _pairs(asked: Sequence[Asked]) -> dict[int, QuestionBuilder]:
    """Within each area, the annex's question for each of its questions, the most alike first."""
    scored = []
    for number, question in enumerate(asked):
        for place, known in enumerate(question.area.questions if question.area else ()):
            alike = likeness(question.text, str(known.text.value))
            if alike >= ALIKE_HERE:
                scored.append((alike, -number, -place, known))
    found: dict[int, QuestionBuilder] = {}
    taken: set[int] = set()
    for _, number, _, known in sorted(scored, key=lambda entry: entry[:3], reverse=True):
        if -number not in found and id(known) not in taken:
            found[-number] = known
            taken.add(id(known))
    return found


def _elsewhere(builder: PlanBuilder, question: Asked) -> QuestionBuilder | None:
    best: tuple[float, QuestionBuilder] | None = None
    floor = ALIKE_ELSEWHERE if question.area is None else SAME_WORDS
    for area in builder.areas:
        for known in area.questions:
            alike = likeness(question.text, str(known.text.value))
            if alike >= floor and (best is None or alike > best[0]):
                best = alike, known
    return best[1] if best else None


__all__ = ["Asked", "Part", "actor_in", "area_named", "is_question", "join_annex", "likeness", "propose"]
