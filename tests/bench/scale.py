"""A thousand documents, the real ones varied by a script: in process, with two processes, on a Dask cluster."""

from __future__ import annotations

import hashlib
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZES = (100, 1000)


def main() -> None:
    """Prints seconds and peak memory for each size and way of working, and the cost of one edit."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            root = Path(folder) / f"of-{size}"
            _write_workspace(root, size)
            for name, options in (("in process", []), ("2 processes", ["--workers", "2"])):
                seconds, memory = _check(root, *options, "--no-cache")
                print(f"{size} documents, {name}: {seconds:.1f} s, peak {memory:.0f} MiB in the largest process")
            with _Cluster() as address:
                seconds, memory = _check(root, "--scheduler", address, "--workers", "2", "--no-cache")
                print(
                    f"{size} documents, Dask, 2 workers: {seconds:.1f} s, peak {memory:.0f} MiB in the largest process"
                )
        _check(root)
        edited = next((root / "seeds" / "plans").iterdir()) / "clusters.yaml"
        edited.write_text(edited.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
        print(f"{size} documents, one edited, the others from the cache: {_check(root)[0]:.1f} s")


def _write_workspace(root: Path, size: int) -> None:
    """Copies of the real plans under new names, each with its own words, so that none is like another."""
    plans = root / "seeds" / "plans"
    plans.mkdir(parents=True)
    (root / "seeds" / "registry").symlink_to(ROOT / "seeds" / "registry")
    (root / "schemas").symlink_to(ROOT / "schemas")
    originals = sorted((ROOT / "seeds" / "plans").iterdir())
    for number in range(size):
        original = originals[number % len(originals)]
        own = plans / f"copy-{number:04}"
        own.mkdir()
        source = (original / "source.txt").read_bytes().decode("utf-8") + f"\n第{number}号副本。\n"
        (own / "source.txt").write_bytes(source.encode("utf-8"))
        first = number - number % len(originals)
        for path in sorted(original.glob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            for position, other in enumerate(originals):
                text = text.replace(f"{other.name}/", f"copy-{first + position:04}/")
            if path.name == "document.yaml":
                digest = hashlib.sha256(source.encode("utf-8")).hexdigest()
                text = re.sub("(?m)^source_sha256: .*$", f"source_sha256: {digest}", text)
                text = re.sub("(?m)^source_characters: .*$", f"source_characters: {len(source)}", text)
                text = re.sub("(?m)^document_id: .*$", f"document_id: {own.name}", text)
            (own / path.name).write_text(text, encoding="utf-8")


def _check(root: Path, *options: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "pipeline", "check", "--format", "json", "--root", str(root), *options]
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd=ROOT)
    return time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


class _Cluster:
    """A Dask scheduler and two workers on this machine."""

    def __enter__(self) -> str:
        from distributed import LocalCluster

        self._cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
        return str(self._cluster.scheduler_address)

    def __exit__(self, *_: object) -> None:
        self._cluster.close()
