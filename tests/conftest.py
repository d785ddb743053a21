"""What tests share: the seeds, small projects, and a library in a folder of its own."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    import faulty

CHECKOUT = Path(__file__).resolve().parents[1]
SEEDS = CHECKOUT / "content" / "sources"
SHARED = CHECKOUT.parent / "shared"

os.environ.pop("CI", None)  # commands tell their stages where this is set; tests read what a person at a desk gets

hypothesis.settings.register_profile("loaded", deadline=None)  # how long an example takes, the machine decides
hypothesis.settings.load_profile("loaded")

LONG = "We study a thing and say what we found. " * 10


def listing(*records: tuple[str, str]) -> str:
    """Return a pasted listing page with the usual header."""
    header = (
        "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nJun 6\n\n"
    )
    return header + "\n\n".join(f"{title}\n\n{abstract}" for title, abstract in records)


def tree(folder: Path) -> dict[str, str]:
    """Return every file below a folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def under_hash_seeds(code: str) -> set[str]:
    """Return what Python prints for this code, with tests/ to import from, under different hash seeds."""
    return {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True, text=True, check=True, cwd=CHECKOUT / "tests",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(CHECKOUT)},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip


def git_environment(folder: Path, **instead: Path) -> dict[str, str]:
    """Return an environment in which git has a person's settings and none of the machine's, kept in a folder.

    instead: repositories in folders that stand for those of the address https://github.com/ada/<name>.git
    """
    settings = "[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n"
    for name, path in instead.items():
        settings += f'[url "{path.as_uri()}"]\ninsteadOf = https://github.com/ada/{name}.git\n'
    (folder / "gitconfig").write_text(settings, "utf-8")
    others = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**others, "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measured inputs beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder of measured inputs is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def machine() -> "Iterator[faulty.Machine]":
    """A machine on which things go wrong."""
    import faulty

    made = faulty.Machine()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
