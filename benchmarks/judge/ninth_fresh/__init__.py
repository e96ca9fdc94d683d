"""The ninth fresh set: ten layouts, two plans each, drawn on 2026-11-30 by somebody who had not seen the reader.

Six layouts are `likely`: as coordinators and communications officers lay such a plan out. Four are `unlike`: ways that
nobody expects and that a colleague still reads without doubt. Layouts, areas, wordings and truths were written and
frozen before any reader was run on them. Nothing in them is real: counties, towns, bodies and figures are invented.
"""
