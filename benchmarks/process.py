"""What commands cost: measured from a small process, as the memory of a large one would count for what it starts."""

import os
from pathlib import Path

MEASURED = """
import os, sys
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(pid, 0)
open(sys.argv[1], "w").write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Python that runs sys.argv[2:] and writes its CPU seconds and peak memory, as the system counts it, to sys.argv[1]."""


def seconds() -> float:
    """Return the CPU seconds of this process, of its living descendants, and of those they have waited for (Linux)."""
    running = {int(path.name): _stat(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    family, found = set[int](), {os.getpid()}
    while found:
        family |= found
        found = {number for number, stat in running.items() if stat and int(stat[1]) in found}
    ticks = sum(int(tick) for number in family if (stat := running.get(number)) for tick in stat[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(path: Path) -> list[str]:
    """Return what the kernel says of a process behind its name; nothing of one that has ended."""
    try:
        return (path / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []
