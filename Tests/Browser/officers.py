"""Stories of officers at their desks."""

import itertools

from citizens import Stage, Story, hand_in
from served import HOAN_KIEM, PASSWORD

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
    title = f"Cây sắp đổ, lần thứ {next(numbers)} {stage.language}"
    hand_in(stage.enter(), title, area=HOAN_KIEM)
    officer = stage.enter()
    officer.sign_in("hoankiem", PASSWORD)
    officer.search(title)
    matter = officer.link_of(title)
    officer.follow_link(matter, "matter-new")
    officer.press(f"{matter}/take", "matter-taken")
    officer.press(f"{matter}/answer", "matter-answer-errors")
    assert officer.has(f'main a[href="#{officer.field("text").get_attribute("id")}"]')


STORIES: list[Story] = [another_ward, forgotten_password, going_home, empty_answer]
