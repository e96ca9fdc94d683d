"""Disclosure control: what is hidden, what is hidden with it, and the audit that plays the intruder.

Primary rules (`primary`) say which figures are too small. A table (`tables`) says which cells add up to which.
Secondary suppression (`secondary`) hides as little more as keeps the first ones hidden. The audit (`audit`) proves it,
cell by cell; where it fails, nothing is published.
"""
