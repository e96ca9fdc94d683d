"""A county's word list for everybody: it belongs to the county, not to an edition, and is told as it is today."""

from __future__ import annotations

from samplan.plans import queries
from samplan.plans.shapes.terms import Glossary


def words_of(county_slug: str) -> Glossary:
    """What a county's words mean, and what it says instead of older ones. One query."""
    return queries.glossary_of_county(county_slug)
