"""Chromium without a window and without JavaScript, in the size of a phone or of an office screen."""

import base64
import json
import os
import re
import shutil
from typing import Any, Optional

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

# Name of a size → width, height, and whether it is a phone (and obeys the page's viewport).
SIZES = {360: (360, 740, True), 1280: (1280, 900, False)}
BLOCKED = 2


class Browser:
    """One person's browser: cookies of its own, nothing cached between pages."""

    def __init__(self, width: int) -> None:
        self.width, self.height, self.phone = SIZES[width]
        # Pages, by name and language, on which the Tab key was tried already: it is slow.
        self.tabbed: set[tuple[str, str]] = set()
        self.driver = webdriver.Chrome(options=options(), service=Service(find_driver()))
        self.command("Network.setCacheDisabled", cacheDisabled=True)
        self.resize(self.height)
        self.prove_no_javascript()
        self.traffic()

    def command(self, name: str, **parameters: Any) -> dict[str, Any]:
        """A command of Chromium's own protocol."""
        return self.driver.execute_cdp_cmd(name, parameters)

    def resize(self, height: int) -> None:
        """By the protocol, because a window cannot be made as narrow as a phone."""
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=self.width, height=height, deviceScaleFactor=1, mobile=self.phone,
        )

    def prove_no_javascript(self) -> None:
        self.driver.get("data:text/html,<title>off</title><script>document.title='on'</script>")
        assert self.driver.title == "off", "this Chromium runs JavaScript although it is told not to"

    def traffic(self) -> "Traffic":
        """What went over the wire since this was last asked."""
        return Traffic([json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")])

    def page(self) -> str:
        """An id of the page that is open, another one after each load."""
        return str(self.command("Page.getFrameTree")["frameTree"]["frame"]["loaderId"])

    def content_width(self) -> float:
        return float(self.command("Page.getLayoutMetrics")["cssContentSize"]["width"])

    def picture(self) -> bytes:
        """The whole page, however long."""
        size = self.command("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": self.width, "height": max(size["height"], self.height), "scale": 1}
        answer = self.command("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(answer["data"])

    def sheets(self) -> int:
        """How many sheets the page takes on paper, of the size that it asks for itself."""
        printed = self.command("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"])))

    def forget(self) -> None:
        """What the next person finds: a browser that knows nobody."""
        self.command("Network.clearBrowserCookies")
        self.driver.get("about:blank")
        self.traffic()


class Browsers:
    """Browsers are slow to start, so one is handed on from person to person."""

    def __init__(self) -> None:
        self.idle: dict[int, list[Browser]] = {width: [] for width in SIZES}

    def borrow(self, width: int) -> Browser:
        return self.idle[width].pop() if self.idle[width] else Browser(width)

    def give_back(self, browser: Browser) -> None:
        browser.forget()
        self.idle[browser.width].append(browser)

    def quit(self) -> None:
        for browser in [browser for browsers in self.idle.values() for browser in browsers]:
            browser.driver.quit()


class Traffic:
    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self.messages = messages

    def status(self) -> Optional[int]:
        """The status of the last page received."""
        pages = [
            parameters["response"]["status"]
            for parameters in self.events("Network.responseReceived")
            if parameters["type"] == "Document"
        ]
        return pages[-1] if pages else None

    def weight(self) -> int:
        """Bytes of the page and of all it loads, as they came over the wire."""
        return sum(int(parameters["encodedDataLength"]) for parameters in self.events("Network.loadingFinished"))

    def scripts(self) -> list[str]:
        return [
            parameters["response"]["url"]
            for parameters in self.events("Network.responseReceived")
            if parameters["type"] == "Script"
        ]

    def events(self, method: str) -> list[dict[str, Any]]:
        return [message["params"] for message in self.messages if message["method"] == method]


def options() -> webdriver.ChromeOptions:
    result = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=vi"]:
        result.add_argument(argument)
    if os.geteuid() == 0:
        result.add_argument("--no-sandbox")  # Chromium refuses its sandbox to root
    result.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": BLOCKED})
    result.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    return result


def find_driver() -> Optional[str]:
    """Debian's driver, or Ubuntu's from the snap; with neither, Selenium fetches a Chrome with its driver."""
    return shutil.which("chromedriver") or shutil.which("chromium.chromedriver")
