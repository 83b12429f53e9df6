from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.browser import DESKTOP, PHONE, Browser
from harness.system import System


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def browser(request: pytest.FixtureRequest, system: System, tmp_path: Path) -> Iterator[Browser]:
    opened = Browser(system.url, request.param, tmp_path / "profile")
    try:
        yield opened
        assert opened.complaints() == []
    finally:
        opened.quit()
