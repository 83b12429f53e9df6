"""The main job by clicking: sign in, pick a product, drop a spreadsheet, write, release, watch, and find a coupon again."""

from pathlib import Path

from harness.browser import Browser
from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.evidence import assert_each_got_a_readable_coupon, messages_by_phone
from harness.people import Person, people
from harness.spreadsheets import openpyxl_file, workbook
from harness.system import System


def test_a_member_sends_a_spreadsheet_of_people_a_coupon_each(
    browser: Browser, system: System, tenant: Tenant, tmp_path: Path
):
    recipients = people(15)
    file = tmp_path / "수신자.xlsx"
    file.write_bytes(openpyxl_file(recipients))

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    hand_over_list(browser, file)
    assert number_in(browser, "tally-valid") == len(recipients)
    write_message(browser, tenant)
    see_preview(browser, recipients[0])
    release(browser, len(recipients))

    watch_until_done(browser, len(recipients))
    assert_each_got_a_readable_coupon(system, recipients)
    assert len(browser.all("recipient-row")) == len(recipients)
    assert not browser.is_wider_than_its_window()


def test_cs_staff_find_a_coupon_by_phone_and_by_barcode(browser: Browser, system: System, tenant: Tenant):
    recipients = people(3)
    tenant.wait_until_settled(tenant.release(tenant.draft_for(recipients)))
    person = recipients[1]
    row = messages_by_phone(system, recipients)[person.phone]
    [order] = [order for order in system.oracle() if order["tr_id"] == row["CLIENT_KEY"]]

    sign_in(browser, tenant)
    for number in (person.hyphenated, order["barcodes"][0]):
        browser.open("/coupons")
        browser.type("coupon-search", number)
        browser.click("coupon-search-submit")
        browser.see("coupon")  # exactly one: it opens at once
        page = browser.script("return document.body.innerText")
        assert person.masked in page and order["order_id"] in page
        assert person.phone not in page and order["barcodes"][0] not in page, "the page shows a secret in full"
    assert [chip.text for chip in browser.within(browser.see("states"), ".chip")] == ["발급됨", "도착", "미사용"]
    browser.screenshot("coupon")


def test_a_list_with_mistakes_names_each_row_and_can_still_be_sent(browser: Browser, tenant: Tenant, tmp_path: Path):
    good = people(2)
    file = tmp_path / "틀린명단.xlsx"
    rows = [[person.name, person.phone] for person in good]
    file.write_bytes(workbook([["이름", "휴대폰번호"], rows[0], ["최사무", "02-123-4567"], rows[1]]))

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    hand_over_list(browser, file)

    assert (number_in(browser, "tally-valid"), number_in(browser, "tally-invalid")) == (2, 1)
    browser.click("tally-invalid")
    shown = browser.text("list-rows")
    assert "3" in shown and "02-123-4567" in shown
    assert browser.is_shown("problems-file")
    browser.screenshot("list-with-mistakes")


def test_a_file_that_is_no_spreadsheet_is_refused_in_words(browser: Browser, tenant: Tenant, tmp_path: Path):
    file = tmp_path / "사진.xlsx"
    file.write_bytes(b"this was never a spreadsheet")

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    browser.open_step("step-recipients")
    browser.hand_over("file-input", file)

    assert len(browser.text("list-problem")) > 10
    # The refusal is an answer, not a fault: the browser writes the 422 down all the same.
    assert all("422" in line for line in browser.complaints())


def sign_in(browser: Browser, tenant: Tenant) -> None:
    browser.open("/login")
    browser.see("login-id")
    browser.screenshot("login")
    browser.type("login-id", tenant.login_id)
    browser.type("login-password", MEMBER_PASSWORD)
    browser.click("login-submit")
    browser.until(lambda: browser.path == "/", "the first page opens")


def pick_product(browser: Browser) -> None:
    browser.open_step("step-product")
    browser.see("product")
    on_sale = [card for card in browser.all("product") if card.is_enabled() and not card.get_attribute("aria-disabled")]
    browser.press(on_sale[0])


def hand_over_list(browser: Browser, file: Path) -> None:
    """Dropped at a desk; on a phone nothing can be dragged, so it is picked."""
    browser.open_step("step-recipients")
    if browser.is_phone:
        browser.hand_over("file-input", file)
    else:
        browser.drop("drop", file)
    browser.see("list-result")


def write_message(browser: Browser, tenant: Tenant) -> None:
    browser.open_step("step-message")
    browser.type("event-name", "가을 감사 이벤트")
    browser.choose("callback-number", tenant.callback_number)
    browser.click("purpose-information")
    browser.type("title", "감사 쿠폰")
    browser.type("message", "{이름} 님께 감사의 마음을 담아 쿠폰을 드립니다.")


def see_preview(browser: Browser, person: Person) -> None:
    preview = browser.see("preview")
    if preview.get_attribute("open") is None:
        browser.press(browser.within(preview, "h2")[0])
    browser.see("preview-card")
    browser.until(lambda: person.name in browser.text("preview-text"), "the preview greets the first recipient")
    browser.screenshot("registration")


def release(browser: Browser, count: int) -> None:
    browser.open_step("step-release")
    browser.type("confirm-count", str(count))
    button = browser.see("release")
    assert f"{count}명" in button.text
    browser.press(button)
    browser.until(lambda: browser.path.startswith("/campaigns/") and browser.path != "/campaigns/new", "the campaign opens")


def watch_until_done(browser: Browser, count: int) -> None:
    """The page follows by itself; nobody presses reload."""
    browser.see("campaign")
    browser.until(lambda: browser.text("percent") == "100%", "the progress reaches 100 %", seconds=60)
    browser.until(lambda: number_in(browser, "tile-delivered") == count, "every message has arrived")
    browser.screenshot("campaign")


def number_in(browser: Browser, mark: str) -> int:
    [number] = browser.within(browser.see(mark), "b")
    return int(number.text.replace(",", ""))
