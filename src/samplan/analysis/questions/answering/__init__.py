"""What every question does before it answers: reads whole families of cells, hides, counts, judges. No question itself.

`sheets` reads, `gate` hides (nothing passes by it), `limits` counts intervals, `judging` compares, `trends` looks back,
`cells` makes the results.
"""
