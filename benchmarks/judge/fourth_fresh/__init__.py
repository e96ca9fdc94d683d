"""The fourth fresh set: layouts with words of their own, for the reader that is told what it did not know."""
