"""The demo county's folder: laid by one start at a time, and thrown away when the laying was cut short."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import locks

DATABASE = "samplan.sqlite3"
LOCK = ".one-start-at-a-time"
UNFINISHED = ".not-laid-to-the-end"


@contextmanager
def laying(home: Path) -> Iterator[bool]:
    """Whether the county is to be laid now, by us alone: another start that lays it is waited for.

    A laying that does not come to its end leaves a mark, also when the process is killed; the next start begins anew.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOCK).open("w") as lock:
        locks.lock(lock, locks.LOCK_EX)
        # The process that lays half of it holds the lock too: it may outlive us, and would write in the next county.
        os.set_inheritable(lock.fileno(), True)
        if (home / DATABASE).exists() and not (home / UNFINISHED).exists():
            yield False
            return
        _emptied(home)
        (home / UNFINISHED).touch()
        try:
            yield True
        except BaseException:
            _emptied(home)
            raise
        (home / UNFINISHED).unlink()


def _emptied(home: Path) -> None:
    """Throw away what the folder holds of a county; the lock stays, for it is held."""
    for path in home.iterdir():
        if path.name == LOCK:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
