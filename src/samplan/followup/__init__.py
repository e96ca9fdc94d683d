"""Asks, reminds and records what happened in a year: rounds, their questions, and the answers of each body."""
