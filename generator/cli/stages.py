"""How far a command is, told to whoever waits for it, and where its time went."""

import os
import sys
import time
from types import TracebackType
from typing import Self

import click

_WIDE = 24
_STEP = 0.1
"""Seconds between two pictures of a bar."""


class Stages:
    """What a command tells of its stages: a bar each on a terminal, a line each where CI keeps the output, or nothing.

    It is called with a stage when that begins, and with counts while it is under way; the bar goes with the `with`.
    """

    def __init__(self, quiet: bool) -> None:
        self._bar = not quiet and bool(sys.stderr) and sys.stderr.isatty()
        self._lines = not quiet and not self._bar and bool(os.environ.get("CI"))
        self._shown = 0.0
        self._began: list[tuple[str, float, float]] = [("starting", 0.0, time.perf_counter())]

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Tell that a stage begins, or how much of it is done."""
        if stage != self._began[-1][0]:
            self._end()
            self._began.append((stage, time.process_time(), time.perf_counter()))
            if self._lines:
                click.echo(f"{stage} ...", err=True)
        if self._bar and (now := time.perf_counter()) - self._shown >= _STEP:
            self._shown = now
            click.echo(f"\r\x1b[2K{bar(stage, done, total, now - self._began[-1][2])}", err=True, nl=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        if self._bar and self._shown:
            click.echo("\r\x1b[2K", err=True, nl=False)
            self._shown = 0.0

    def table(self) -> str:
        """Return the CPU seconds of each stage, in order, and of all."""
        ends = [cpu for _, cpu, _ in self._began[1:]] + [time.process_time()]
        spent = [(stage, end - cpu) for (stage, cpu, _), end in zip(self._began, ends, strict=True)]
        return "\n".join(f"{cpu:7.2f} CPU s  {stage}" for stage, cpu in [*spent, ("in all", ends[-1])])


def bar(stage: str, done: int, total: int, seconds: float) -> str:
    """Return a stage with a bar, its counts and the time left, as far as they are known.

    >>> bar("writing", 50, 200, 1.5)
    'writing [######------------------] 50 of 200, 4 s left'
    >>> bar("reading", 0, 0, 0)
    'reading'
    """
    if not total:
        return stage
    full = _WIDE * done // total
    left = f", {seconds / done * (total - done):.0f} s left" if done and seconds > 1 else ""
    return f"{stage} [{'#' * full}{'-' * (_WIDE - full)}] {done:,} of {total:,}{left}"
