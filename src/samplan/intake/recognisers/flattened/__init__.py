"""Reading of flattened text: documents whose tables have become runs of short paragraphs."""

from samplan.intake.recognisers.flattened.reading import read_flattened

__all__ = ["read_flattened"]
