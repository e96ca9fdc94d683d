"""The seventh fresh set: fourteen layouts, two plans each, drawn on 2026-11-29 by somebody who had not seen the reader.

Layouts, areas, wordings and truths were written and frozen before any reader was run on them. Nothing in them is real:
the counties, the figures and the functions' doings are invented.
"""
