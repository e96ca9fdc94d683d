"""What the numbers of a yes-or-no figure stand for, as its title tells: "(Ja=1, Nej=2)", "(Breddinfört=2, Nej=0)"."""

from __future__ import annotations

import re
from collections.abc import Mapping

TOLD = re.compile(r"(?P<word>[^\s(),;=][^(),;=]*?)\s*=\s*(?P<number>\d)\b")
PLAIN = {1.0: "Ja", 0.0: "Nej"}


def answers_in(title: str) -> Mapping[float, str]:
    """The answers by their number; yes as 1 and no as 0 where the title tells none."""
    return {float(one["number"]): one["word"].strip() for one in TOLD.finditer(title)} or PLAIN


def yes_in(title: str) -> float:
    """The number that means yes: that of "Ja", else the highest of those that are no "Nej"."""
    answers = answers_in(title)
    said = [number for number, word in answers.items() if word.casefold() == "ja"]
    others = [number for number, word in answers.items() if not word.casefold().startswith("nej")]
    return (said or [max(others, default=1.0)])[0]
