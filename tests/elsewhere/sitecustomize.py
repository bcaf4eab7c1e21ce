"""Read by every Python started with this folder on PYTHONPATH: another order of files, or one processor.

A stand-in for machines that a test cannot be on; the variable ELSEWHERE names what is changed.
"""

import os

CHANGES = os.environ.get("ELSEWHERE", "").split()


def turn_the_order_of_files() -> None:
    real_list, real_scan = os.listdir, os.scandir

    class Turned:
        """os.scandir, last entry first."""

        def __init__(self, path="."):
            with real_scan(path) as entries:
                self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

        def __iter__(self):
            return self.entries

        def __next__(self):
            return next(self.entries)

        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

        def close(self):
            return None

    os.listdir = lambda path=".": sorted(real_list(path), reverse=True)
    os.scandir = Turned


if "order" in CHANGES:
    turn_the_order_of_files()
if "processor" in CHANGES:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
