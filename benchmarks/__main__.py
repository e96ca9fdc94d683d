"""`python -m benchmarks`: everything the README reports. The judge on both splits, then the speeds."""

from __future__ import annotations

import argparse

from benchmarks import answering, checking, living, rendering, speed
from benchmarks.judge import run
from benchmarks.judge.__main__ import CONSOLE, grouped, per_kind, summary
from benchmarks.judge.writers import FORMATS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--n", type=int, default=40, help="documents per format and split")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for split in run.SPLITS:
        results = list(run.run(split, FORMATS, args.n, args.seed))
        CONSOLE.print(summary(f"{split}: per format", grouped(results, "form")))
        CONSOLE.print(per_kind(results, list(FORMATS)))
    speed.main(CONSOLE)
    rendering.main(CONSOLE)
    checking.main(CONSOLE)
    living.main(CONSOLE)
    answering.main(CONSOLE, [])


if __name__ == "__main__":
    main()
