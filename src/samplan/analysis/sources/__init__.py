"""Fetches open statistics: one module for each provider; what came is kept as it came."""
