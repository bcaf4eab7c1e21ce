"""Foreign bytes (txt, html, docx, pdf) to source text, with how it was decoded and everything that was left out.

In: a file as it was found. Out: `Captured`, or `CaptureRefused` with a problem that says what would be right.
"""

from .bounds import LIMITS, Limits
from .captured import Captured, CaptureRefused, Kind
from .isolated import capture

__all__ = ["LIMITS", "CaptureRefused", "Captured", "Kind", "Limits", "capture"]
