"""The outline of a plan: source text → tree of sections, the true path beside the printed number.

In: a `Source` and what a person wrote about its headings in `document.yaml`. Out: sections in document order.
`headings` finds the numbered headings of a text, `sections` makes the tree of them.
"""

from pipeline.outline.sections import Inserted, Named, Outline, OutlineHints, Section, read_outline

__all__ = ["Inserted", "Named", "Outline", "OutlineHints", "Section", "read_outline"]
