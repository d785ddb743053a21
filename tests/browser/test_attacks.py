"""Nothing of a library of attacks runs, asks or lies ready to run: on no page, in no box, address or file taken in."""

from pathlib import Path
from typing import Any

from test_attacks import PAYLOADS, attacked  # noqa: F401

from benchmarks import attacks_browser, attacks_files


def test_nothing_of_a_library_of_attacks_runs_even_without_the_policy(chromium: Any, attacked: Path) -> None:  # noqa: F811
    assert attacks_browser.wrong(chromium, attacked, PAYLOADS) == []
    assert {path.name for path in (attacked / "given-back").iterdir()} == {
        "map.svg", *(f"list.{kind}" for kind in ("bib", "ris", "csv", "md")),
    }  # fmt: skip
    assert attacks_files.wrong(attacked) == []


def test_pages_of_every_kind_keep_their_policy_whatever_texts_say(chromium: Any, attacked: Path) -> None:  # noqa: F811
    kinds = {path.relative_to(attacked).parts[0] for path in attacked.rglob("*.html")}
    assert kinds >= {
        *("index.html", "404.html", "map.html", "search.html", "reading-list.html", "changes.html", "data.html"),
        *("trust.html", "gaps.html", "sources.html", "how-to-read.html"),
        *("papers", "keywords", "topics", "authors", "venues", "years", "sources", "collections", "pages"),
    }
    assert attacks_browser.under_policy(chromium, attacked) == []


def test_what_breaks_the_policy_is_seen(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    policy = "<meta http-equiv=content-security-policy content=\"default-src 'none'\">"
    (tmp_path / "site" / "a.html").write_text(
        f"<!DOCTYPE html>{policy}<title>x</title><p style='color: red'>x", "utf-8"
    )
    assert attacks_browser.under_policy(chromium, tmp_path / "site") == [
        "a.html: broke the policy: style-src-attr inline"
    ]


def test_what_runs_asks_or_lies_ready_is_seen(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    live = ("<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "<a href=' javascript:alert(3)'>x</a>",
            "<iframe src=about:blank></iframe>", "<link rel=stylesheet href=//evil.example/a.css>")  # fmt: skip
    for number, text in enumerate(live):
        (tmp_path / "site" / f"{number}.html").write_text(
            f"<!DOCTYPE html><title>x</title><main>{text}</main>", "utf-8"
        )
    found = "\n".join(attacks_browser.opened(chromium, tmp_path / "site"))
    for said in (
        "0.html: called alert(1)",
        "1.html: called alert(2)",
        "2.html: has <a href",
        "3.html: has <iframe",
        "evil.example",
    ):
        assert said in found
