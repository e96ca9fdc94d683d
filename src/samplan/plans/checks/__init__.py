"""The plan check: what a plan lacks, found by named predicates. Pure: content in, findings out, the day given.

check_plan(content, today)            every finding of a plan
check_area(area, around)              what concerns one area by itself, for the editor
content_of(plan_file)                 a document's plan, so that it can be checked without a database
words of a finding                    heading, sentence_of, remedy, reason: in both languages
"""

from samplan.plans.checks import (  # noqa: F401 (each registers its predicates)
    activities,
    followups,
    goals,
    indicators,
    language,
    people,
    responsible,
    structure,
)
from samplan.plans.checks.asking import check_area, check_plan
from samplan.plans.checks.from_editing import findings_of_area, findings_of_plan
from samplan.plans.checks.from_file import content_of
from samplan.plans.checks.gate import GateStops, check_passes, judge
from samplan.plans.checks.registry import codes
from samplan.plans.checks.sight import Around, around_of
from samplan.plans.checks.terms import shipped_terms
from samplan.plans.checks.wording import (
    default_gate,
    group_of,
    groups,
    heading,
    level_word,
    reason,
    remedy,
    sentence_of,
    spreads,
    well,
)

__all__ = [
    "Around",
    "GateStops",
    "around_of",
    "check_area",
    "check_passes",
    "check_plan",
    "codes",
    "content_of",
    "default_gate",
    "findings_of_area",
    "findings_of_plan",
    "group_of",
    "groups",
    "heading",
    "judge",
    "level_word",
    "reason",
    "remedy",
    "sentence_of",
    "shipped_terms",
    "spreads",
    "well",
]
