"""Do two clones make the same site, byte for byte? With what the lock file names, and nothing else, installed.

    python -m benchmarks.clones

The last commit is cloned twice. The first clone's package is installed into an environment of its own; then each
clone's demo is made anew, its cache, site and the state that builds fix away, and once more as it was committed. Ends
with 1 if a byte differs.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.growth import ROOT

_MADE = ("content", "site")


def main() -> None:
    """Print how many files were compared, and which differ."""
    with tempfile.TemporaryDirectory() as folder:
        clones = [_clone(Path(folder) / name) for name in ("one", "the other")]
        sitegen = _installed(Path(folder) / "environment", clones[0])
        frozen = [_built(sitegen, clone, "--frozen") for clone in clones]
        for clone in clones:
            shutil.rmtree(clone / ".sitegen-cache")
            shutil.rmtree(clone / "site")
            (clone / "content" / ".sitegen" / "positions.json").unlink()
        anew = [_built(sitegen, clone) for clone in clones]
    differ = sorted(_differing(*frozen) | _differing(*anew))
    print(f"{len(frozen[0])} and {len(anew[0])} files of two clones: {len(differ)} differ", *differ[:20])
    sys.exit(1 if differ else 0)


def _clone(target: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(target)], check=True)
    return target


def _installed(environment: Path, clone: Path) -> Path:
    """Return the command in an environment that has what the lock file names, and the clone's package."""
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    bin_ = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(bin_ / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--require-hashes", "--requirement", str(clone / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", str(clone)], check=True)
    return bin_ / "sitegen"


def _built(sitegen: Path, project: Path, *words: str) -> dict[str, str]:
    subprocess.run([str(sitegen), "build", "--quiet", "--project", str(project), *words], check=True)
    files = (path for name in _MADE for path in (project / name).rglob("*") if path.is_file())
    return {
        path.relative_to(project).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)
    }


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
    return {name for name, _ in set(one.items()) ^ set(other.items())}


if __name__ == "__main__":
    main()
