"""Lines gathered into paragraphs, as the page broke them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.leads import led_by
from samplan.intake.recognisers.flattened.lines import Gap, Line, blocks_of, joined
from samplan.intake.recognisers.flattened.moments import parts_time
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, unfinished

LEAD = 40
"""A label that leads a text takes fewer letters."""
_ASKS = re.compile(r"^(?:Utmaningsfråga \d|(?:Hur|På vilket sätt|Vad|Vilka|Vilket)\s+\w+)")


_GOAL_MARK = re.compile(r"\(?[LK]\d?\)?\s?:\s\S")


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: its lines, and the text that they make."""

    lines: tuple[Line, ...]
    text: str

    @property
    def bullet(self) -> bool:
        """Whether a list mark stood before it."""
        return self.lines[0].bullet

    @property
    def heading(self) -> int:
        """The level that the reader of the document gave it as a heading, 0 if none."""
        return self.lines[0].heading

    @property
    def blocks(self) -> list[object]:
        """The blocks it came from."""
        return blocks_of(self.lines)


def text_width(lines: Sequence[Line]) -> int:
    """How many letters a full line of running text holds: near the longest lines, without the odd ones; at least 40."""
    widths = sorted((line.width for line in lines), reverse=True)
    return max(40, widths[min(len(widths) // 20, 5)]) if widths else 40


def paragraph_at(lines: Sequence[Line], start: int, end: int, width: int) -> Para:
    """The paragraph that begins at this line."""
    stop = start + 1
    if lines[start].pair and stop < end:
        taken = tuple(lines[start : start + 2])
        return Para(taken, joined(taken))
    while stop < end and _goes_on(lines[stop - 1], lines[stop], width, lines[start:stop]):
        if _over_list(lines, stop, end):
            break
        stop += 1
    taken = tuple(lines[start:stop])
    return Para(taken, joined(taken))


def _goes_on(before: Line, line: Line, width: int, taken: Sequence[Line]) -> bool:
    if _opens_anew(before, line, taken[0]):
        return False
    low = begins_low(line.text)
    if line.inner or _GOAL_MARK.match(line.text):
        return line.inner
    if line.gap is Gap.NEXT and parts_time(before.text, line.text):
        return True
    if len(taken) == 1 and not low and _is_label(before.text):
        return False
    if _ASKS.match(line.text) and not unfinished(before.text) and before.width < 0.97 * width:
        return False
    if line.gap is Gap.PAGE:
        return (low or unfinished(before.text)) and not ends_sentence(before.text)
    if line.gap is Gap.BLANK:
        return taken[0].bullet and low and not ends_sentence(before.text) and line.width < width
    if low or unfinished(before.text):
        return True
    room = before.width + 1 + len(line.text.split(" ", 1)[0])
    if taken[0].bullet and before.text.endswith(")") and line.width < width // 2 and room <= width:
        return False
    widest = max(other.width for other in taken)
    return room > min(width, max(widest, int(width * 0.8)))


def _opens_anew(before: Line, line: Line, first: Line) -> bool:
    """Whether a line is a list's item, or a label or led by one, or follows one."""
    if line.told is not None or before.told is not None:
        return True
    if line.inner:
        return False
    if line.bullet or line.lead or line.pair or line.heading != before.heading or _labels_next(before, line):
        return True
    if not line.text[:1].isupper() or led_by(line.text) is None:
        return False
    led = line.gap is Gap.NEXT and ":" in line.text[:LEAD] and led_by(first.text) is not None
    return led or ends_sentence(before.text) or first.bullet


def _labels_next(before: Line, line: Line) -> bool:
    """Whether a line is nothing but a label, after closed text."""
    if len(line.text) > 45 or not line.text[:1].isupper() or unfinished(before.text):
        return False
    label = label_of(line.text.rstrip(" :"))
    if label is None or label.certainty < 0.95:
        return False
    return ends_sentence(before.text) or before.bullet or line.text.isupper() or line.text.endswith(":")


def _over_list(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether a line is a sure label of its own right over a list."""
    after = lines[at + 1] if at + 1 < end else None
    if after is None or not after.bullet or unfinished(lines[at - 1].text):
        return False
    return _is_label(lines[at].text)


def _is_label(text: str) -> bool:
    """Whether a line is a label and nothing else, surely."""
    label = label_of(text.rstrip(" :")) if len(text) <= 45 and text[:1].isupper() else None
    return label is not None and label.certainty >= 0.95


def paragraphs(lines: Sequence[Line], start: int, end: int, width: int) -> list[Para]:
    """All paragraphs of a stretch of lines."""
    found: list[Para] = []
    at = start
    while at < end:
        para = paragraph_at(lines, at, end, width)
        found.append(para)
        at += len(para.lines)
    return found
