"""What figures say on page and paper: numbers, words, rows and drawings; and figures frozen with an edition."""
