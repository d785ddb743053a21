"""Cold builds of one library by Hugo, MkDocs, Material and this program, in turn: CPU, wall time and memory.

    python -m benchmarks.peers [PAPERS ...] [--rounds N] [--without-positions] [--beside NAME ...]
    python -m benchmarks.peers --curve [PAPERS ...]

The others are installed into an environment of their own in the user's cache folder, libraries are kept there, too.
Everybody's Python is compiled beforehand; outputs and caches are moved away before each run, which is a process of its
own. CPU is user + system of all of it, memory the most that it held. The curve is of this program alone.
"""

import argparse
import hashlib
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from platformdirs import user_cache_dir

from benchmarks import corpus, library, peer_projects
from benchmarks.process import MEASURED
from generator import content
from generator.papers import Paper
from generator.report import Report

ROOT = Path(__file__).resolve().parents[1]
CACHE = Path(user_cache_dir("sitegen-benchmarks", appauthor=False))
OURS = "sitegen"
PACKAGES = ("hugo", "mkdocs", "mkdocs-material")
COMMANDS = {
    "Hugo": ("hugo", "--quiet"),
    "Hugo with Related": ("hugo", "--quiet"),
    "MkDocs": ("mkdocs", "build", "--quiet"),
    "Material with tags": ("mkdocs", "build", "--quiet"),
}
CURVE = (418, 2_000, 5_000, 20_000, 100_000)


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took: CPU and wall seconds, and megabytes at most."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Contender:
    """A generator with its project: what is run there, and the folders that a cold build lacks."""

    folder: Path
    command: tuple[str, ...]
    made: tuple[str, ...]

    def cold(self) -> Run:
        """Return what a build without outputs and caches takes."""
        # Not deleted: on ext4, files deleted within the last minutes make each new one several times as dear.
        away = Path(tempfile.mkdtemp(dir=self.folder.parent))
        for name in self.made:
            if (made := self.folder / name).exists():
                made.rename(away / made.name)
        return measured(self.command, self.folder)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each size, or the curve."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("papers", type=int, nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--curve", action="store_true", help="this program alone, at growing sizes")
    parser.add_argument("--without-positions", action="store_true", help="also without what earlier builds fixed")
    parser.add_argument("--beside", nargs="+", choices=COMMANDS, default=COMMANDS, help="with which others")
    options = parser.parse_args(arguments)
    print(f"{_machine()}, Python {platform.python_version()}")
    compiled([sys.executable], [ROOT / "generator"])
    if options.curve:
        curve(options.papers or CURVE, options.rounds)
        return
    tools = environment()
    print(", ".join(_versions(tools)))
    for papers in options.papers or (418,):
        compare(papers, options.rounds, tools, options.beside, not options.without_positions)


def compare(papers: int, rounds: int, tools: Path, beside: Sequence[str], positions: bool) -> None:
    """Print what each generator takes for one library, and ours as a share of it."""
    with tempfile.TemporaryDirectory() as folder:
        contenders = dict(_contenders(Path(folder), papers, tools, beside, positions))
        runs: dict[str, list[Run]] = {name: [] for name in contenders}
        for _ in range(rounds):
            for name, contender in contenders.items():
                runs[name].append(contender.cold())
    taken = {name: _median(of) for name, of in runs.items()}
    ours = taken[OURS]
    print(f"\n{papers:,} papers, medians of {rounds}\n\n| | CPU s | wall s | MB | our CPU / its | wall | memory |")
    print("|---|---|---|---|---|---|---|")
    for name, run in taken.items():
        shares = (ours.cpu / run.cpu, ours.wall / run.wall, ours.memory / run.memory)
        shown = " | ".join(f"{share:.2f}" for share in shares) if run is not ours else " | | "
        print(f"| {name} | {run.cpu:.2f} | {run.wall:.2f} | {run.memory:,.0f} | {shown} |", flush=True)


def curve(sizes: Sequence[int], rounds: int) -> None:
    """Print what this program takes at each size, and with which power of the papers its time grew since the last."""
    print("\n| papers | CPU s | wall s | MB | CPU grows as papers to the |\n|---|---|---|---|---|")
    last: tuple[int, float] | None = None
    for papers in sizes:
        with tempfile.TemporaryDirectory() as folder:
            contender = _ours(Path(folder), papers, positions=True)
            run = _median([contender.cold() for _ in range(rounds)])
        power = f"{math.log(run.cpu / last[1]) / math.log(papers / last[0]):.2f}" if last else ""
        print(f"| {papers:,} | {run.cpu:.2f} | {run.wall:.2f} | {run.memory:,.0f} | {power} |", flush=True)
        last = papers, run.cpu


def environment() -> Path:
    """Return the folder of the peers' programs, installed there at first, their Python compiled."""
    place = CACHE / "peers"
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    if not (place / "complete").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        install = [
            str(programs / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            *PACKAGES,
        ]
        subprocess.run(install, check=True)
        compiled([str(programs / "python")], [place / "lib"])
        (place / "complete").touch()
    return programs


def compiled(python: Sequence[str], folders: Sequence[Path]) -> None:
    """Compile all Python in some folders, so that no run does."""
    command = [*python, "-m", "compileall", "-q", *map(str, folders)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measured(command: Sequence[str], folder: Path) -> Run:
    """Run a command and return what it took, with all the processes that it waited for."""
    # The first run of ours keeps its compiled templates, as Python keeps compiled modules.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.NamedTemporaryFile() as told:
        started = time.perf_counter()
        small = [sys.executable, "-I", "-S", "-c", MEASURED, told.name, *command]
        done = subprocess.run(small, cwd=folder, env=environment, capture_output=True, text=True)
        wall = time.perf_counter() - started
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
        cpu, held = map(float, told.read().split())
    return Run(cpu, wall, held / (1024 * 1024 if sys.platform == "darwin" else 1024))


def papers_of(number: int) -> Path:
    """Return the folder of a library of so many papers, made at first and kept."""
    made_by = b"".join(Path(module.__file__).read_bytes() for module in (corpus, library) if module.__file__)
    place = CACHE / f"library-{number}-{hashlib.sha256(made_by).hexdigest()[:12]}"
    if not place.exists():
        begun = place.with_suffix(".begun")
        shutil.rmtree(begun, ignore_errors=True)
        library.write(begun, number, ROOT)
        begun.rename(place)
    return place / "content" / "papers"


def _contenders(
    folder: Path, number: int, tools: Path, beside: Sequence[str], positions: bool
) -> Iterator[tuple[str, Contender]]:
    yield OURS, _ours(folder / "ours", number, positions)
    papers = list(_read(folder / "ours"))
    programs = {"hugo": str(_hugo(tools)), "mkdocs": str(tools / "mkdocs")}
    for name in beside:
        program, *arguments = COMMANDS[name]
        peer_projects.PROJECTS[name](folder / name, papers)
        made = ("public", "resources", "site", ".cache")
        yield name, Contender(folder / name, (programs[program], *arguments), made)


def _ours(folder: Path, number: int, positions: bool) -> Contender:
    """Return this program with its project; with `positions`, an earlier build has fixed the map's places."""
    shutil.copytree(papers_of(number), folder / "content" / "papers")
    command = (sys.executable, "-m", "generator.cli", "build", "--quiet")
    measured(command, folder)
    made = ("site", ".sitegen-cache")
    return Contender(folder, command, made if positions else (*made, "content/.sitegen"))


def _read(project: Path) -> Iterator[Paper]:
    yield from content.read(project, Report()).library


def _hugo(tools: Path) -> Path:
    """Return Hugo's own program: what its package puts beside Python starts Python first."""
    found = sorted(path for path in tools.parent.rglob("hugo/binaries/*") if path.is_file())
    return found[0] if found else tools / "hugo"


def _versions(tools: Path) -> Iterator[str]:
    asked = 'import importlib.metadata as m, sys; print(*(f"{n} {m.version(n)}" for n in sys.argv[1:]), sep="\\n")'
    told = subprocess.run([str(tools / "python"), "-c", asked, *PACKAGES], check=True, capture_output=True, text=True)
    yield from told.stdout.splitlines()


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"


def _median(runs: Sequence[Run]) -> Run:
    return Run(*(median(getattr(run, name) for run in runs) for name in ("cpu", "wall", "memory")))


if __name__ == "__main__":
    main()
