"""The workflow that builds and publishes a project with GitHub Pages, and what it installs to do so."""

import json
import shlex
from importlib import metadata
from pathlib import Path

_TEMPLATE = Path(__file__).with_name("files") / "pages.yml"


def pages_workflow(install: str) -> str:
    """Return the workflow's text; `install` is what pip is to install: a requirement, or a path in the repository."""
    command = f"python -m pip install {shlex.quote(install)}"
    return _TEMPLATE.read_text("utf-8").replace("@install@", json.dumps(command, ensure_ascii=False))


def origin() -> str:
    """Return the requirement that installs this very program elsewhere; "" where it came from a folder of this machine.

    A name alone is no answer then: whoever owns that name at an index decides what it installs.
    """
    try:
        installed = metadata.distribution("sitegen")
    except metadata.PackageNotFoundError:
        return ""
    told = json.loads(installed.read_text("direct_url.json") or "{}")
    if not told:
        return f"sitegen=={installed.version}"
    if "vcs_info" not in told:
        return "" if str(told["url"]).startswith("file:") else f"sitegen @ {told['url']}"
    return f"sitegen @ {told['vcs_info']['vcs']}+{told['url']}@{told['vcs_info']['commit_id']}"
