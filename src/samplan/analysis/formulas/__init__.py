"""Formulas: pure functions, each with its reference; every result names its method, level and inputs."""
