"""A fourth set of documents: half of it was shown to the reader's developers, half was kept back."""
