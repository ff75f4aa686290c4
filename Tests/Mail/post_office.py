"""A mail server on this machine that keeps what it is given, or refuses it as it is told."""

import threading
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class PostOffice:
    """Runs on one port; it can be closed and opened again on the same one."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.messages: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.refused: list[str] = []
        # Replies by recipient, for as long as they stand here.
        self.replies: dict[str, str] = {}
        self.arrived = threading.Condition()
        self.controller: Controller | None = None

    def open(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    def to(self, recipient: str) -> list[EmailMessage]:
        return [message for message in self.messages if message["To"].addresses[0].addr_spec == recipient]

    def wait_for(self, recipient: str, count: int = 1, seconds: float = 30) -> EmailMessage:
        """The last of `count` messages to somebody; fails if they do not come."""
        with self.arrived:
            if not self.arrived.wait_for(lambda: len(self.to(recipient)) >= count, timeout=seconds):
                raise AssertionError(f"{recipient} got {len(self.to(recipient))} of {count} messages in {seconds} s")
        return self.to(recipient)[-1]

    # What aiosmtpd asks.

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if reply := self.replies.get(address):
            with self.arrived:
                self.refused.append(address)
                self.arrived.notify_all()
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        with self.arrived:
            self.messages.append(message)
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
            self.arrived.notify_all()
        return "250 OK"
