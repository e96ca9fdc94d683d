"""`python -m benchmarks`: everything the README reports. The judge on both splits, then the speeds."""

from __future__ import annotations

import argparse
import subprocess
import sys

from benchmarks import answering, checking, figure_questions, figures, living, rendering, speed
from benchmarks.judge import run
from benchmarks.judge.__main__ import CONSOLE, grouped, per_kind, summary
from benchmarks.judge.writers import FORMATS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--n", type=int, default=40, help="documents per format and split")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--indicators",
        type=int,
        default=figure_questions.DEFAULT,
        help=f"of figures; all of Kolada: {figures.INDICATORS}",
    )
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
    # In processes of their own: the folder of the made-up figures must be set before anything reads the settings.
    for counts in ((), ("--without-counts",)):
        asked = ("-m", "benchmarks.figure_questions", "--indicators", str(args.indicators), *counts)
        subprocess.run([sys.executable, *asked], check=True)
    subprocess.run([sys.executable, "-m", "benchmarks.public_pages", "--demo"], check=True)


if __name__ == "__main__":
    main()
