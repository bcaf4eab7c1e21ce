"""Benchmarks: each a ratio to a named baseline measured in the same run, since machines are noisy."""
