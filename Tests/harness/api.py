"""A client of `/api/v1`, as a company's own system would write one: JSON, bearer token, problem+json."""

import re
import uuid
from typing import Any

import requests


class Client:
    def __init__(self, url: str):
        self.url = url
        self._session = requests.Session()
        self._session.headers["Accept"] = "application/json"
        self.user: dict[str, Any] = {}

    def log_in(self, login_id: str, password: str) -> "Client":
        answer = self.post("/auth/login", {"loginId": login_id, "password": password}, expect=200)
        self._session.cookies.clear()  # a system has its token; the cookie is for browsers
        self._session.headers["Authorization"] = f"Bearer {answer['accessToken']}"
        self.user = answer["user"]
        return self

    @property
    def authorization(self) -> str:
        return str(self._session.headers["Authorization"])

    def get(self, path: str, expect: int = 200, **query: Any) -> Any:
        return self._checked(self.send("GET", path, params=query), expect)

    def post(self, path: str, body: Any = None, expect: int = 200, key: str | None = None) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return self._checked(self.send("POST", path, json=body, headers=headers), expect)

    def patch(self, path: str, body: Any, expect: int = 200) -> Any:
        return self._checked(self.send("PATCH", path, json=body), expect)

    def upload(self, path: str, name: str, data: bytes, expect: int = 200) -> Any:
        return self._checked(self.send("POST", path, files={"file": (name, data)}), expect)

    def send(self, method: str, path: str, **more: Any) -> requests.Response:
        return self._session.request(method, f"{self.url}/api/v1{path}", timeout=60, allow_redirects=False, **more)

    def page(self, path: str) -> requests.Response:
        """A page rather than the API."""
        return self._session.get(f"{self.url}{path}", timeout=30, allow_redirects=False, headers={"Accept": "text/html"})

    def _checked(self, answer: requests.Response, expect: int) -> Any:
        told = f"{answer.request.method} {answer.request.path_url} → {answer.status_code}: {answer.text[:2000]}"
        assert answer.status_code == expect, f"expected {expect}: {told}"
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"].startswith("application/problem+json"), told
            problem = answer.json()
            for member in ("type", "title", "status", "detail", "code", "requestId"):
                assert member in problem, f"a problem without {member}: {told}"
            assert problem["status"] == answer.status_code, told
            assert is_korean(problem["detail"]), f"the detail is for people and Korean: {told}"
        if not answer.content or "json" not in answer.headers.get("Content-Type", ""):
            return answer
        return answer.json()


def new_key() -> str:
    return str(uuid.uuid4())


def is_korean(text: str) -> bool:
    return re.search("[가-힣]", text) is not None
