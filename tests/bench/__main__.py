"""Runs every benchmark: `make bench`."""

from __future__ import annotations

from tests.bench import data_build

BENCHMARKS = (data_build,)

for benchmark in BENCHMARKS:
    print(f"{(benchmark.__doc__ or '').splitlines()[0]}")
    benchmark.main()
