"""Which bodies may be named where in a round: with a statement, and beside an answer. Pure.

A body consents for the round, and says otherwise of single statements. A no to a statement holds for its answers to the
questions that the statement draws from, wherever they would stand with its name: else the name that is left out in one
place would be read in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class NameSaid:
    """What a body (by who was asked) said of a statement, the latest of each; statement None: it is gone since."""

    statement: int | None
    asked: int
    names: bool
    codes: Codes
    at: datetime


@dataclass(frozen=True, slots=True)
class Naming:
    """Consents of a round and what was said of its statements.

    consenting: who consents for the round. behind: the questions by which each body says each statement.
    """

    consenting: frozenset[int]
    said: Mapping[tuple[int, int], NameSaid] = field(default_factory=dict)
    refused: Mapping[int, Codes] = field(default_factory=dict)
    behind: Mapping[int, Mapping[int, Codes]] = field(default_factory=dict)

    def with_statement(self, statement: int, asked: int) -> bool:
        """Whether a body lets its name stand with a statement that it says."""
        codes = self.behind.get(statement, {}).get(asked, frozenset())
        if codes & self.refused.get(asked, frozenset()):
            return False
        told = self.said.get((statement, asked))
        return told.names if told is not None else asked in self.consenting

    def beside(self, asked: int, code: str) -> bool:
        """Whether a body lets its name stand beside its answer to a question."""
        return asked in self.consenting and code not in self.refused.get(asked, frozenset())

    def known(self, asked: int, codes: Codes) -> bool:
        """Whether readers may learn what a body answers to one of the questions, wherever it stands with its name."""
        if any(self.beside(asked, code) for code in codes):
            return True
        return any(
            who.get(asked, frozenset()) & codes and self.with_statement(statement, asked)
            for statement, who in self.behind.items()
        )


def naming_of(
    consents: Mapping[int, tuple[bool, datetime]], told: Iterable[NameSaid], sources: Iterable[tuple[int, int, str]]
) -> Naming:
    """consents: by who was asked, and when. told: the oldest first. sources: statement, who says it, by which question.

    A no to a statement that is gone holds until the body consents for the whole round again.
    """
    said: dict[tuple[int, int], NameSaid] = {}
    refused: dict[int, Codes] = defaultdict(frozenset)
    for one in told:
        if one.statement is not None:
            said[one.statement, one.asked] = one
        elif not one.names and not _later(consents.get(one.asked), one.at):
            refused[one.asked] |= one.codes
    behind: dict[int, dict[int, Codes]] = defaultdict(lambda: defaultdict(frozenset))
    for statement, asked, code in sources:
        behind[statement][asked] |= {code}
    for (statement, asked), one in said.items():
        if not one.names:
            refused[asked] |= one.codes | behind.get(statement, {}).get(asked, frozenset())
    consenting = frozenset(asked for asked, (names, _at) in consents.items() if names)
    return Naming(consenting, said, dict(refused), {s: dict(who) for s, who in behind.items()})


def _later(consent: tuple[bool, datetime] | None, at: datetime) -> bool:
    return consent is not None and consent[0] and consent[1] > at
