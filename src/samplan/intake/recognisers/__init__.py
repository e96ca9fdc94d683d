"""The recognisers: a document in, a proposal out. Pure: no database, no clock, no network.

`read_plan` chooses between the two ways of reading. A document with real structure (headings, lists, tables) is
read by `structured`, led by its tables' header words; text whose tables are flattened is read by `flattened`.
Both tell what they find to one `builder.PlanBuilder`, which keeps the words.
"""

from samplan.intake.recognisers.reading import read_plan

__all__ = ["read_plan"]
