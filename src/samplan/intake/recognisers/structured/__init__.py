"""Reading of documents with real structure: headings, lists and tables."""

from samplan.intake.recognisers.structured.walk import read_structured

__all__ = ["read_structured"]
