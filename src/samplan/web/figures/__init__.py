"""Pages of figures: what the figures say in words, in charts, in tables and in files."""
