"""Answers questions with numbers, their uncertainty and their disclosure rule.

`sources` fetches what others publish, `store` keeps it (the only place with SQL), `formulas` compute, `questions`
answer in the shapes of `results`. Others ask `questions`, nothing behind it.
"""
