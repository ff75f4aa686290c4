"""Stories of people who hand in letters and follow them. A story's docstring says who comes, and what for."""

import itertools
import time
from typing import Callable, Protocol

from selenium.webdriver.common.keys import Keys

from person import Person
from served import BA_DINH, HOAN_KIEM, PASSWORD

numbers = itertools.count(int(time.time()) % 100_000)


class Stage(Protocol):
    language: str

    def enter(self) -> Person: ...


Story = Callable[[Stage], None]


def hand_in(person: Person, title: str, area: str = HOAN_KIEM) -> tuple[str, str]:
    """Code and PIN of the letter."""
    person.open("/letters/new", "letter-form")
    person.fill(area=area, title=title, body="Nước thải tràn ra ngõ mỗi khi mưa, trẻ em đi học phải lội.")
    person.press("/letters", "receipt")
    return person.text("#code"), person.text("#pin")


def follow(person: Person, code: str, pin: str, name: str) -> None:
    person.open("/follow", "follow-form")
    person.fill(code=code, pin=pin)
    person.press(person.find("main form").get_dom_attribute("action") or "/follow", name)


def broken_drain(stage: Stage) -> None:
    """Bà Lan, 67, tells her ward of a broken drain; she has no account, keeps the receipt, and reads the answer.

    The officer of Hoàn Kiếm finds her letter on the morning page, takes it and answers.
    """
    title = f"Cống vỡ trước nhà số {next(numbers)}"
    answer = "Tổ thoát nước đã thay nắp cống. Cảm ơn bà đã báo."
    lan = stage.enter()
    lan.follow_link("/letters/new", "letter-form")
    lan.fill(area=HOAN_KIEM, title=title, body="Nắp cống trước nhà tôi vỡ đôi, đêm qua có người ngã.")
    lan.fill(name="Nguyễn Thị Lan", phone="0912 345 678", email="lan@example.org", address="12 Hàng Bạc")
    lan.press("/letters", "receipt")
    assert lan.path() == "/letters/receipt"
    code, pin = lan.text("#code"), lan.text("#pin")
    assert len(pin) == 6 and pin.isdigit(), f"the PIN is {pin!r}"

    officer = stage.enter()
    officer.sign_in("hoankiem", PASSWORD)
    assert officer.path() == "/desk"
    officer.search(title)
    matter = officer.link_of(title)
    officer.follow_link(matter, "matter-new")
    assert "Nguyễn Thị Lan" not in officer.text("main"), "the name lives apart from the matter"
    officer.press(f"{matter}/take", "matter-taken")
    assert not officer.has(f'form[action="{matter}/take"]'), "a matter is taken once"
    officer.fill(text=answer)
    officer.press(f"{matter}/answer", "matter-answered")
    assert answer in officer.text("main")

    follow(lan, code, pin, "follow-answered")
    assert title in lan.text("main")
    assert answer in lan.text("main")


def nobody_has_answered_yet(stage: Stage) -> None:
    """Chị Hoa hands in a letter and looks the same evening: it is there, and not yet answered."""
    hoa = stage.enter()
    title = f"Đèn đường tắt ở ngõ {next(numbers)}"
    code, pin = hand_in(hoa, title, area=BA_DINH)
    follow(hoa, code, pin, "follow-waiting")
    assert title in hoa.text("main")


def forgotten_body(stage: Stage) -> None:
    """Ông Bình forgets to write what happened: all he typed is kept, and a link leads to what is missing."""
    binh = stage.enter()
    typed = {"area": BA_DINH, "title": 'Rác & "đồ cũ" <ở> góc phố', "name": "Trần Văn Bình", "phone": "0987654321",
             "email": "binh@example.org", "address": "3 Đội Cấn"}
    binh.open("/letters/new", "letter-form")
    binh.fill(**typed)
    binh.press("/letters", "letter-form-errors")
    for name, value in typed.items():
        assert binh.value(name) == value, f"{name} came back as {binh.value(name)!r}"
    body = binh.field("body")
    assert binh.has(f'main a[href="#{body.get_attribute("id")}"]'), "no link leads to the field that is empty"
    assert body.get_attribute("aria-invalid") == "true"

    binh.fill(body="Đống rác ở góc phố đã một tuần.")
    binh.press("/letters", "receipt")
    assert binh.path() == "/letters/receipt"


def keyboard_only(stage: Stage) -> None:
    """Anh Dũng cannot hold a mouse: he hands in his letter with the keyboard alone."""
    dung = stage.enter()
    dung.open("/letters/new", "letter-form")
    is_choice = dung.field("area").get_attribute("type") == "radio"
    dung.type_with_keyboard("area", Keys.SPACE if is_choice else Keys.ARROW_DOWN)
    dung.type_with_keyboard("title", f"Vỉa hè không có lối cho xe lăn, đoạn {next(numbers)}")
    dung.type_with_keyboard("body", "Tôi đi xe lăn và phải xuống lòng đường.")
    dung.driver.switch_to.active_element.send_keys(Keys.TAB)
    dung.leave_by(lambda: dung.type_with_keyboard("address", "7 Hàng Đào" + Keys.ENTER), "receipt")
    assert dung.path() == "/letters/receipt"


def a_stranger_tries(stage: Stage) -> None:
    """A stranger guesses at Bà Lan's letter: a wrong PIN and a code that is nobody's look alike."""
    lan = stage.enter()
    title = f"Nước máy có mùi ở số {next(numbers)}"
    code, pin = hand_in(lan, title)
    stranger = stage.enter()
    follow(stranger, code, f"{(int(pin) + 1) % 1_000_000:06}", "follow-refused")
    wrong_pin, status = stranger.text(), stranger.status
    assert title not in wrong_pin
    follow(stranger, unknown_code(code), pin, "follow-refused")
    assert (stranger.text(), stranger.status) == (wrong_pin, status), "an unknown code looks different"


def unknown_code(code: str) -> str:
    """The same shape, two characters changed in the random part."""
    letters = list(code)
    for place in (-3, -2):
        letters[place] = "7" if letters[place] != "7" else "8"
    return "".join(letters)


def other_language(stage: Stage) -> None:
    """Mai helps a foreign neighbour: one link changes the language, on the page where they are, and back."""
    mai = stage.enter()
    mai.open("/letters/new", "letter-form")
    own, other = (stage.language, "en" if stage.language == "vi" else "vi")
    for language in (other, own):
        mai.language = language
        mai.leave_by(mai.find(f'a[href^="/language/{language}"]').click, "letter-form")
        assert mai.path() == "/letters/new"


def mistyped_address(stage: Stage) -> None:
    """Ông Phúc mistypes an address: the page says so in his language and leads home."""
    phuc = stage.enter()
    phuc.open("/khong-co-trang-nay", "not-found")
    assert phuc.status == 404
    assert phuc.has('a[href="/"]')


STORIES: list[Story] = [
    broken_drain, nobody_has_answered_yet, forgotten_body, keyboard_only, a_stranger_tries, other_language,
    mistyped_address,
]
