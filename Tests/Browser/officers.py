"""Stories of officers at their desks."""

import itertools
import tempfile
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from citizens import Stage, Story, follow, hand_in
from person import Person
from served import BA_DINH, HOAN_KIEM, PASSWORD

numbers = itertools.count(1)


def another_ward(stage: Stage) -> None:
    """The officer of Ba Đình looks for a letter to Hoàn Kiếm: not listed, not found, and not there by its address."""
    title = f"Tiếng ồn quán hát, lần thứ {next(numbers)} {stage.language}"
    citizen = stage.enter()
    hand_in(citizen, title, area=HOAN_KIEM)
    theirs = stage.enter()
    theirs.sign_in("hoankiem", PASSWORD)
    theirs.search(title)
    matter = theirs.link_of(title)

    other = stage.enter()
    other.sign_in("badinh", PASSWORD)
    assert title not in other.text("main")
    other.search(title)
    assert not other.has(f'a[href="{matter}"]')
    other.open(matter, "matter-of-others")
    assert other.status == 404
    assert title not in other.text()


def forgotten_password(stage: Stage) -> None:
    """Chị Thu mistypes her password and is told so; her login is kept, and nothing of the desk is shown."""
    thu = stage.enter()
    thu.sign_in("hoankiem", "mật khẩu cũ", name="sign-in-errors")
    assert thu.value("login") == "hoankiem"
    assert not thu.has('form[action="/desk/sign-out"]')


def going_home(stage: Stage) -> None:
    """Anh Nam signs out in the evening: whoever sits down after him is asked who they are."""
    nam = stage.enter()
    nam.sign_in("badinh", PASSWORD)
    nam.press("/desk/sign-out", "signed-out")
    nam.open("/desk", "sign-in")
    assert nam.path() == "/desk/sign-in"


def empty_answer(stage: Stage) -> None:
    """The officer of Hoàn Kiếm presses the button before writing: the page says what is missing."""
    officer, matter = officer_with_new_matter(stage, "Cây sắp đổ")
    officer.press(f"{matter}/take", "matter-taken")
    officer.press(f"{matter}/answer", "matter-answer-errors")
    assert officer.has(f'main a[href="#{officer.field("text").get_attribute("id")}"]')


def opening_a_name(stage: Stage) -> None:
    """Chị Hà must call the sender: she opens the name for a reason, and the sender sees that it was opened."""
    title = f"Hố ga mất nắp, lần thứ {next(numbers)} {stage.language}"
    lan = stage.enter()
    code, pin = hand_in(lan, title, who="person", name="Nguyễn Thị Lan", phone="0912345678")
    follow(lan, code, pin, "follow-waiting")
    before = len(events_on(lan))

    officer = stage.enter()
    officer.sign_in("hoankiem", PASSWORD)
    officer.search(title)
    matter = officer.link_of(title)
    officer.follow_link(matter, "matter-new")
    officer.press(f"{matter}/take", "matter-taken")
    assert "912 345 678" not in officer.text()
    action = officer.find(f'form[action^="{matter}/letters/"]').get_dom_attribute("action") or ""
    officer.unfold(action)
    officer.press(action, "original")
    assert "Nguyễn Thị Lan" in officer.text("main")
    assert "0912 345 678" in officer.text("main")

    lan.open("/follow/letter", "follow-opened")
    assert len(events_on(lan)) == before + 2, "taken, and opened"


def stepping_aside(stage: Stage) -> None:
    """Anh Tú sees that a letter is about his own brother's shop: he steps aside, and the matter is gone for him."""
    officer, matter = officer_with_new_matter(stage, "Quán lấn vỉa hè", area=BA_DINH, login="badinh")
    officer.unfold(f"{matter}/step-aside")
    officer.press(f"{matter}/step-aside", "stepped-aside")
    officer.open(matter, "matter-of-others")
    assert officer.status == 404


def paper_letter(stage: Stage) -> None:
    """Bác Tư brings a letter on paper: it is entered by keyboard alone, and he follows it with what is on his slip."""
    title = f"Xin sửa cống đầu ngõ, lần thứ {next(numbers)} {stage.language}"
    officer = stage.enter()
    officer.sign_in("hoankiem", PASSWORD)
    officer.follow_link("/desk/letters/new", "register")
    officer.press_with_keyboard("#entry button:not([name])", "register-errors")
    assert officer.has('main a[href="#kind"]') and officer.has('main a[href="#title"]')
    officer.type_with_keyboard("kind", Keys.ARROW_DOWN)
    officer.type_with_keyboard("title", title)
    officer.type_with_keyboard("name", "Lê Văn Tư")
    officer.press_with_keyboard("#entry button[name=check]", "register-checked")
    assert officer.value("title") == title
    officer.press_with_keyboard("#entry button:not([name])", "slip")
    code, pin, number = officer.text("#code"), officer.text("#pin"), officer.text("#number")

    follow(stage.enter(), code, pin, "follow-waiting")
    officer.follow_link("/desk/letters/new", "register")
    officer.open("/desk/book", "book")
    assert number.split("/")[0] in officer.text("table") and "Lê Văn Tư" not in officer.text()


def signed_by_hand(stage: Stage) -> None:
    """The chair signs the print with a pen: the clerk keeps the scan and gives the number, and the sender reads both."""
    title = f"Đèn ngõ tắt, lần thứ {next(numbers)} {stage.language}"
    citizen = stage.enter()
    code, pin = hand_in(citizen, title, area=HOAN_KIEM)
    handler = stage.enter()
    handler.sign_in("hoankiem-xuly", PASSWORD)
    handler.search(title)
    matter = handler.link_of(title)
    handler.follow_link(matter, "matter-new")
    handler.press(f"{matter}/take", "matter-taken")
    handler.find(f'form[action="{matter}/submit"] textarea').send_keys("Đã thay bóng đèn.")
    handler.press(f"{matter}/submit", "matter-submitted")

    clerk = stage.enter()
    clerk.sign_in("hoankiem-tiepnhan", PASSWORD)
    clerk.search(title)
    clerk.follow_link(matter, "matter-to-sign")
    form = f'form[action="{matter}/sign-on-paper"]'
    clerk.find(f"{form} input[name=signer]").click()
    clerk.find(f"{form} input[name=then][value=issue]").click()
    with tempfile.TemporaryDirectory() as folder:
        scan = Path(folder) / "ky.pdf"
        scan.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
        clerk.find(f"{form} input[type=file]").send_keys(str(scan))
        clerk.press(f"{matter}/sign-on-paper", "matter-signed-on-paper")
    clerk.open("/desk/documents", "outgoing-book")
    assert title in clerk.text("main")

    follow(citizen, code, pin, "follow-answered")
    assert "/UBND" in citizen.text("main") and citizen.has('a[href^="/follow/files/"]')


def quarterly_table(stage: Stage) -> None:
    """The chair looks at the table that is due: a number in it opens the letters it counts, and the register lists them."""
    chair = stage.enter()
    chair.sign_in("hoankiem", PASSWORD)
    chair.follow_link("/desk/tables", "tables")
    chair.follow_link(chair.link_of("XLD01"), "table")
    cell = next(link for link in chair.driver.find_elements(By.CSS_SELECTOR, ".report a[data-number]")
                if 0 < int(link.get_dom_attribute("data-number") or 0) <= 50)
    counted = int(cell.get_dom_attribute("data-number") or 0)
    chair.open(str(cell.get_dom_attribute("href")), "figure")
    assert len(chair.driver.find_elements(By.CSS_SELECTOR, "[data-line]")) == counted
    chair.open("/desk/register", "register-of-letters")
    assert chair.has(".report [data-line]") and chair.has('a[href^="/desk/register.xlsx"]')


def guide_on_paper(stage: Stage) -> None:
    """A new colleague asks what to do on the first page, and prints the guide of each role: one sheet each."""
    officer = stage.enter()
    officer.sign_in("hoankiem-tiepnhan", PASSWORD)
    assert officer.has("#page-help:not([open])")
    officer.open("/desk/guides", "guides")
    for role in ["reception", "handler", "head", "supervisor", "administrator"]:
        officer.follow_link(f"/desk/guides/{role}", f"guide-{role}")
        sheets = officer.browser.sheets()
        assert sheets == 1, f"the guide of {role} takes {sheets} sheets"
        officer.open("/desk/guides", "guides")


def call_by_code(stage: Stage) -> None:
    """Somebody calls and says a code: the reception reads out how the letter stands, and the sender sees that."""
    code, pin = hand_in(stage.enter(), f"Đèn đường tối, lần thứ {next(numbers)}")
    officer = stage.enter()
    officer.sign_in("hoankiem-tiepnhan", PASSWORD)
    officer.follow_link("/desk/helpline", "help-line")
    officer.fill(code="1234")
    officer.press("/desk/helpline", "help-line-misheard")
    assert officer.has('main a[href="#code"]')
    officer.fill(code=code.lower())
    officer.press("/desk/helpline", "help-line-told")
    assert code in officer.text("#read-out")
    assert "Đèn đường" not in officer.text("main")
    follow(stage.enter(), code, pin, "follow-called")


def officer_with_new_matter(
    stage: Stage, about: str, area: str = HOAN_KIEM, login: str = "hoankiem"
) -> tuple[Person, str]:
    """An officer who has opened the file of a letter that has just come in."""
    title = f"{about}, lần thứ {next(numbers)} {stage.language}"
    hand_in(stage.enter(), title, area=area)
    officer = stage.enter()
    officer.sign_in(login, PASSWORD)
    officer.search(title)
    matter = officer.link_of(title)
    officer.follow_link(matter, "matter-new")
    return officer, matter


def events_on(person: Person) -> list[WebElement]:
    """The steps of the time line that is open."""
    return person.driver.find_elements(By.CSS_SELECTOR, "main ol.timeline > li")


STORIES: list[Story] = [
    another_ward, forgotten_password, going_home, empty_answer, opening_a_name, stepping_aside, paper_letter,
    signed_by_hand, quarterly_table, guide_on_paper, call_by_code,
]
