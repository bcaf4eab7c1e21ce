"""Runs every benchmark: `make bench`."""

from __future__ import annotations

import sys

from tests.bench import data_build, patterns, reading, scale, site_build

BENCHMARKS = {
    "data_build": data_build,
    "patterns": patterns,
    "reading": reading,
    "scale": scale,
    "site_build": site_build,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or BENCHMARKS:
        print((BENCHMARKS[name].__doc__ or "").splitlines()[0], flush=True)
        BENCHMARKS[name].main()
