"""A third blind set of documents: other layouts, wordings and column orders than the judge's own."""
