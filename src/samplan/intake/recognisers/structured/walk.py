"""Walks the document."""

from __future__ import annotations

from samplan.intake.recognisers.builder import PlanBuilder


def read_structured(builder: PlanBuilder) -> None:
    """Read a document with real structure into the builder."""
