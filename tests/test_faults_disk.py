"""A disk that is full, broken or forbidden: the old site and all of content/ stay whole, and the message names the file.

    SITEGEN_FAULTS=all pytest tests/test_faults_disk.py

tries every call that changes the disk, once with that call failing alone and once with all later ones failing too;
without it, some of them are drawn.
"""

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from faulty import Machine, Ran
from scenes import COMMANDS, Scene, scene

SOME = 5
ALL = os.environ.get("SITEGEN_FAULTS") == "all"
ERRORS = {
    "ENOSPC": "No space left on device",
    "EDQUOT": "Disk quota exceeded",
    "EACCES": "Permission denied",
    "EROFS": "Read-only file system",
    "EIO": "Input/output error",
}
CACHE = ("sqlite .sitegen-cache/build.sqlite", "open .sitegen-cache/build.sqlite")


@pytest.fixture(scope="module")
def staged(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Scene]:
    folder, made = tmp_path_factory.mktemp("scenes"), dict[str, Scene]()

    def find(name: str) -> Scene:
        if name not in made:
            made[name] = scene(machine, folder, name)
        return made[name]

    return find


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_fails_at_any_call_harms_nothing(staged: Callable[[str], Scene], name: str, lasting: bool) -> None:
    staging, chance = staged(name), random.Random(f"{name} {lasting}")
    moments = range(staging.calls) if ALL else sorted(chance.sample(range(staging.calls), SOME))
    for at in moments:
        project, error = staging.again(), chance.choice(list(ERRORS))
        ran = staging.machine.run(project, *staging.command, at=at, error=error, lasting=lasting)
        told = f"{name}, {error} at {at}: {ran.code} {ran.err} {ran.calls[at : at + 9]}"
        assert "Traceback" not in ran.err, told
        staging.check(project)
        if ran.code == 0:
            assert staging.came_to_its_end(project), told
        else:
            assert ran.code == 1, told
            assert names(ran, ran.calls[at:], ERRORS[error]), told
            assert name == "build" or lasting or staging.wholly(project), told
        staging.check_next_build(project)


def names(ran: Ran, calls: list[str], why: str) -> bool:
    """Return whether a message names the file of one of the calls, and says why it could not be."""
    files = {re.sub(r"^\.sitegen-new\.\d+\.|~$", "", Path(call.partition(" ")[2]).name) for call in calls}
    return why in ran.err and any(file in ran.err for file in files)
