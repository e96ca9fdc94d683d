"""How sources say whether a goal is long-term or short-term: marks before it, behind it, or alone above it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from samplan.documents.blocks import ListItem, Paragraph
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.vocabulary import Role, vocabulary
from samplan.intake.recognisers.wording import plain
from samplan.plans.shapes.exchange import Horizon

_MARK = re.compile(
    r"^\s*\(?(?P<mark>L|K|(?:på\s+)?(?:lång|kort)(?:are)?\s*sikt|långsiktig[ta]?(?:\s+mål)?|kortsiktig[ta]?(?:\s+mål)?"
    r"|lång|kort|delmål|mål\s+(?:på\s+)?(?:lång|kort)\s+sikt|(?:mål\s+)?(?:1|ett|[2-9]|tre|fyra|fem)\s*-?\s*år(?:s\s*mål|smål)?)\)?"
    r"\s*\d?\s*(?:\([^)]{1,20}\))?\s*(?::|[–—-]\s)\s*", re.I
)  # fmt: skip
_SHORT_MARK = re.compile(r"^\s*(?:\(?([LK])\)?\s*\d?\s*[:.)–-]|\(([LK])\d?\)|([LK])\d\s)\s*(?=\S)")
_END_MARK = re.compile(
    r"\s*\(\s*(L|K|(?:på\s+)?lång\s*sikt|(?:på\s+)?kort\s*sikt|långsiktigt?|kortsiktigt?)\s*\)\s*\.?\s*$", re.I
)
_INSIDE = re.compile(
    r"(?:(?<=^)|(?<=\s))(?:[LK]\d?\s*[:–]\s|\([LK]\d?\)\s|(?:På )?(?:lång|kort) sikt\s*:\s"
    r"|(?:Lång|Kort)(?:siktigt?)?(?: mål)?\s*:\s|På (?:lång|kort) sikt\s*:\s"
    r"|(?:Lång|Kort) sikt\s*(?:\([^)]{1,20}\))?\s*:\s)"
)  # fmt: skip


def level_of(mark: str) -> Horizon:
    """The level that a mark names: "L", "på lång sikt", "5 år" are long, all else is short."""
    bare = plain(mark)
    years = re.search(r"\b([3-9]|tre|fyra|fem)\b", bare)
    return Horizon.LONG if bare.startswith("l") or "lang" in bare or years else Horizon.SHORT


def goal_mark(text: str) -> tuple[Horizon | None, str]:
    """The level that a mark before a goal tells, and the goal without it: "K: …" -> (short, "…")."""
    match = _MARK.match(text) or _SHORT_MARK.match(text)
    if not match:
        return None, text
    mark = next(group for group in match.groups() if group)
    return level_of(mark), text[match.end() :].strip()


def end_mark(text: str) -> tuple[Horizon | None, str]:
    """The level that a mark behind a goal tells, and the goal without it: "… (lång sikt)" -> (long, "…")."""
    match = _END_MARK.search(text)
    return (level_of(match[1]), text[: match.start()].strip()) if match else (None, text)


def level_alone(text: str) -> Horizon | None:
    """The level that a paragraph alone above goals names ("På lång sikt"), or None."""
    label = vocabulary().label(text.strip().rstrip(":")) if len(text) <= 50 else None
    if label and not label.joined and label.role in (Role.LONG_GOAL, Role.SHORT_GOAL):
        return Horizon.LONG if label.role is Role.LONG_GOAL else Horizon.SHORT
    return None


def by_marks(parts: Iterable[Paragraph | ListItem], ledger: Ledger) -> list[Paragraph | ListItem]:
    """Parts cut where a mark stands inside one: "L: … K: …"."""
    found: list[Paragraph | ListItem] = []
    for part in parts:
        cuts = [match.start() for match in _INSIDE.finditer(part.text)]
        if not any(cut > 0 for cut in cuts):
            found.append(part)
            continue
        bounds = [0, *[cut for cut in cuts if cut > 0], len(part.text)]
        texts = [part.text[a:b].strip() for a, b in itertools.pairwise(bounds)]
        found.extend(ledger.part(text, part) for text in texts if text)
    return found
