"""Lines that come again over lists, section after section: labels, though nobody knows their words.

What they mean is told by a known label within them ("Parterna enas om följande aktiviteter:"), else by all that stands
under them in the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.leads import LEADING
from samplan.intake.recognisers.flattened.lines import Gap, Line, joined
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, unfinished
from samplan.intake.recognisers.structured.guessing import Pile, guess
from samplan.intake.recognisers.vocabulary import Label, Role

FEWEST = 3
"""So often a line comes again that is a label."""
LONGEST = 90
LISTED = 0.6
"""Of its places so many have a list below, or a colon at the end."""
MOST_ITEMS = 12
UNSURE = 0.8
_DIGITS = re.compile(r"\d+")


def mark_recurring(lines: Sequence[Line]) -> None:
    """Set `told` on the lines that come again as labels and that the vocabulary does not know."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if not line.bullet and line.text[:1].isupper() and len(line.text) <= LONGEST:
            places.setdefault(_DIGITS.sub("", line.text.casefold()), []).append(at)
    often = {key: run for key, run in places.items() if len(run) >= FEWEST}
    again = {key: [at for at in run if _may_be_label(lines, at)] for key, run in often.items()}
    found = {key: run for key, run in again.items() if len(run) >= FEWEST and _over_lists(lines, run)}
    if not found:
        return
    stops = {at for run in found.values() for at in run}
    piles = {}
    for key, run in found.items():
        label = within(lines[run[0]].text)
        texts = [text for at in run for text in _below(lines, at, stops)]
        piles[key] = Pile(lines[run[0]].text, texts, label.role if label is not None else None)
    guess(list(piles.values()), _known(lines))
    for key, run in found.items():
        role = piles[key].role
        for at in run:
            lines[at].told = Label((role or Role.UNKNOWN,), UNSURE)


def _may_be_label(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    text = line.text
    if line.bullet or line.lead or line.series or line.heading or len(text) > LONGEST or not text[:1].isupper():
        return False
    if text.endswith((".", ",", ";")) or at + 1 >= len(lines) or unfinished(text.rstrip(":")):
        return False
    before = lines[at - 1] if at else None
    if before is not None and line.gap is Gap.NEXT and unfinished(before.text):
        return False
    label = label_of(text.rstrip(" :"))
    return label is None or label.certainty < UNSURE


def _over_lists(lines: Sequence[Line], run: Sequence[int]) -> bool:
    told = sum(lines[at + 1].bullet or lines[at].text.endswith(":") for at in run)
    return told >= LISTED * len(run)


def _below(lines: Sequence[Line], at: int, stops: set[int]) -> list[str]:
    """The items of the list below a label."""
    items: list[list[Line]] = []
    for place in range(at + 1, len(lines)):
        line = lines[place]
        if place in stops or line.series or line.heading or len(items) > MOST_ITEMS or label_of(line.text) is not None:
            break
        if items and not line.bullet and (begins_low(line.text) or not ends_sentence(items[-1][-1].text)):
            if not begins_low(line.text):
                break
            items[-1].append(line)
        else:
            items.append([line])
    return [joined(item) for item in items]


def _known(lines: Sequence[Line]) -> set[Role]:
    labels = (label_of(line.text.rstrip(" :")) for line in lines if not line.bullet and len(line.text) < LONGEST)
    return {label.role for label in labels if label is not None and label.certainty >= UNSURE}


def within(text: str) -> Label | None:
    """The longest label that stands within a sentence which ends in a colon."""
    if not text.endswith(":"):
        return None
    words = re.findall(r"[^\W\d_]+(?:[- ]och [^\W\d_]+)?", text)
    for size in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            label = label_of(" ".join(words[start : start + size]).capitalize())
            if label is not None and label.certainty >= 0.95 and label.may(*LEADING) and not label.joined:
                return label
    return None
