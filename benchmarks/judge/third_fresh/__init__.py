"""A fifth set of documents: sixteen layouts, none of them shown to the reader's developers before it was measured."""
