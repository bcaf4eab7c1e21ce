"""Which release this is and where it is published: the version, the site's address and the repository.

In: schemas/packages.json, which holds what all packages have in common, and what the command line says of this build.
The standing address is one that RFC 2606 reserves (`.example`); publish.yml gives the real one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.releases import Release


@dataclass(frozen=True)
class Publication:
    """A version ("0.1.0"), an address that ends in "/", a repository's address or "" where none is known.

    `releases` are those made so far, oldest first; this version is among them once it is released.
    """

    version: str
    address: str
    repository: str
    shared: dict[str, Any]
    releases: tuple[Release, ...] = ()

    @property
    def release_folder(self) -> str:
        """Where this release's data lies for good, below the address."""
        return f"data/v{self.version}/"

    def url(self, path: str) -> str:
        """The public address of a path below the site's root."""
        return self.address + path


def read_publication(
    schemas: Path, version: str, address: str = "", repository: str = "", releases: tuple[Release, ...] = ()
) -> Publication:
    """What schemas/packages.json says, with the address and the repository of this build where they are given."""
    shared: dict[str, Any] = json.loads((schemas / "packages.json").read_text(encoding="utf-8"))
    address = (address or shared["address"]).rstrip("/") + "/"
    return Publication(version, address, (repository or shared["repository"]).rstrip("/"), shared, releases)
