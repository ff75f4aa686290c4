#!/usr/bin/env python3
"""Proves, in a real browser without JavaScript, that people can do what they come to do.

Each story is told in Vietnamese on a phone and in English on an office screen. Every page that anybody sees
on the way is checked: its language, width, weight, labels, and that the Tab key reaches its form.

    stories.py PROGRAM [--screenshots DIR]

With --screenshots, the stories are told in both languages in both sizes, and each page is kept as a picture.
"""

import argparse
import inspect
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Optional

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Kill"))

from browser import Browser, Browsers  # noqa: E402
import citizens  # noqa: E402
import officers  # noqa: E402
from person import Person  # noqa: E402
from served import Served, prepare  # noqa: E402

TOLD = [("vi", 360), ("en", 1280)]
PICTURED = [("vi", 360), ("vi", 1280), ("en", 360), ("en", 1280)]
FAILURES = ROOT / ".build" / "browser-failures"


class Stage:
    """Where one telling of a story happens: the server, the language, the size; who has come on."""

    def __init__(
        self, address: str, browsers: Browsers, language: str, width: int, pictures: Optional[Path]
    ) -> None:
        self.address, self.browsers, self.pictures = address, browsers, pictures
        self.language, self.width = language, width
        self.lent: list[Browser] = []

    def enter(self) -> Person:
        browser = self.browsers.borrow(self.width)
        self.lent.append(browser)
        return Person(self.address, self.language, browser, self.pictures)

    def keep_for_study(self, name: str) -> None:
        FAILURES.mkdir(parents=True, exist_ok=True)
        for number, browser in enumerate(self.lent):
            file = FAILURES / f"{name}.{self.language}.{self.width}.{number}"
            file.with_name(file.name + ".png").write_bytes(browser.picture())
            file.with_name(file.name + ".html").write_text(browser.driver.page_source, encoding="utf-8")

    def clear(self) -> None:
        for browser in self.lent:
            self.browsers.give_back(browser)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="PROGRAM")
    parser.add_argument("--screenshots", type=Path, metavar="DIR")
    arguments = parser.parse_args()
    pictures: Optional[Path] = arguments.screenshots
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)

    folder = Path(tempfile.mkdtemp(prefix="hoidap-browser-"))
    shutil.rmtree(FAILURES, ignore_errors=True)
    browsers = Browsers()
    failed = 0
    try:
        program = arguments.program.resolve()
        prepare(program, folder / "data")
        with Served(program, folder / "data", folder / "server.log") as server:
            for story in [*citizens.STORIES, *officers.STORIES]:
                print(inspect.cleandoc(story.__doc__ or story.__name__).split("\n\n")[0], flush=True)
                for language, width in PICTURED if pictures else TOLD:
                    failed += not tell(story, Stage(server.address, browsers, language, width, pictures))
    finally:
        browsers.quit()
        shutil.rmtree(folder)
    if pictures:
        print(f"{len(list(pictures.glob('*.png')))} pictures in {pictures}")
    print(f"{failed} stories failed; see {FAILURES}" if failed else "all stories end well")
    return 1 if failed else 0


def tell(story: "citizens.Story", stage: Stage) -> bool:
    started = time.monotonic()
    try:
        story(stage)
        outcome = ""
    except Exception:
        outcome = traceback.format_exc()
        stage.keep_for_study(story.__name__)
    finally:
        stage.clear()
    print(f"    {stage.language} {stage.width:4} px  {'FAILED' if outcome else 'well'}"
          f"  {time.monotonic() - started:.1f} s", flush=True)
    if outcome:
        print(outcome)
    return not outcome


if __name__ == "__main__":
    sys.exit(main())
