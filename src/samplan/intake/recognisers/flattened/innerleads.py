"""Labels that stand within an item ("… på skolorna. Ansvarig: X. Tidplan: Y"), also where a line begins there.

A document that sets such labels after a full stop in the middle of its lines does not begin anything anew where one
comes to stand first on a line because the line before was full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from samplan.intake.recognisers.flattened.leads import led_by
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.signs import ends_sentence, unfinished

FEWEST = 2
"""So often a label stands in the middle of lines."""
ROOM = 0.9
"""A line is full where the next word would have made it longer than so much of the width of running text."""
_WITHIN = re.compile(r"(?<=[.;,)] )[A-ZÅÄÖ][^\W\d_]+(?: [^\W\d_]+){0,2}(?=: \S|:$)")
_FIRST = re.compile(r"[A-ZÅÄÖ][^\W\d_]+(?: [^\W\d_]+){0,2}(?=: \S|:$)")


def mark_inner(lines: Sequence[Line], width: int) -> None:
    """Set `inner` on lines that go on with the item before though a label leads them."""
    within = Counter(found[0] for line in lines for found in _WITHIN.finditer(line.text))
    common = {words for words, count in within.items() if count >= FEWEST and led_by(f"{words}: X") is not None}
    if not common:
        return
    for before, line in pairwise(lines):
        first = _FIRST.match(line.text)
        if first is None or first[0] not in common or line.gap is not Gap.NEXT or line.bullet:
            continue
        full = before.width + 1 + len(line.text.split(" ", 1)[0]) > ROOM * width
        if full and (ends_sentence(before.text) or unfinished(before.text) or before.text.endswith((";", ","))):
            line.inner, line.lead, line.led = True, "", None
