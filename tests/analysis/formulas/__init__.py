"""Tests of the formulas: figures nobody here computed, a second implementation, and properties."""
