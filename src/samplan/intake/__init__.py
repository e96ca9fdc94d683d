"""Reads a plan out of a document: proposes items, each with its place, and puts the accepted ones into a plan.

The door for pure reading: `read_plan(document) -> Proposal`.
"""

from samplan.intake.recognisers import read_plan

__all__ = ["read_plan"]
