"""A browser's EventSource on a campaign: open from the first line until the server ends it."""

import threading

import requests

from harness.campaigns import Tenant
from harness.programs import eventually


class OpenPage:
    def __init__(self, company: Tenant, campaign: str):
        headers = {"Authorization": company.member.authorization, "Accept": "text/event-stream"}
        self._answer = requests.get(
            f"{company.member.url}/api/v1/campaigns/{campaign}/events", stream=True, timeout=(5, 60), headers=headers
        )
        assert self._answer.status_code == 200, self._answer.text
        self.text = ""
        self.how: str | None = None
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        eventually(lambda: "event: progress" in self.text or self.how, "the page hears of the campaign", 10)

    def _read(self) -> None:
        try:
            for piece in self._answer.iter_content(chunk_size=None):
                self.text += piece.decode()
            self.how = "ended"
        except requests.RequestException as error:
            self.how = f"cut: {error}"

    def wait_for_the_end(self, seconds: float = 10) -> str:
        """All that was heard, when the server has ended the stream in good order."""
        self._reader.join(seconds)
        assert self.how == "ended", f"the stream was not ended within {seconds} s: {self.how}"
        return self.text
