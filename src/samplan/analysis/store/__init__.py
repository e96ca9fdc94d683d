"""Keeps observations: Parquet as received, and one DuckDB file built from it and swapped in whole."""
