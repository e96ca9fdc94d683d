"""The judge of the document reader: draws known plans in many layouts, and measures what the reader finds again."""
