"""A person at a browser, as far as HTTP goes: one kept connection, cookies, and the forms of pages."""

import html.parser
import http.client
import json
from typing import NamedTuple, Optional
from urllib.parse import urlencode


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> dict:
        return json.loads(self.body)

    def text(self) -> str:
        return self.body.decode("utf-8")


class Form(NamedTuple):
    action: str
    fields: dict[str, str]


class Visitor:
    """Any failure of the connection is raised as it is: whether the server did what was asked is then unknown."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}

    def get(self, path: str, headers: Optional[dict[str, str]] = None) -> Answer:
        return self.request("GET", path, None, headers or {})

    def post_json(self, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        return self.request("POST", path, body, {"Content-Type": "application/json", **headers})

    def post_form(self, form: Form, **typed: str) -> Answer:
        body = urlencode({**form.fields, **typed}).encode()
        return self.request("POST", form.action, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def request(self, method: str, path: str, body: Optional[bytes], headers: dict[str, str]) -> Answer:
        if self.cookies:
            headers = {**headers, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name.strip()] = value
        return answer

    def sign_in(self, login: str, password: str) -> None:
        form = form_to("/desk/sign-in", self.get("/desk/sign-in"))
        if form is None:
            raise AssertionError("/desk/sign-in has no form to sign in with")
        answer = self.post_form(form, login=login, password=password)
        if answer.status != 303:
            raise AssertionError(f"{login} could not sign in: {answer.status}")


class FormReader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, Optional[str]]]) -> None:
        values = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append(Form(values.get("action", ""), {}))
        elif tag == "input" and values.get("type") == "hidden" and self.forms:
            self.forms[-1].fields[values["name"]] = values.get("value", "")


def form_to(action: str, page: Answer) -> Optional[Form]:
    """The form of a page that is sent to `action`, with its hidden fields filled in."""
    reader = FormReader()
    reader.feed(page.text())
    return next((form for form in reader.forms if form.action == action), None)
