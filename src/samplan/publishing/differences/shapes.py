"""What a comparison is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samplan.plans.shapes.content import AreaContent


class Mark(StrEnum):
    """What has happened to an item, in the order in which it is told."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    REWORDED = "reworded"
    STATUS = "status"
    ATTAINMENT = "attainment"
    OWNER = "owner"
    TIME = "time"
    TAGS = "tags"
    CHANGED = "changed"


class Kind(StrEnum):
    """What an item is."""

    PLAN = "plan"
    OVERALL_GOAL = "overall_goal"
    TARGET_IMAGE = "target_image"
    FOCUS_AREA = "focus_area"
    PERSPECTIVE = "perspective"
    EFFECT = "effect"
    AREA = "area"
    BACKGROUND = "background"
    NEEDS = "needs"
    NEED = "need"
    GOAL = "goal"
    ACTIVITY = "activity"
    INDICATOR = "indicator"
    QUESTION = "question"
    PROPOSAL = "proposal"
    FOLLOWUP_QUESTION = "followup_question"
    FOLLOWUP = "followup"
    COMMENT = "comment"
    DEPENDENCY = "dependency"
    FUND = "fund"
    OTHER = "other"


class Field(StrEnum):
    """What is said of an item."""

    TEXT = "text"
    NUMBER = "number"
    GROUP = "group"
    FOCUS = "focus"
    TIME = "time"
    STATUS = "status"
    STATUS_WRITTEN = "status_written"
    RESPONSIBLE = "responsible"
    TAKES_PART = "takes_part"
    INFORMED = "informed"
    ATTAINMENT = "attainment"
    GROUNDS = "grounds"
    LEVEL = "level"
    SORT = "sort"
    TARGET = "target"
    SOURCE = "source"
    IDENTIFIED = "identified"
    COST = "cost"
    YEAR = "year"
    ACTOR = "actor"
    TAGS = "tags"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Said:
    """Words in both languages. key: what is compared, where that is not the Swedish words (a status's code)."""

    sv: str
    en: str = ""
    key: str = ""

    @property
    def compared(self) -> str:
        """The words, or the code behind them, that tell whether something is the same."""
        return self.key or self.sv

    def within(self, english: bool) -> str:
        """The words in one language."""
        return (self.en or self.sv) if english else self.sv


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both editions (""), only in the later ("ins") or only in the earlier ("del")."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is said of an item, before and after. Empty words where nothing was or is said."""

    field: Field
    old: Said
    new: Said


@dataclass(frozen=True, slots=True)
class Change:
    """An item that is not as it was.

    runs: its text, word by word. details: the other things said of it that differ (of a new or dropped item: all).
    came_from: the area, as the earlier edition has it, that a moved item stood in. by_text: nothing but the likeness
    of the texts says that it is the same item.
    """

    kind: Kind
    marks: tuple[Mark, ...]
    runs: tuple[Run, ...]
    details: tuple[Detail, ...] = ()
    came_from: AreaContent | None = None
    by_text: bool = False

    @property
    def mark(self) -> Mark:
        """The most important thing that has happened to it."""
        return self.marks[0]

    @property
    def shown(self) -> str:
        """The words as the later edition has them; of what is gone, the earlier one's."""
        return "".join(run.text for run in self.runs if run.tag != "del" or self.mark is Mark.DROPPED)


@dataclass(frozen=True, slots=True)
class AreaChanges:
    """The changes of one area, as the later edition has it, else the earlier one (None: the plan itself)."""

    area: AreaContent | None
    changes: list[Change]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"omrade-{self.area.slug}" if self.area else "planen"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes by area; how many items carry each mark, and under "same" how many are as they were."""

    areas: list[AreaChanges]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """How many items have changed."""
        return sum(len(group.changes) for group in self.areas)
