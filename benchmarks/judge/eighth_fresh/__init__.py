"""The eighth fresh set: fourteen layouts, two plans each, drawn on 2026-11-30 by somebody who had not seen the reader.

Seven layouts are `likely`: as an officer of a region would lay out such a plan. Seven are `unlike`: ways that nobody
expects and that a colleague still reads without doubt. Layouts, areas, wordings and truths were written and frozen
before any reader was run on them. Nothing in them is real: the counties, bodies, figures and doings are invented.
"""
