"""Reads a plan out of a document: proposes items, each with its place, and puts the accepted ones into a plan.

The door for pure reading: `read_plan(document) -> Proposal`, and `read_time(text) -> ReadTime` for one written time.
"""

from samplan.intake.recognisers import read_plan
from samplan.intake.recognisers.times import read_time

__all__ = ["read_plan", "read_time"]
