"""A person of a story: looks at pages, fills in forms, presses buttons. Every page they see is checked."""

from pathlib import Path
from typing import Callable, Optional

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from browser import Browser
from page_checks import MOST_TABS, problems, problems_of_tabbing


class Person:
    """Things are found by id, name, address or form, never by their text: stories are told in each language."""

    def __init__(self, address: str, language: str, browser: Browser, pictures: Optional[Path]) -> None:
        self.address, self.language, self.browser, self.pictures = address, language, browser, pictures
        self.driver = browser.driver
        self.seen = ""
        self.driver.get(f"{address}/language/{language}?back=/")
        self.look("home")

    def look(self, name: str) -> None:
        """Checks the page that is open, and keeps a picture of it if pictures are wanted."""
        traffic = self.browser.traffic()
        self.status = traffic.status()
        self.seen = name
        found = list(problems(self.browser, self.language, traffic))
        if (name, self.language) not in self.browser.tabbed:
            self.browser.tabbed.add((name, self.language))
            found += problems_of_tabbing(self.browser)
        assert not found, f"page {name}: " + "; ".join(found)
        if self.pictures:
            file = self.pictures / f"{name}.{self.language}.{self.browser.width}.png"
            file.write_bytes(self.browser.picture())

    def open(self, path: str, name: str) -> None:
        self.driver.get(self.address + path)
        self.look(name)

    def follow_link(self, href: str, name: str) -> None:
        self.leave_by(self.find(f'a[href="{href}"]').click, name)

    def press(self, action: str, name: str) -> None:
        """Presses the button of the form sent to `action` that does the thing, not one that only shows or finds."""
        self.leave_by(self.find(f'form[action="{action}"] :is(button:not([name]), input[type=submit])').click, name)

    def answer(self, step: str, page: str, /, **values: str) -> None:
        """Answers one question page and goes on."""
        self.fill(**values)
        self.leave_by(self.find(f'form[action="/letters/new/{step}"] button[value=next]').click, page)

    def press_with_keyboard(self, selector: str, name: str) -> None:
        """Goes to a button by the Tab key alone and presses it."""
        button = self.find(selector)
        for _ in range(MOST_TABS):
            if self.driver.switch_to.active_element == button:
                self.leave_by(lambda: button.send_keys(Keys.ENTER), name)
                return
            self.keys(Keys.TAB)
        raise AssertionError(f"the Tab key does not reach {selector}")

    def unfold(self, action: str) -> None:
        """Opens the folded part of the page that holds the form."""
        self.find(f'details:has(form[action="{action}"]) > summary').click()

    def leave_by(self, step: Callable[[], None], name: str) -> None:
        """Takes a step that leads to another page, and looks at that page, not still at this one."""
        page = self.browser.page()
        step()
        wait = WebDriverWait(self.driver, 10, poll_frequency=0.02)
        wait.until(lambda _: self.browser.page() != page, f"page {self.seen} stays")
        wait.until(lambda driver: driver.execute_script("return document.readyState") == "complete")
        self.look(name)

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            field = self.field(name)
            if field.tag_name == "select":
                Select(field).select_by_value(value)
            elif field.get_attribute("type") == "radio":
                self.find(f'main input[name="{name}"][value="{value}"]').click()
            else:
                field.clear()
                field.send_keys(value)

    def value(self, name: str) -> Optional[str]:
        """What the form holds under that name."""
        if self.field(name).get_attribute("type") == "radio":
            return self.find(f'main input[name="{name}"]:checked').get_attribute("value")
        return self.field(name).get_attribute("value")

    def type_with_keyboard(self, name: str, keys: str) -> None:
        """Goes there by the Tab key alone and types."""
        for _ in range(MOST_TABS):
            focused = self.driver.switch_to.active_element
            if focused.get_attribute("name") == name and focused.get_attribute("type") != "hidden":
                focused.send_keys(keys)
                return
            self.keys(Keys.TAB)
        raise AssertionError(f"the Tab key does not reach {name}")

    def keys(self, keys: str) -> None:
        ActionChains(self.driver, duration=0).send_keys(keys).perform()

    def sign_in(self, login: str, password: str, name: str = "morning-page") -> None:
        self.open("/desk/sign-in", "sign-in")
        self.fill(login=login, password=password)
        self.press("/desk/sign-in", name)

    def search(self, words: str) -> None:
        self.fill(q=words)
        self.leave_by(lambda: self.field("q").send_keys(Keys.ENTER), "search")

    def field(self, name: str) -> WebElement:
        return self.find(f'main [name="{name}"]')

    def find(self, selector: str) -> WebElement:
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        assert found, f"page {self.seen}: nothing is {selector}"
        return found[0]

    def has(self, selector: str) -> bool:
        return bool(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def text(self, selector: str = "body") -> str:
        return self.find(selector).text

    def path(self) -> str:
        return self.driver.current_url[len(self.address) :].split("?")[0]

    def link_of(self, text: str) -> str:
        """The path a link leads to, by a text that somebody of the story has typed."""
        found = [link for link in self.driver.find_elements(By.CSS_SELECTOR, "main a") if text in link.text]
        assert found, f"page {self.seen}: no link says {text!r}"
        return str(found[0].get_dom_attribute("href"))
