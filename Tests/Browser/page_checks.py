"""What holds for every page, in every language and size. Each check returns what is wrong, in words."""

import re
from pathlib import Path
from typing import Any, Iterator

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser import Browser, Traffic

HEAVIEST = 40_000
# The file of a matter holds the forms of all acts, and is read in offices.
HEAVIEST_FILE = 60_000
MOST_TABS = 120
# A key that has no text is shown as itself: the name of a catalogue, a dot, and so on.
CATALOGUES = [file.stem for file in (Path(__file__).resolve().parents[2] / "Resources/locales/vi").glob("*.txt")]
KEY = re.compile(rf"\b(?:{'|'.join(CATALOGUES)})\.[a-zA-Z.]+\b")

# Run by the driver, not by the page, whose own scripts are off.
LOOK = """
const shown = element => element.checkVisibility({visibilityProperty: true});
const fields = [...document.querySelectorAll('input, select, textarea')]
    .filter(field => !['hidden', 'submit', 'button', 'image'].includes(field.type));
const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
return {
    lang: document.documentElement.lang,
    title: document.title.trim(),
    headings: document.querySelectorAll('h1').length,
    text: [document.title, document.body.innerText,
        ...['title', 'placeholder', 'aria-label', 'alt'].flatMap(name =>
            [...document.querySelectorAll(`[${name}]`)].map(element => element.getAttribute(name)))].join('\\n'),
    unlabelled: fields
        .filter(field => ![...field.labels].some(label => label.textContent.trim())
            && !field.getAttribute('aria-label') && !field.getAttribute('aria-labelledby'))
        .map(field => field.name || field.outerHTML),
    unnamed: [...document.querySelectorAll('a[href], button')].filter(element => shown(element)
        && !element.innerText.trim() && !element.getAttribute('aria-label')).map(element => element.outerHTML),
    repeated: ids.filter((id, index) => ids.indexOf(id) !== index),
    broken: [...document.querySelectorAll('a[href^="#"]')].map(link => link.getAttribute('href').slice(1))
        .filter(id => id && !ids.includes(id)),
};
"""

# The controls of the forms in <main> in the order of the page. Of radio buttons only the group is a stop.
CONTROLS = """
const stop = element => element.type === 'radio' ? 'radio ' + element.name
    : [...document.querySelectorAll('*')].indexOf(element) + ' ' + (element.name || element.tagName);
const controls = [...document.querySelectorAll('main form :is(input, select, textarea, button)')]
    .filter(element => element.type !== 'hidden' && !element.disabled
        && element.checkVisibility({visibilityProperty: true}));
"""
EXPECTED = CONTROLS + "return [...new Set(controls.map(stop))];"
FOCUSED = CONTROLS + """
const now = document.activeElement;
return [now !== null && now !== document.body, controls.includes(now) ? stop(now) : null];
"""


def problems(browser: Browser, language: str, traffic: Traffic) -> Iterator[str]:
    page: dict[str, Any] = browser.driver.execute_script(LOOK)
    if page["lang"] != language:
        yield f"<html lang> is {page['lang']!r}, not {language!r}"
    if not page["title"]:
        yield "no title"
    if page["headings"] != 1:
        yield f"{page['headings']} headings of the first rank"
    for key in sorted(set(KEY.findall(page["text"]))):
        yield f"untranslated: {key}"
    for field in page["unlabelled"]:
        yield f"a field without a label: {field}"
    for element in page["unnamed"]:
        yield f"a link or button without a name: {element}"
    for id in page["repeated"]:
        yield f"an id used twice: {id}"
    for id in page["broken"]:
        yield f"a link to #{id}, which is not on the page"
    if browser.content_width() > browser.width:
        yield f"{browser.content_width():.0f} px wide on a screen of {browser.width} px"
    heaviest = HEAVIEST_FILE if "/desk/matters/" in browser.driver.current_url else HEAVIEST
    if traffic.weight() > heaviest:
        yield f"{traffic.weight()} bytes, more than {heaviest}"
    if traffic.scripts():
        yield f"scripts: {traffic.scripts()}"


def problems_of_tabbing(browser: Browser) -> Iterator[str]:
    """The Tab key reaches every control of the main form, in the order they are read."""
    expected: list[str] = browser.driver.execute_script(EXPECTED)
    if not expected:
        return
    reached: list[str] = []
    for _ in range(MOST_TABS):
        ActionChains(browser.driver, duration=0).send_keys(Keys.TAB).perform()
        inside, stop = browser.driver.execute_script(FOCUSED)
        if not inside:
            break
        if stop and stop not in reached:
            reached.append(stop)
    if reached != expected:
        yield f"the Tab key reaches {reached}, and the page has {expected}"
