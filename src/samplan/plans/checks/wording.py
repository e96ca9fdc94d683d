"""What findings are called, in "sv" or "en"."""

from __future__ import annotations

from samplan.actors.shapes import Sentences
from samplan.plans.checks.catalogue import GroupEntry, PredicateEntry, catalogue
from samplan.plans.shapes.findings import Finding, GateLevel, Level

LONGEST_QUOTE = 120


def _entry(code: str) -> PredicateEntry:
    return catalogue().predicates[code]


def groups() -> dict[str, GroupEntry]:
    """The parts of the list, in order."""
    return catalogue().groups


def group_of(code: str) -> str:
    """The part of the list that a predicate belongs to."""
    return _entry(code).group


def level_word(level: Level) -> Sentences:
    """What a level is called."""
    return catalogue().levels[level].sentences()


def heading(code: str) -> Sentences:
    """The heading over a predicate's findings."""
    return _entry(code).title.sentences()


def reason(code: str) -> Sentences:
    """Why it matters."""
    return _entry(code).why.sentences()


def remedy(code: str) -> Sentences:
    """What to do, in a few words: "välj ansvarig"."""
    return _entry(code).do.sentences()


def well(code: str) -> Sentences | None:
    """What may be said when a predicate found nothing."""
    said = _entry(code).well
    return said.sentences() if said else None


def spreads(code: str) -> bool:
    """Whether it is asked of every place as soon as the plan has the thing in one, and of none before that."""
    return _entry(code).spreads


def default_gate(code: str) -> GateLevel:
    """What a finding means for publishing until the county says otherwise."""
    return _entry(code).gate


def sentence_of(finding: Finding) -> Sentences:
    """What a finding says, with the words at fault."""
    says = _entry(finding.code).says
    quote = finding.quote if len(finding.quote) <= LONGEST_QUOTE else finding.quote[:LONGEST_QUOTE].rstrip() + "…"
    told = {"quote": quote, "areas": "", "number": "", "of": "", "better": "", "words": "", "field": "", **finding.told}
    return Sentences(sv=says.sv.format_map(told).strip(), en=says.en.format_map(told).strip())
