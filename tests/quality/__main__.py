"""Measures the reader and accepts what it measures: `make quality`."""

from __future__ import annotations

from tests.quality.figures import accept, figures, table

if __name__ == "__main__":
    print(table(accept(figures())), end="")
