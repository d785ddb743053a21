"""The lock files name all that is installed, each in one version with its hashes, and no place it comes from."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conftest import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
RUN = PROJECT["project"]["dependencies"]
WANTED = {
    "requirements.lock": [*RUN, *PROJECT["build-system"]["requires"]],
    "requirements-dev.lock": [*RUN, *PROJECT["project"]["optional-dependencies"]["dev"]],
}


def locked(name: str) -> list[tuple[Requirement, list[str]]]:
    """Return what a lock file names, each with its hashes."""
    text = (CHECKOUT / name).read_text("utf-8")
    entries = [entry.split("\\\n") for entry in re.split(r"\n(?=\S)", text.strip()) if not entry.startswith("#")]
    return [(Requirement(lines[0]), [line.strip() for line in lines[1:]]) for lines in entries]


@pytest.mark.parametrize("name", WANTED)
def test_all_that_is_needed_is_locked_in_a_version_that_is_allowed(name: str) -> None:
    for wanted in map(Requirement, WANTED[name]):
        found = [each for each, _ in locked(name) if each.name == canonicalize_name(wanted.name)]
        assert found, wanted
        assert all(wanted.specifier.contains(str(each.specifier).removeprefix("==")) for each in found), wanted


@pytest.mark.parametrize("name", WANTED)
def test_each_has_one_version_and_hashes_and_no_place_is_named(name: str) -> None:
    for each, hashes in locked(name):
        assert re.fullmatch(r"==[\w.+!]+", str(each.specifier)), each
        assert not each.url
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", hash) for hash in hashes), each
    assert not re.search(r"://|--(?:extra-)?index|--find-links", (CHECKOUT / name).read_text("utf-8"))


def test_a_site_is_built_with_what_is_tested() -> None:
    run, tested = (
        {(each.name, str(each.specifier), *hashes) for each, hashes in locked(name)}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run <= tested
