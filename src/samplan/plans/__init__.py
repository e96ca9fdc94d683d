"""The plan: frameworks, areas, goals, activities, indicators as references, versions; what is missing in it."""
