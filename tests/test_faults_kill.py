"""Killed, stopped or interrupted at any moment, a command leaves nothing torn, and the next one puts the rest right.

    SITEGEN_KILLS=300 pytest tests/test_faults_kill.py

Half of the moments are calls that change the disk (a write is then half done), half are moments in time.
"""

import json
import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from faulty import Machine
from scenes import COMMANDS, Scene, scene

KILLS = int(os.environ.get("SITEGEN_KILLS", "30"))
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


@pytest.fixture(scope="module")
def staged(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Scene]:
    folder, made = tmp_path_factory.mktemp("scenes"), dict[str, Scene]()

    def find(name: str) -> Scene:
        if name not in made:
            made[name] = scene(machine, folder, name)
        return made[name]

    return find


@pytest.mark.parametrize("number", range(KILLS))
def test_a_command_stopped_at_any_moment_leaves_nothing_torn(staged: Callable[[str], Scene], number: int) -> None:
    chance = random.Random(number)
    name = list(COMMANDS)[number % len(COMMANDS)]
    staging, sent = staged(name), chance.choice(SIGNALS)
    project = staging.again()
    moment = (
        {"at": chance.randrange(staging.calls)} if number // len(COMMANDS) % 2 else {"after": chance.random() * 0.3}
    )
    ran = staging.machine.run(project, *staging.command, signal=sent, **moment)
    told = f"{name} at {moment}, {sent.name}: {ran}"
    assert "Traceback" not in ran.err, told
    staging.check(project)
    left = owner(project)
    if ran.code == 1:
        assert ran.err.strip() == "Aborted!", told
        assert left == "", told
        assert name == "build" or staging.wholly(project), told
    built = staging.check_next_build(project)
    assert ("broken off" in built.err) >= bool(left), told


def owner(project: Path) -> str:
    """Return the command that holds the project by the note it left, "" where it left none."""
    try:
        return str(json.loads((project / ".sitegen-cache/lock").read_text("utf-8"))["what"])
    except (OSError, ValueError):
        return ""
