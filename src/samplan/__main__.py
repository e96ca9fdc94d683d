"""`python -m samplan` is the `samplan` command."""

from samplan.cli import main

main()
