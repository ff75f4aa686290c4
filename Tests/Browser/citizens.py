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


WHAT = "Nước thải tràn ra ngõ mỗi khi mưa, trẻ em đi học phải lội."


def hand_in(person: Person, title: str, area: str = HOAN_KIEM, **sender: str) -> tuple[str, str]:
    """Answers every question and sends the letter; gives its code and PIN."""
    person.open("/letters/new", "letter-wish")
    person.answer("wish", "letter-what", wish="feedback")
    person.answer("what", "letter-where", title=title, body=WHAT)
    choose_place(person, area)
    person.answer("who", "letter-files", **(sender or {"who": "anonymous"}))
    person.answer("files", "letter-check")
    person.press("/letters", "receipt")
    return person.text("#code"), person.text("#pin")


# As somebody types them who has no marks on the keyboard.
PLACES = {HOAN_KIEM: "hoan kiem", BA_DINH: "ba dinh"}


def choose_place(person: Person, area: str) -> None:
    """Finds the commune by typing its name, chooses it among those found, and goes on."""
    person.fill(q=PLACES[area])
    person.leave_by(person.find("button[value=search]").click, "letter-places")
    person.answer("where", "letter-who", area=area)


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
    lan.follow_link("/letters/new", "letter-wish")
    lan.answer("wish", "letter-what", wish="unsure")
    lan.answer("what", "letter-where", title=title, body="Nắp cống trước nhà tôi vỡ đôi, đêm qua có người ngã.")
    lan.fill(q="phuong hang bac quan hoan kiem")
    lan.leave_by(lan.find('button[value=search]').click, "letter-places")
    assert lan.value("area") == HOAN_KIEM, "the ward of today for the ward of before is chosen"
    lan.answer("where", "letter-who")
    lan.answer(
        "who", "letter-files", who="person", name="Nguyễn Thị Lan", phone="0912 345 678", email="lan@example.org",
        address="12 Hàng Bạc", consent="yes")
    lan.answer("files", "letter-check")
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
    """Ông Bình forgets to write what happened: all he typed is kept, and a link leads to what is missing.

    Before sending he changes the title, and comes straight back to the page on which everything is checked.
    """
    binh = stage.enter()
    title = 'Rác & "đồ cũ" <ở> góc phố'
    binh.open("/letters/new", "letter-wish")
    binh.answer("wish", "letter-what", wish="feedback")
    binh.answer("what", "letter-what-errors", title=title)
    assert binh.value("title") == title, f"the title came back as {binh.value('title')!r}"
    body = binh.field("body")
    assert binh.has(f'main a[href="#{body.get_attribute("id")}"]'), "no link leads to the field that is empty"
    assert body.get_attribute("aria-invalid") == "true"
    binh.answer("what", "letter-where", body="Đống rác ở góc phố đã một tuần.")
    choose_place(binh, BA_DINH)
    typed = {"name": "Trần Văn Bình", "phone": "123", "email": "binh@example.org", "address": "3 Đội Cấn"}
    binh.answer("who", "letter-who-errors", who="person", **typed)
    for name, value in typed.items():
        assert binh.value(name) == value, f"{name} came back as {binh.value(name)!r}"
    binh.answer("who", "letter-files", phone="0987654321")
    binh.answer("files", "letter-check")
    binh.follow_link("/letters/new/what", "letter-what-again")
    binh.answer("what", "letter-check", title=title + "!")
    assert title + "!" in binh.text("main")
    binh.press("/letters", "receipt")
    assert binh.path() == "/letters/receipt"


def keyboard_only(stage: Stage) -> None:
    """Anh Dũng cannot hold a mouse: he hands in his letter with the keyboard alone."""
    dung = stage.enter()

    def go_on(step: str, name: str) -> None:
        dung.press_with_keyboard(f'form[action="/letters/new/{step}"] button[value=next]', name)

    dung.open("/letters/new", "letter-wish")
    dung.type_with_keyboard("wish", Keys.SPACE)
    go_on("wish", "letter-what")
    dung.type_with_keyboard("title", f"Vỉa hè không có lối cho xe lăn, đoạn {next(numbers)}")
    dung.type_with_keyboard("body", "Tôi đi xe lăn và phải xuống lòng đường.")
    go_on("what", "letter-where")
    dung.type_with_keyboard("q", PLACES[HOAN_KIEM])
    dung.press_with_keyboard("button[value=search]", "letter-places")
    dung.type_with_keyboard("area", Keys.SPACE)
    go_on("where", "letter-who")
    dung.type_with_keyboard("who", Keys.SPACE)
    dung.type_with_keyboard("name", "Nguyễn Tiến Dũng")
    go_on("who", "letter-files")
    go_on("files", "letter-check")
    dung.press_with_keyboard('form[action="/letters"] button', "receipt")
    assert dung.path() == "/letters/receipt"


def not_content(stage: Stage) -> None:
    """Chị Hoa rates the answer, does not agree with it, and says why; later she withdraws another letter."""
    hoa = stage.enter()
    title = f"Loa phường quá to, lần {next(numbers)}"
    code, pin = hand_in(hoa, title)
    officer = stage.enter()
    officer.sign_in("hoankiem", PASSWORD)
    officer.search(title)
    matter = officer.link_of(title)
    officer.follow_link(matter, "matter-new")
    officer.press(f"{matter}/take", "matter-taken")
    officer.fill(text="Đã chỉnh âm lượng.")
    officer.press(f"{matter}/answer", "matter-answered")
    follow(hoa, code, pin, "follow-answered")
    hoa.fill(score="2")
    hoa.press("/follow/rate", "follow-rated")
    hoa.press("/follow/contest", "follow-contest-errors")
    hoa.fill(text="Sáng nay vẫn to như cũ.")
    hoa.press("/follow/contest", "follow-contested")
    assert "Sáng nay vẫn to như cũ." in hoa.text("main")

    hand_in(hoa, f"Nhầm, lần {next(numbers)}")
    hoa.open("/follow/letter", "follow-waiting")
    hoa.follow_link("/follow/withdraw", "follow-withdraw")
    hoa.press("/follow/withdraw", "follow-withdrawn")
    hoa.open("/board", "board")


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
    mai.open("/letters/new", "letter-wish")
    own, other = (stage.language, "en" if stage.language == "vi" else "vi")
    for language in (other, own):
        mai.language = language
        mai.leave_by(mai.find(f'a[href^="/language/{language}"]').click, "letter-wish")
        assert mai.path() == "/letters/new"


def mistyped_address(stage: Stage) -> None:
    """Ông Phúc mistypes an address: the page says so in his language and leads home."""
    phuc = stage.enter()
    phuc.open("/khong-co-trang-nay", "not-found")
    assert phuc.status == 404
    assert phuc.has('a[href="/"]')


STORIES: list[Story] = [
    broken_drain, nobody_has_answered_yet, forgotten_body, keyboard_only, not_content, a_stranger_tries,
    other_language, mistyped_address,
]
