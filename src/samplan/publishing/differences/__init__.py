"""What differs between two editions, of one plan or of two. Pure: two `PlanContent` go in, a `Comparison` comes out."""

from samplan.publishing.differences.comparing import compare, only
from samplan.publishing.differences.names import FIELDS, KINDS, MARKS
from samplan.publishing.differences.shapes import AreaChanges, Change, Comparison, Detail, Field, Kind, Mark, Run, Said
from samplan.publishing.differences.words import runs_between

__all__ = [
    "FIELDS",
    "KINDS",
    "MARKS",
    "AreaChanges",
    "Change",
    "Comparison",
    "Detail",
    "Field",
    "Kind",
    "Mark",
    "Run",
    "Said",
    "compare",
    "only",
    "runs_between",
]
