"""The workflow that builds and publishes a project with GitHub Pages, and what it installs to do so."""

import json
import shlex
from importlib import metadata
from pathlib import Path

_UNSAID = "say what pip installs: Settings, Variables, Actions, SITEGEN"
_VARIABLE = "\n        env:\n          SITEGEN: ${{ vars.SITEGEN }}"
_TEMPLATE = Path(__file__).with_name("files") / "pages.yml"


def pages_workflow(install: str) -> str:
    """Return the workflow's text.

    install: what pip is to install, a requirement or a path in the repository; "" for what the repository's variable
    SITEGEN says: the workflow stops with a word on it while there is none
    """
    if install:
        step = json.dumps(f"python -m pip install {shlex.quote(install)}", ensure_ascii=False)
    else:
        step = json.dumps(f'python -m pip install "${{SITEGEN:?{_UNSAID}}}"') + _VARIABLE
    return _TEMPLATE.read_text("utf-8").replace("@install@", step)


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
