"""The people who are at work when the server is killed, and their notes of what it had acknowledged."""

import http.client
import json
import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Callable, Optional
from urllib.parse import urlencode

from served import BA_DINH, HOAN_KIEM, PASSWORD
from visitor import Answer, Visitor, form_to

PETITIONERS = 14
OFFICERS = ["hoankiem", "badinh"]
TITLE = "Cống thoát nước bị vỡ"
BROKEN = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Letter:
    key: str
    body: bytes

    @staticmethod
    def new(random: Random) -> "Letter":
        key = str(uuid.UUID(int=random.getrandbits(128)))
        content: dict[str, object] = {
            "kind": "feedback",
            "title": f"{TITLE} {key[:8]}",
            "body": "Nước thải tràn ra ngõ, mong được sửa trước mùa mưa. " * random.randint(1, 20),
            "area": random.choice([HOAN_KIEM, BA_DINH]),
        }
        if random.random() < 0.5:
            content["petitioner"] = {"name": "Nguyễn Thị Lan", "phone": "0912345678"}
        return Letter(key, json.dumps(content).encode())

    @property
    def title(self) -> str:
        return json.loads(self.body)["title"]

    def hand_in(self, visitor: Visitor) -> Answer:
        return visitor.post_json("/api/v1/letters", self.body, {"Idempotency-Key": self.key})


@dataclass(frozen=True)
class Receipt:
    letter: Letter
    code: str
    pin: str

    @staticmethod
    def of(letter: Letter, answer: Answer) -> "Receipt":
        fields = answer.json()
        return Receipt(letter, fields["code"], fields["pin"])


@dataclass
class Notes:
    """What one round's people saw. Each list is only appended to, which Python does in one step."""

    receipts: list[Receipt] = field(default_factory=list)
    in_flight: list[Letter] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    # Set when those whose server still runs are to end.
    over: threading.Event = field(default_factory=threading.Event)


def start(ports: list[int], random: Random, notes: Notes) -> list[threading.Thread]:
    """Officers sign in; then everybody starts at once and works until the connection breaks, or all is over. The
    people are spread over the servers."""
    work: list[Callable[[], None]] = []
    for number in range(PETITIONERS):
        work.append(partial(petitioner, ports[number % len(ports)], Random(random.getrandbits(64)), notes))
    for number, login in enumerate(OFFICERS):
        visitor = Visitor(ports[number % len(ports)])
        visitor.sign_in(login, PASSWORD)
        work.append(partial(officer, visitor, Random(random.getrandbits(64)), notes))
    threads = [threading.Thread(target=reporting(one, notes)) for one in work]
    for thread in threads:
        thread.start()
    return threads


def reporting(work: Callable[[], None], notes: Notes) -> Callable[[], None]:
    """A thread's error must fail the round, not vanish with the thread."""

    def guarded() -> None:
        try:
            work()
        except Exception as error:
            notes.surprises.append(f"{type(error).__name__}: {error}")

    return guarded


def petitioner(port: int, random: Random, notes: Notes) -> None:
    visitor = Visitor(port)
    while not notes.over.is_set():
        letter = Letter.new(random)
        try:
            answer = letter.hand_in(visitor)
        except BROKEN:
            notes.in_flight.append(letter)
            return
        if answer.status != 201:
            notes.surprises.append(f"a hand-in was answered {answer.status}: {answer.text()[:200]}")
            return
        notes.receipts.append(Receipt.of(letter, answer))


def officer(visitor: Visitor, random: Random, notes: Notes) -> None:
    """Takes and answers matters. A broken connection leaves an act unknown, and so it is not noted."""
    try:
        while not notes.over.is_set():
            matter = any_open_matter(visitor, random)
            if matter is None:
                time.sleep(0.02)
                continue
            if act(visitor, matter, "take", notes):
                notes.taken.append(matter)
            text = f"Đã sửa xong, biên bản số {random.getrandbits(48)}"
            if act(visitor, matter, "answer", notes, text=text):
                notes.answers.append((matter, text))
    except BROKEN:
        return


def any_open_matter(visitor: Visitor, random: Random) -> Optional[str]:
    """One of the letters handed in here: those of the demonstration may be somebody else's work."""
    page = visitor.get("/desk?" + urlencode({"q": TITLE})).text()
    found = sorted(set(re.findall(r'href="(/desk/matters/[^"/?#]+)"', page)))
    return random.choice(found) if found else None


def act(visitor: Visitor, matter: str, verb: str, notes: Notes, **typed: str) -> bool:
    """Whether the act was offered, sent and acknowledged."""
    form = form_to(f"{matter}/{verb}", visitor.get(matter))
    if form is None:
        return False
    answer = visitor.post_form(form, **typed)
    if answer.status != 303:
        notes.surprises.append(f"{verb} of {matter} was answered {answer.status}")
    return answer.status == 303
