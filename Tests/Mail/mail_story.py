#!/usr/bin/env python3
"""Proves that senders are told by e-mail through a real mail server, and by another way where that fails.

    mail_story.py PROGRAM
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Kill"))

from post_office import PostOffice  # noqa: E402
from served import HOAN_KIEM, PASSWORD, Served, free_port, run  # noqa: E402
from visitor import Form, Visitor, form_to  # noqa: E402

SENDER = "hoidap@example.gov.vn"
PUBLIC = "https://hoidap.example.gov.vn"
TITLE, NAME = "Cống vỡ trước nhà văn hóa", "Nguyễn Thị Lan"


class Office:
    """Somebody of the commune at the pages of the workspace."""

    def __init__(self, port: int) -> None:
        self.visitor = Visitor(port)
        self.visitor.sign_in("hoankiem", PASSWORD)

    def take(self, code: str) -> None:
        found = self.visitor.get(f"/desk?q={code}")
        assert found.status == 303, f"{code} was not found: {found.status}"
        file = found.headers["Location"]
        form = form_to(f"{file}/take", self.visitor.get(file))
        assert form, f"{file} offers nobody to take it"
        answer = self.visitor.post_form(form)
        assert answer.status == 303, f"{code} was not taken: {answer.status}"

    def calls(self) -> str:
        return self.visitor.get("/desk/calls").text()


class Person:
    """Hands in a letter as people do, and keeps the receipt."""

    def __init__(self, port: int, email: str, phone: str = "", wish: str = "petition") -> None:
        self.visitor = Visitor(port)
        self.email = email

        def answer(step: str, **typed: str) -> None:
            sent = self.visitor.post_form(Form(f"/letters/new/{step}", {}), **typed)
            assert sent.status == 303, f"{step}: {sent.status}\n{sent.text()}"

        answer("wish", wish=wish)
        answer("what", title=TITLE, body="Nước tràn ra đường từ hôm qua.")
        answer("where", area=HOAN_KIEM)
        answer("who", who="person", name=NAME, email=email, phone=phone, address="", idNumber="")
        answer("files")
        sent = self.visitor.post_form(Form("/letters", {}))
        assert sent.status == 303, f"the letter was not taken: {sent.status}\n{sent.text()}"
        receipt = self.visitor.get(sent.headers["Location"]).text()
        self.code = between(receipt, 'id="code">', "<")
        self.pin = between(receipt, 'id="pin">', "<")

    def told(self) -> str:
        """What the page of the letter says of telling its sender."""
        self.visitor.post_form(Form("/follow", {}), code=self.code, pin=self.pin)
        return between(self.visitor.get("/follow/letter").text(), 'id="told">', "</dd>")


def between(text: str, start: str, end: str) -> str:
    assert start in text, f"{start!r} is not on the page:\n{text}"
    return text.split(start, 1)[1].split(end, 1)[0].strip()


def soon(what: str, holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.3)


def told_by_mail(port: int, office: Office, post: PostOffice) -> None:
    lan = Person(port, "lan@example.com", phone="0912 345 678")
    office.take(lan.code)
    mail = post.wait_for(lan.email)
    assert post.envelopes[-1] == (SENDER, [lan.email]), post.envelopes[-1]
    for header, value in {
        "Auto-Submitted": "auto-generated", "Content-Language": "vi, en", "MIME-Version": "1.0",
    }.items():
        assert mail.get_all(header) == [value], f"{header}: {mail.get_all(header)}"
    assert mail["From"].addresses[0].addr_spec == SENDER and mail["From"].addresses[0].display_name == "Hồi Đáp"
    assert lan.code in mail["Subject"] and "có tin mới" in mail["Subject"], mail["Subject"]
    assert mail["Message-ID"].endswith("@example.gov.vn>") and mail["Date"].datetime.utcoffset().seconds == 7 * 3600
    assert mail.get_content_type() == "multipart/alternative"
    plain, page = [part.get_content() for part in mail.iter_parts()]
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    for text in (plain, page):
        for wanted in (lan.code, f"{PUBLIC}/follow?code={lan.code}", "Kính gửi Ông/Bà", "Dear Sir or Madam"):
            assert wanted in text, f"{wanted!r} is missing in\n{text}"
        for secret in (lan.pin, NAME, TITLE, "0912"):
            assert secret not in text, f"{secret!r} stands in\n{text}"
    soon("the page says that it was sent", lambda: "thư điện tử" in lan.told() and "đã gửi" in lan.told())


def denounced_quietly(port: int, office: Office, post: PostOffice) -> None:
    minh = Person(port, "minh@example.com", wish="denunciation")
    office.take(minh.code)
    mail = post.wait_for(minh.email)
    text = mail["Subject"] + "".join(part.get_content() for part in mail.iter_parts())
    for word in ("tố cáo", "Tố cáo", "enunciation", "UBND", "Hoàn Kiếm", "taken up"):
        assert word not in text, f"{word!r} stands in\n{text}"


def refused_falls_over(port: int, office: Office, post: PostOffice) -> None:
    post.replies["nobody@example.com"] = "550 5.1.1 no such mailbox"
    binh = Person(port, "nobody@example.com", phone="0912 345 679")
    office.take(binh.code)
    soon("a refused mail is a call", lambda: binh.code in office.calls())
    assert "gọi điện" in binh.told(), binh.told()


def tried_again(port: int, office: Office, post: PostOffice) -> None:
    post.replies["busy@example.com"] = "451 4.7.1 try later"
    busy = Person(port, "busy@example.com", phone="0912 345 680")
    office.take(busy.code)
    soon("it was tried", lambda: "busy@example.com" in post.refused)
    post.close()
    away = Person(port, "away@example.com")
    office.take(away.code)
    # Long enough to be tried while nobody listens.
    time.sleep(7)
    del post.replies["busy@example.com"]
    post.open()
    post.wait_for("busy@example.com")
    post.wait_for("away@example.com")
    assert busy.code not in office.calls()


def comes_back(program: Path, data: Path, port: int, office: Office, post: PostOffice) -> None:
    sent = post.to("lan@example.com")[-1]
    code = between(sent["Subject"], "Thư ", ":")
    assert code not in office.calls()
    headers = "".join(f"{name}: {sent[name]}\n" for name in ("From", "To", "Message-ID", "X-Hoidap-Notice"))
    report = (
        f"From: MAILER-DAEMON@mx.example.com\nTo: {SENDER}\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status;\n\tboundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt did not arrive.\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n"
        "Final-Recipient: rfc822; lan@example.com\nAction: failed\nStatus: 5.1.1\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\n{headers}\n--b--\n"
    )

    def bounce(message: bytes, *options: str) -> str:
        done = subprocess.run(
            [str(program), "bounce", "--data", str(data), *options], input=message, capture_output=True, cwd=ROOT
        )
        assert done.returncode == 0, done
        return done.stdout.decode()

    assert ": 0 notices" in bounce(b"\xff\x00 nothing of ours")
    assert ": 0 notices" in bounce(report.replace("hd-notice-", "hd-notice-9", 1).replace("Notice: hd", "X: x").encode())
    assert ": 1 notices" in bounce(report.encode())
    assert code in office.calls()
    # Read once more, from a mailbox, it changes nothing.
    box = data / "maildir"
    for folder in ("new", "cur", "tmp"):
        (box / folder).mkdir(parents=True)
    (box / "new" / "1.mx").write_bytes(report.encode())
    assert ": 0 notices" in bounce(b"", "--maildir", str(box))
    assert [file.name for file in (box / "cur").iterdir()] == ["1.mx:2,S"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="PROGRAM")
    program = parser.parse_args().program.resolve()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hoidap-mail-") as folder:
        data, log = Path(folder) / "data", Path(folder) / "server.log"
        run(program, "demo", "--no-serve", "--matters", "20", "--data", str(data))
        post = PostOffice(free_port())
        post.open()
        options = (
            "--mail-from", SENDER, "--smtp", f"smtp://127.0.0.1:{post.port}", "--public-url", PUBLIC,
        )
        try:
            with Served(program, data, log, *options) as server:
                office = Office(server.port)
                told_by_mail(server.port, office, post)
                print("told by mail, with both parts in both languages and nothing that is nobody's business")
                denounced_quietly(server.port, office, post)
                print("a denunciation is told without a word of what it is")
                refused_falls_over(server.port, office, post)
                print("a refused mail is a call")
                tried_again(server.port, office, post)
                print("put off, and with nobody there, mails are tried again and arrive")
                comes_back(program, data, server.port, office, post)
                print("a mail that comes back is a call; garbage and forgeries are not")
                findings = run(program, "doctor", "--data", str(data))
                assert "mail" in findings.lower() or "thư điện tử" in findings, findings
        finally:
            post.close()
        said = log.read_text()
        for secret in ("example.com", NAME, "0912"):
            assert secret not in said, f"{secret!r} stands in the log:\n{said}"
    print(f"done in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
