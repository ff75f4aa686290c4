"""Finds the places in Swift sources where a statement is given to a transaction."""

import re
from pathlib import Path
from typing import Iterator, NamedTuple

CALL = re.compile(r"\btx\.(?:run|changed|all|first|exists|count)\(")


class CallSite(NamedTuple):
    """One call, from the line it starts on to the line of its closing parenthesis.

    `file` is what Swift's #fileID says: module and file name, without folders between.
    """

    file: str
    first_line: int
    last_line: int


def call_sites(sources: Path, except_modules: frozenset[str]) -> Iterator[CallSite]:
    for path in sorted(sources.rglob("*.swift")):
        module = path.relative_to(sources).parts[0]
        if module in except_modules:
            continue
        code = code_only(path.read_text(encoding="utf-8"))
        for match in CALL.finditer(code):
            end = closing_parenthesis(code, match.end() - 1)
            yield CallSite(f"{module}/{path.name}", line_of(code, match.start()), line_of(code, end))


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def closing_parenthesis(code: str, opening: int) -> int:
    depth = 0
    for position in range(opening, len(code)):
        if code[position] == "(":
            depth += 1
        elif code[position] == ")":
            depth -= 1
            if depth == 0:
                return position
    raise ValueError(f"no closing parenthesis for the one on line {line_of(code, opening)}")


def code_only(text: str) -> str:
    """The text with comments and the insides of string literals made blank; interpolated code stays.

    Length and line breaks are kept, so that positions in the result are positions in the source.
    """
    return Blanking(text).result()


class Blanking:
    """A small reader of Swift's comments and strings (plain, multi-line, raw, interpolated)."""

    QUOTE = re.compile(r'(#*)("""|")')

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out = [character if character == "\n" else " " for character in text]

    def result(self) -> str:
        while self.at < len(self.text):
            self.code(until_parenthesis=False)
        return "".join(self.out)

    def code(self, until_parenthesis: bool) -> None:
        """Keeps code up to the end of the text, or past the parenthesis that closes an interpolation."""
        depth = 0
        while self.at < len(self.text):
            quote = self.QUOTE.match(self.text, self.at)
            if quote:
                self.string(hashes=quote.group(1), quote=quote.group(2))
            elif self.text.startswith("//", self.at):
                self.skip_to(self.text.find("\n", self.at))
            elif self.text.startswith("/*", self.at):
                self.block_comment()
            else:
                character = self.text[self.at]
                self.out[self.at] = character
                self.at += 1
                depth += {"(": 1, ")": -1}.get(character, 0)
                if until_parenthesis and depth == 0:
                    return

    def string(self, hashes: str, quote: str) -> None:
        self.at += len(hashes) + len(quote)
        closing, interpolation, escape = quote + hashes, "\\" + hashes + "(", "\\" + hashes
        while self.at < len(self.text):
            if self.text.startswith(interpolation, self.at):
                self.at += len(interpolation) - 1
                self.code(until_parenthesis=True)
            elif self.text.startswith(escape, self.at):
                self.at += len(escape) + 1
            elif self.text.startswith(closing, self.at):
                self.at += len(closing)
                return
            else:
                self.at += 1

    def block_comment(self) -> None:
        depth = 0
        for mark in re.finditer(r"/\*|\*/", self.text[self.at :]):
            depth += 1 if mark.group() == "/*" else -1
            if depth == 0:
                self.skip_to(self.at + mark.end())
                return
        self.skip_to(-1)

    def skip_to(self, position: int) -> None:
        self.at = position if position >= 0 else len(self.text)
