"""Turns files into blocks and blocks into files. Knows nothing of plans, and nothing of Django."""
