"""Headless Chromium as a person uses it: looks for what the page marks for tests, waits, clicks, types."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from harness.programs import PACKAGE

SCREENSHOTS = PACKAGE / ".build" / "screenshots"
DESKTOP = (1440, 960)
PHONE = (390, 844)

# A drop is made of a file that the page never had a field for.
_DROP = """
const [target, input] = arguments;
const transfer = new DataTransfer();
transfer.items.add(input.files[0]);
for (const kind of ["dragenter", "dragover", "drop"])
  target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
input.remove();
"""
_FIELD_FOR_DROP = """
const input = document.createElement("input");
input.type = "file"; input.id = "file-in-hand";
document.body.append(input);
return input;
"""


class Browser:
    def __init__(self, url: str, size: tuple[int, int], profile: Path):
        self.url = url
        self.is_phone = size == PHONE
        self._driver = webdriver.Chrome(_options(size, profile), Service("/usr/bin/chromedriver"))
        self._driver.set_page_load_timeout(30)

    def quit(self) -> None:
        self._driver.quit()

    def open(self, path: str) -> None:
        self._driver.get(self.url + path)

    @property
    def path(self) -> str:
        return self._driver.current_url.removeprefix(self.url)

    def see(self, mark: str, seconds: float = 20) -> WebElement:
        """The visible element that the page marks `data-testid`."""
        return self._wait(lambda: next((e for e in self.all(mark) if e.is_displayed()), None), f"{mark} is seen", seconds)

    def all(self, mark: str) -> list[WebElement]:
        return self._driver.find_elements(By.CSS_SELECTOR, f'[data-testid="{mark}"]')

    def is_shown(self, mark: str) -> bool:
        return any(element.is_displayed() for element in self.all(mark))

    def within(self, element: WebElement, selector: str) -> list[WebElement]:
        return element.find_elements(By.CSS_SELECTOR, selector)

    def text(self, mark: str) -> str:
        return self.see(mark).text

    def click(self, mark: str) -> None:
        self.press(self.see(mark))

    def press(self, element: WebElement) -> None:
        self._driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        self._wait(lambda: element.is_enabled() or None, "it can be pressed", 20)
        element.click()

    def type(self, mark: str, text: str) -> None:
        field = self.see(mark)
        field.clear()
        field.send_keys(text)

    def choose(self, mark: str, value: str) -> None:
        option = self.see(mark).find_element(By.CSS_SELECTOR, f'option[value="{value}"]')
        option.click()

    def open_step(self, mark: str) -> None:
        step = self.see(mark)
        if step.get_attribute("open") is None:
            self.press(step.find_element(By.CSS_SELECTOR, "summary"))

    def drop(self, mark: str, file: Path) -> None:
        target = self.see(mark)
        in_hand = self._driver.execute_script(_FIELD_FOR_DROP)
        in_hand.send_keys(str(file))
        self._driver.execute_script(_DROP, target, in_hand)

    def hand_over(self, mark: str, file: Path) -> None:
        self.all(mark)[0].send_keys(str(file))

    def until(self, holds: Callable[[], Any], what: str, seconds: float = 30) -> Any:
        return self._wait(holds, what, seconds)

    def script(self, code: str, *arguments: Any) -> Any:
        return self._driver.execute_script(code, *arguments)

    def screenshot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        kind = "phone" if self.is_phone else "desktop"
        self._driver.save_screenshot(str(SCREENSHOTS / f"{name}-{kind}.png"))

    def complaints(self) -> list[str]:
        """What the browser itself found wrong: refused styles and scripts, failed loads, uncaught errors."""
        return [entry["message"] for entry in self._driver.get_log("browser") if entry["level"] == "SEVERE"]

    def is_wider_than_its_window(self) -> bool:
        return self.script("return document.documentElement.scrollWidth > window.innerWidth + 1")

    def _wait(self, holds: Callable[[], Any], what: str, seconds: float) -> Any:
        def check(_: object) -> Any:
            try:
                return holds()
            except StaleElementReferenceException:
                return None  # the page replaced it while we looked

        return WebDriverWait(self._driver, seconds, poll_frequency=0.05).until(check, f"{what}, at {self.path}")


def _options(size: tuple[int, int], profile: Path) -> Options:
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    width, height = size
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=ko-KR",
        "--disable-background-networking", "--disable-component-update", "--no-first-run", "--hide-scrollbars",
        f"--window-size={width},{height}", f"--user-data-dir={profile}",
    ):  # fmt: skip
        options.add_argument(argument)
    if size == PHONE:
        metrics = {"width": width, "height": height, "pixelRatio": 2.0, "mobile": True, "touch": True}
        options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return options
