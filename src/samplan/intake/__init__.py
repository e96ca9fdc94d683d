"""Proposes plan content from a document, shows where each line came from, and commits what a person accepts."""
