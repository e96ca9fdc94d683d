"""Proposes plan content from a document, shows where each line came from, and commits what a person accepts."""

from samplan.intake.recognisers import read_plan

__all__ = ["read_plan"]
