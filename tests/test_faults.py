"""Stopped at any moment, or with a disk that fails at any call, a command leaves nothing torn; the next one mends the rest.

    SITEGEN_KILLS=300 SITEGEN_FAULTS=all pytest tests/test_faults.py

Kills: half of the moments are calls that change the disk (a write is then half done), half are moments in time.
Disks: `all` tries every call that changes the disk, once failing alone and once with all later ones; else one is drawn.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from faulty import Machine, Ran
from scenes import COMMANDS, Scene, trees

from conftest import CHECKOUT

KILLS = int(os.environ.get("SITEGEN_KILLS", "30"))
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
KILLED = list(COMMANDS)[:5] if KILLS < 100 else [name for name in COMMANDS if name != "publish"]
"""Not `publish`: what git does goes on when the command that asked for it is killed."""
ALL, EARLY = os.environ.get("SITEGEN_FAULTS") == "all", 16
ERRORS = {
    "ENOSPC": "No space left on device",
    "EDQUOT": "Disk quota exceeded",
    "EACCES": "Permission denied",
    "EROFS": "Read-only file system",
    "EIO": "Input/output error",
}


@pytest.fixture(scope="module")
def staged(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Scene]:
    folder, made = tmp_path_factory.mktemp("scenes"), dict[str, Scene]()

    def find(name: str) -> Scene:
        if name not in made:
            made[name] = Scene(machine, folder, name)
        return made[name]

    return find


@pytest.mark.parametrize("number", range(KILLS))
def test_a_command_stopped_at_any_moment_leaves_nothing_torn(staged: Callable[[str], Scene], number: int) -> None:
    chance = random.Random(number)
    name = KILLED[number % len(KILLED)]
    staging, sent = staged(name), chance.choice(SIGNALS)
    done, project = staging.done, staging.again()
    at_call, late = number // len(KILLED) % 2, done.seconds * 1.2
    moment = {"at": chance.randrange(len(done.calls))} if at_call else {"after": chance.random() * late}
    ran = staging.machine.run(project, *staging.command, signal=sent, **moment)
    told = f"{name} at {moment}, {sent.name}: {ran}"
    assert "Traceback" not in ran.err, told
    staging.check(project)
    left = owner(project)
    if ran.code == 1:
        assert ran.err.strip() == "Aborted!", told
        assert left == "", told
        assert staging.wholly(project), told
    if KILLS >= 100 or not staging.is_settled(project):
        built = staging.check_next_build(project)
        assert ("broken off" in built.err) >= bool(left) or name == "init", told


def owner(project: Path) -> str:
    """Return the command that holds the project by the note it left, "" where it left none."""
    try:
        return str(json.loads((project / ".sitegen-cache/lock").read_text("utf-8"))["what"])
    except (OSError, ValueError):
        return ""


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_fails_at_any_call_harms_nothing(staged: Callable[[str], Scene], name: str, lasting: bool) -> None:
    staging, chance = staged(name), random.Random(f"{name} {lasting}")
    for at in staging.moments() if ALL else [_drawn(staging, chance)]:
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
            assert lasting or staging.wholly(project), told
        if ALL or not staging.is_settled(project):
            staging.check_next_build(project)


def _drawn(staging: Scene, chance: random.Random) -> int:
    """Return a call of a command. What is not stopped here too is stopped early: to count its calls it must be run."""
    return chance.randrange(len(staging.done.calls) if staging.name in KILLED else EARLY)


def names(ran: Ran, calls: list[str], why: str) -> bool:
    """Return whether a message names the file of one of the calls, and says why it could not be."""
    files = {re.sub(r"^\.sitegen-new\.\d+\.|~$", "", Path(call.partition(" ")[2]).name) for call in calls}
    return why in ran.err and any(file in ran.err for file in files)


ON_A_SMALL_DISK = """
mount -t tmpfs -o size="$2" tmpfs "$1" && cp -a "$3" "$1/project" || exit 99
cd "$1/project" && "$4" -m generator.cli build 2>"$5/err" >/dev/null; echo $? >"$5/code"
cp -a content site "$5"; umount -l . 2>/dev/null; exit 0
"""


@pytest.mark.skipif(not ALL, reason="takes a process for every size of the disk: make proof")
@pytest.mark.parametrize("room", range(0, 200, 10))
def test_a_real_disk_that_is_full_harms_nothing(staged: Callable[[str], Scene], tmp_path: Path, room: int) -> None:
    staging, out, mount = staged("build"), tmp_path / "out", tmp_path / "disk"
    out.mkdir()
    mount.mkdir()
    size = sum(-(-path.lstat().st_size // 4096) * 4096 for path in staging.start.rglob("*")) + room * 1024
    words = [str(mount), str(size), str(staging.start), sys.executable, str(out)]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    script = ["unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", ON_A_SMALL_DISK, "sh", *words]
    if not shutil.which("unshare") or subprocess.run(script, env=environment, check=False).returncode == 99:
        pytest.skip("no small disk can be mounted here")
    code, said = (out / "code").read_text().strip(), (out / "err").read_text("utf-8")
    staging.check(out)
    assert "Traceback" not in said
    assert code == "0" or (code == "1" and ERRORS["ENOSPC"] in said), said
    assert code == "1" or trees(out) == staging.done.after
