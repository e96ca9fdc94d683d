"""Keeps what the sources published, as it came and as one read-only file; the only place with SQL for figures.

`places` says where, `building` makes the file from the Parquet and swaps it in whole, `reading` answers from it.
"""
