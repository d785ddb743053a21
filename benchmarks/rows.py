"""Do the sixty-seven cases of docs/hostile.md hold? Its tests are run, and what they say is written beside them.

    python -m benchmarks.rows [ROW ...]

Without rows, all are run. A row holds if every test it names passed; a test that was skipped is said to be.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

CHECKOUT = Path(__file__).resolve().parents[1]
TABLE = CHECKOUT / "docs" / "hostile.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (`.+?`) \|(.*)\|$", re.MULTILINE)
TEST = re.compile(r"`((?:browser/)?test_\w+)::(\w+)`")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the tests of some rows, write the column, print the rows that do not hold; end with 1 if there are any."""
    wanted = set(map(int, sys.argv[1:] if arguments is None else arguments))
    text = TABLE.read_text("utf-8")
    rows = {int(row[1]): TEST.findall(row[4]) for row in ROW.finditer(text) if not wanted or int(row[1]) in wanted}
    verdicts = {number: verdict(tests, said) for said in [results(rows.values())] for number, tests in rows.items()}
    TABLE.write_text(ROW.sub(lambda row: _with(row, verdicts), text), "utf-8")
    failed = [f"{number}: {said}" for number, said in verdicts.items() if not said.startswith("holds")]
    print("\n".join([*failed, f"{len(verdicts) - len(failed)} of {len(verdicts)} rows hold"]))
    sys.exit(1 if failed else 0)


def verdict(tests: Iterable[tuple[str, str]], said: Mapping[tuple[str, str], str]) -> str:
    """Return what the results of a row's tests make of it; a test without result fails."""
    bad = [f"{name} {said.get((file, name), 'missing')}" for file, name in tests if said.get((file, name)) != "passed"]
    skipped = bad and all(each.endswith(" skipped") for each in bad)
    return "holds" if not bad else f"{'holds but for' if skipped else 'FAILS:'} {', '.join(bad)}"


def results(tests: Iterable[Iterable[tuple[str, str]]]) -> dict[tuple[str, str], str]:
    """Run tests; return for each "passed", "failed" or "skipped": the worst of its cases."""
    named = sorted({test for each in tests for test in each})
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        words = [f"tests/{file}.py::test_{name}" for file, name in named]
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *words],
            cwd=CHECKOUT, check=False,
        )  # fmt: skip
        return worst(ElementTree.parse(report).iter("testcase"))


def worst(cases: Iterable[ElementTree.Element]) -> dict[tuple[str, str], str]:
    """Return what became of each test by the cases of a JUnit report."""
    order, found = ("passed", "skipped", "failed"), dict[tuple[str, str], str]()
    for case in cases:
        kinds = {child.tag for child in case}
        said = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        file = case.get("classname", "").removeprefix("tests.").replace(".", "/")
        key = file, case.get("name", "").partition("[")[0].removeprefix("test_")
        found[key] = max(said, found.get(key, said), key=order.index)
    return found


def _with(row: re.Match[str], verdicts: Mapping[int, str]) -> str:
    said = verdicts.get(int(row[1]))
    return row[0] if said is None else f"| {row[1]} | {row[2]} | {row[3]} | {row[4]} | {said} |"


if __name__ == "__main__":
    main()
