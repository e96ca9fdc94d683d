"""Lines of a cell that name bodies: where a new body begins, and where a narrow cell broke a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.documents.blocks import ListItem, Paragraph
from samplan.documents.folding import join_lines
from samplan.intake.recognisers.builder import PlanBuilder
from samplan.intake.recognisers.structured.taking import ends_name
from samplan.intake.recognisers.values import is_body
from samplan.intake.recognisers.wording import plain

Part = Paragraph | ListItem


def body_lines(parts: Sequence[Part], builder: PlanBuilder) -> list[Part]:
    """Parts cut where a new line of a cell begins a new body after a whole one."""
    found: list[Part] = []
    for part in _whole_names(parts, builder):
        groups: list[list[str]] = []
        for line in part.lines if len(part.lines) > 1 else ():
            whole = " ".join(groups[-1]) if groups else ""
            if groups and not (line[:1].isupper() and is_body(line) and is_body(whole) and ends_name(whole)):
                groups[-1].append(line)
            else:
                groups.append([line])
        if len(groups) < 2:
            found.append(part)
        else:
            found.extend(builder.ledger.part(join_lines(group), part) for group in groups)
    return found


_LONE = re.compile(r"(?!\w*(?:en|et|na|an|er|ar|or)\b)[A-ZÅÄÖ][a-zåäöé]+\.?")
_ONE = re.compile(r"[A-ZÅÄÖ][\wåäö-]*(?:en|et|in|an)")


def _placed(before: Part, part: Part, builder: PlanBuilder) -> bool:
    """Whether a lone name under a lone body says which one it is ("Vuxenpsykiatrin" over "Sundvik").

    Not where the name stands for itself elsewhere, between commas as other bodies do.
    """
    if isinstance(part, ListItem) or not (_ONE.fullmatch(before.text) and is_body(before.text)):
        return False
    alone = re.compile(
        rf"(?:^|[,;/]\s*){re.escape(part.text.strip('.'))}\s*[,;/]|[,;/]\s*{re.escape(part.text.strip('.'))}$"
    )
    return not any(alone.search(piece.text) for piece in builder.ledger.pieces)


def _whole_names(parts: Sequence[Part], builder: PlanBuilder) -> list[Part]:
    """Parts in which a narrow cell's "Region" and the name on its next line are one body again."""
    found: list[Part] = []
    for part in parts:
        begun = bool(found) and plain(found[-1].text) in ("region", "landstinget", "lanet")
        lone = not is_body(part.text) and bool(_LONE.fullmatch(part.text))
        if lone and found and (begun or (not builder.ledger.wraps_itself and _placed(found[-1], part, builder))):
            found[-1] = builder.ledger.part(f"{found[-1].text} {part.text}", found[-1])
            builder.label(builder.ledger.of(part))
        else:
            found.append(part)
    return found
