"""A build becomes a release: its manifest, what differs from the release before, which step of the version that takes,
whether a downloaded copy is what was published, and the one atomic step from the old output to the new.
"""

from pipeline.release.swap import Unreleasable, content_hash, release

__all__ = ["Unreleasable", "content_hash", "release"]
