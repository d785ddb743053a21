"""Take the picture at the head of the README from the built demo: python docs/images/make.py"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
SITE = HERE.parents[1] / "site"


def main() -> None:
    """Write map.png beside this file."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto((SITE / "map.html").as_uri())
        page.wait_for_selector("canvas")
        page.wait_for_timeout(1000)
        page.screenshot(path=HERE / "map.png")
        browser.close()


if __name__ == "__main__":
    main()
