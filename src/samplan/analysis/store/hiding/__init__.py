"""What may be shown of the store: worked out once for all cells of an indicator, whatever is asked of it later.

`rules` says what is too small by itself, `overlaps` which windows would tell of each other, `tables` which cells add up
to which, `families` what is hidden with the small ones, `codes` puts it together.
"""
