from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.browser import DESKTOP, PHONE, Browser
from harness.system import System


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """A failed test leaves a picture of what it saw last."""
    report = yield
    browser = item.funcargs.get("browser") if call.when == "call" else None
    if browser and report.failed:
        browser.screenshot(f"FAILED-{item.originalname}")
    return report


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def browser(request: pytest.FixtureRequest, system: System, tmp_path: Path) -> Iterator[Browser]:
    opened = Browser(system.url, request.param, tmp_path / "profile")
    try:
        yield opened
        assert opened.complaints() == []
    finally:
        opened.quit()
