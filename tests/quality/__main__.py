"""Measures the reader and accepts what it measures: `make quality`."""

from __future__ import annotations

from tests.quality.figures import accept, accepted, figures, kept, table

if __name__ == "__main__":
    tree = kept(figures(), accepted())
    accept(tree)
    print(table(tree), end="")
