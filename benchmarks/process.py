"""A command measured from a small process: the memory of a large one would count for the command that it starts."""

MEASURED = """
import os, sys
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(pid, 0)
open(sys.argv[1], "w").write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Python that runs sys.argv[2:] and writes its CPU seconds and peak memory, as the system counts it, to sys.argv[1]."""
