"""Writing a campaign over an afternoon: lists that are wrong and put right, drafts that wait, a release held in hand."""

import io
import time
from pathlib import Path

import openpyxl
from selenium.webdriver.common.by import By

from harness.browser import Browser
from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.people import Person, people
from harness.spreadsheets import openpyxl_file, workbook
from harness.system import System

HEADINGS = ["이름", "휴대폰번호"]


def test_a_wrong_list_is_corrected_merged_and_its_doubles_are_a_choice(browser: Browser, tenant: Tenant, tmp_path: Path):
    good = people(4)
    rows = [[person.name, person.phone] for person in good]
    wrong = [["최사무", "02-123-4567"], ["박짧음", "010-123-456"], ["이안심", "0505-123-4567"], ["빈칸", ""], [good[3].phone, "정바뀜"]]
    file = save(tmp_path / "명단.xlsx", workbook([HEADINGS, *rows, *wrong, rows[0]]))
    fixed = save(tmp_path / "고친명단.xlsx", workbook([HEADINGS, ["최사무", people(1)[0].phone], ["박짧음", "010-123-456"]]))

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    hand_over(browser, file)
    assert tallies(browser) == (4, 1, 5)
    browser.click("tally-invalid")
    shown = browser.text("list-rows")
    for words in ("휴대폰번호가 아닙니다", "안심번호", "비어 있습니다", "빠진 숫자", "서로 바뀌었는지"):
        assert words in shown, f"{words} is not said:\n{shown}"
    browser.screenshot("list-each-kind-of-mistake")
    assert not browser.is_wider_than_its_window()

    browser.hand_over("merge-file", fixed)
    browser.until(lambda: tallies(browser) == (5, 1, 4), "the corrected row is taken")
    browser.screenshot("list-corrected")
    browser.click("switch-doubles")
    browser.until(lambda: tallies(browser) == (6, 0, 4), "doubles are coupons of their own")


def test_columns_nobody_named_are_chosen_by_hand(browser: Browser, tenant: Tenant, tmp_path: Path):
    rows = [["강남점", "가1", "이천사", "2024"], ["서초점", "가2", "김백합", "2025"]]
    file = save(tmp_path / "지점.xlsx", workbook([["지점", "코드", "점장", "연도"], *rows]))
    good = people(12)
    same = save(tmp_path / "같은이름.xlsx", workbook([HEADINGS, *[["고객님", person.phone] for person in good]]))

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    browser.open_step("step-recipients")
    browser.hand_over("file-input", file)
    assert "점장" in browser.text("column-phone")
    browser.screenshot("list-choose-columns")
    browser.hand_over("file-input", same)
    browser.see("list-result")

    assert "고객님" in browser.text("list-warning")
    browser.click("change-columns")
    browser.choose("column-name", "")
    browser.click("use-columns")
    browser.until(lambda: not browser.is_shown("list-warning"), "without names there is nothing to warn of")
    browser.screenshot("list-other-columns")
    refused_once(browser, "422")


def test_which_column_holds_the_numbers_is_asked_before_anything_else(browser: Browser, tenant: Tenant, tmp_path: Path):
    own, others = people(4), people(4)
    rows = [[one.name, one.hyphenated, other.hyphenated, 2] for one, other in zip(own, others, strict=True)]
    file = save(tmp_path / "두 번호.xlsx", workbook([["이름", "연락처", "연락처2", "주문수량"], *rows]))

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    browser.open_step("step-recipients")
    browser.hand_over("file-input", file)
    asked = browser.text("doubt")

    assert own[0].hyphenated in asked and others[2].hyphenated in asked and "연락처2" in asked
    assert not browser.is_shown("list-result")
    assert not browser.see("confirm-columns").is_enabled()
    show(browser, "doubt", "list-doubt")
    write_message(browser, tenant)
    browser.open_step("step-release")
    assert "번호가 어느 열에 있는지" in browser.text("checks") and not browser.see("release").is_enabled()
    browser.open_step("step-recipients")
    browser.click("doubt-phone-2")
    browser.click("doubt-quantity-none")
    show(browser, "doubt", "list-doubt-answered")
    browser.click("confirm-columns")

    browser.see("list-result")
    assert not browser.is_shown("doubt")
    assert others[0].hyphenated in browser.text("list-rows") and own[0].hyphenated not in browser.text("list-rows")
    release(browser, 4)


def test_what_excel_hides_is_told_and_can_be_taken(browser: Browser, tenant: Tenant, tmp_path: Path):
    first, second = people(5), people(3)
    file = save(tmp_path / "숨긴 행.xlsx", hidden_rows_and_a_second_sheet(first, second))

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    hand_over(browser, file)

    assert tallies(browser) == (3, 0, 0)
    told = " ".join(warning.text for warning in browser.all("list-warning"))
    assert "숨기기" in told and "2차" in told and "3명" in told
    show(browser, "sheet", "list-hidden-rows")
    browser.click("switch-hidden")
    browser.until(lambda: tallies(browser) == (5, 0, 0), "the hidden rows are on the list")
    show(browser, "list-rows", "list-hidden-rows-taken")
    browser.click("switch-hidden")
    browser.until(lambda: tallies(browser) == (3, 0, 0), "they are gone again")
    browser.choose("sheet", "2차")
    browser.until(lambda: second[0].hyphenated in browser.text("list-rows"), "the other sheet is read")
    assert not browser.is_wider_than_its_window()


def test_more_than_a_thousand_are_offered_as_several_campaigns(browser: Browser, tenant: Tenant, tmp_path: Path):
    file = save(tmp_path / "많은사람.xlsx", openpyxl_file(people(1003)))

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    browser.open_step("step-recipients")
    browser.hand_over("file-input", file)
    browser.click("split")

    browser.until(lambda: number_in(browser, "tally-valid") == 1003, "the whole list is taken")
    refused_once(browser, "422")
    assert "1,000명 · 3명" in browser.text("list-warning")
    write_message(browser, tenant)
    release(browser, 1003, "발송 2개로 나누어")
    browser.until(lambda: len(browser.all("campaign-row")) == 2, "both campaigns are there")
    totals = sorted(campaign["counts"]["total"] for campaign in tenant.member.get("/campaigns")["items"])
    assert totals == [3, 1000]
    for campaign in tenant.member.get("/campaigns")["items"]:
        tenant.member.post(f"/campaigns/{campaign['id']}/stop", expect=200)


def test_a_draft_saves_itself_is_found_again_and_is_gone_with_the_release(browser: Browser, tenant: Tenant, tmp_path: Path):
    recipients = people(3)
    file = save(tmp_path / "명단.xlsx", openpyxl_file(recipients))

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    hand_over(browser, file)
    write_message(browser, tenant, event="초안 이벤트")
    drafts = lambda: [one["content"].get("message") for one in tenant.member.get("/campaigns/drafts")["items"]]  # noqa: E731
    browser.until(lambda: any(text and text.endswith("드립니다.") for text in drafts()), "the last word is saved")
    assert "임시저장됨" in browser.text("saved")
    draft = browser.path
    assert draft.startswith("/campaigns/new?draft=")

    browser.open("/campaigns")
    browser.screenshot("drafts-in-the-list")
    [link] = [element for element in browser.all("draft") if element.text == "초안 이벤트"]
    browser.press(link)
    browser.until(lambda: browser.path == draft, "the draft opens")
    browser.until(lambda: browser.script("return document.getElementById('eventName').value") == "초안 이벤트", "the text is back")
    browser.open_step("step-recipients")
    browser.until(lambda: number_in(browser, "tally-valid") == 3, "the list is back")
    open_check(browser)
    checks = browser.text("checks")
    for words in ("판매 중", "쿠폰 공급사", "문자 발송기", "저장 공간", "수신거부"):
        assert words in checks, f"{words} is not among the checks:\n{checks}"
    assert recipients[0].hyphenated in browser.text("first-rows")
    browser.script("document.getElementById('checks').scrollIntoView({block: 'start', behavior: 'instant'}); scrollBy(0, -80)")
    browser.screenshot("final-check")
    assert not browser.is_wider_than_its_window()
    browser.click("test-send")
    browser.type("test-phone", people(1)[0].hyphenated)
    browser.click("test-now")
    browser.until(lambda: "도착" in browser.text("test-state"), "the test arrives", seconds=60)
    browser.screenshot("test-send")
    browser.press(browser.within(browser.see("test-phone").find_element(By.XPATH, "ancestor::dialog"), '.dialog-foot [data-act="close"]')[0])
    release(browser, 3)
    browser.see("campaign")

    assert tenant.member.get("/campaigns/drafts")["items"] == []
    browser.open(draft)
    browser.see("toast")
    browser.until(lambda: browser.path == "/campaigns/new", "a new one is begun")
    refused_once(browser, "404")


def test_who_got_the_event_before_is_left_out_until_somebody_wants_it(browser: Browser, tenant: Tenant, tmp_path: Path):
    before = people(2)
    id = tenant.release(tenant.draft_for(before, eventName="두 번째 이벤트"))
    file = save(tmp_path / "명단.xlsx", openpyxl_file([*before, *people(1)]))

    sign_in(browser, tenant)
    browser.open(f"/campaigns/new?copy={id}")
    browser.until(lambda: browser.script("return document.getElementById('eventName').value") == "두 번째 이벤트", "it is copied")
    hand_over(browser, file)

    assert number_in(browser, "tally-valid") == 1 and number_in(browser, "tally-received") == 2
    browser.click("tally-received")
    browser.screenshot("list-received-before")
    browser.click("switch-received")
    browser.until(lambda: number_in(browser, "tally-valid") == 3, "they are sent to all the same")


def test_a_scheduled_campaign_is_paused_resumed_and_stopped_from_its_page(browser: Browser, tenant: Tenant, tmp_path: Path):
    file = save(tmp_path / "명단.xlsx", openpyxl_file(people(3)))
    at = time.strftime("%Y-%m-%dT%H:%M", time.gmtime(time.time() + 9 * 3600 + 26 * 3600))

    sign_in(browser, tenant)
    browser.open("/campaigns/new")
    pick_product(browser)
    hand_over(browser, file)
    write_message(browser, tenant)
    browser.open_step("step-schedule")
    browser.click("when-later")
    browser.script("const f = document.getElementById('scheduledAt'); f.value = arguments[0]; f.dispatchEvent(new Event('input', {bubbles: true}))", at)
    release(browser, 3)

    browser.until(lambda: "예약" in browser.text("status"), "it is scheduled")
    browser.screenshot("campaign-scheduled")
    browser.click("pause")
    browser.type("pause-reason", "문구 확인 중")
    browser.screenshot("campaign-ask-pause")
    browser.click("pause-now")
    browser.until(lambda: "일시정지" in browser.text("status"), "it is paused")
    assert "문구 확인 중" in browser.text("halted") and "김하늘님" in browser.text("halted")
    browser.screenshot("campaign-paused")
    assert not browser.is_wider_than_its_window()
    browser.click("resume")
    browser.until(lambda: "예약" in browser.text("status"), "it goes on")
    later = time.strftime("%Y-%m-%dT%H:%M", time.gmtime(time.time() + 9 * 3600 + 50 * 3600))
    browser.click("reschedule")
    browser.see("new-time")
    browser.script("document.getElementById('new-time').value = arguments[0]", later)
    browser.screenshot("campaign-ask-reschedule")
    browser.click("reschedule-now")
    told = "return document.getElementById('headline').innerText + document.getElementById('beside').innerText"
    browser.until(lambda: browser.script(told).count(later[:10]) == 2, "its new time stands wherever its time stood")
    browser.click("stop")
    assert not browser.see("stop-now").is_enabled()
    browser.type("stop-word", "중지")
    browser.screenshot("campaign-ask-stop")
    browser.click("stop-now")
    browser.until(lambda: "중지됨" in browser.text("status"), "it is stopped")
    browser.until(lambda: "거두어들이고" not in browser.text("halted"), "everything is taken back")
    browser.screenshot("campaign-stopped")


def refused_once(browser: Browser, status: str) -> None:
    """The refusal is an answer, not a fault: the browser writes it down all the same."""
    told = browser.complaints()
    assert told and all(status in line for line in told), told


def test_only_the_failed_ones_are_sent_again(browser: Browser, tenant: Tenant, system: System):
    recipients = people(3)
    id = tenant.release(tenant.draft_for(recipients))
    tenant.wait_until_settled(id)
    unlucky = tenant.coupons(id)[1]["trId"]
    as_if_the_phone_was_off(system, unlucky)

    sign_in(browser, tenant)
    browser.open(f"/campaigns/{id}")
    button = browser.see("retry-failed")
    assert "실패 1건만 다시 보내기" in button.text
    browser.press(button)
    browser.screenshot("campaign-ask-retry")
    browser.click("retry-now")
    browser.until(lambda: "1건을 다시 보냅니다" in browser.text("toast"), "it says what it did")
    browser.until(lambda: number_in(browser, "tile-delivered") == 3, "it arrives in the end", seconds=60)

    keys = [row["CLIENT_KEY"] for row in system.messages() if row["CLIENT_KEY"].startswith(unlucky)]
    assert len(keys) == len(set(keys)) == 2, "one message more, and only one"
    assert not browser.is_shown("retry-failed")


def as_if_the_phone_was_off(system: System, tr_id: str) -> None:
    """Puts the agent's verdict on a delivered message: the simulator picks its victims by chance."""
    with system.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE message SET state = 'failed', result_code = '51004' WHERE client_key = %s", (tr_id,))
        cursor.execute(
            "UPDATE coupon SET delivery_state = 'failed', delivery_note = '전원이 꺼져 있음' WHERE message_id = "
            "(SELECT id FROM message WHERE client_key = %s)", (tr_id,),
        )  # fmt: skip
        connection.commit()


def save(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def hidden_rows_and_a_second_sheet(first: list[Person], second: list[Person]) -> bytes:
    book = openpyxl.Workbook()
    sheets = [book.active, book.create_sheet("2차")]
    sheets[0].title = "1차"
    for sheet, listed in zip(sheets, (first, second), strict=True):
        sheet.append(HEADINGS)
        for person in listed:
            sheet.append([person.name, person.hyphenated])
    for row in (3, 5):
        sheets[0].row_dimensions[row].hidden = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def show(browser: Browser, mark: str, name: str) -> None:
    """A picture with that element near the top."""
    browser.script("arguments[0].scrollIntoView({block: 'start', behavior: 'instant'}); scrollBy(0, -90)", browser.see(mark))
    browser.screenshot(name)


def sign_in(browser: Browser, tenant: Tenant) -> None:
    browser.open("/login")
    browser.type("login-id", tenant.login_id)
    browser.type("login-password", MEMBER_PASSWORD)
    browser.click("login-submit")
    browser.until(lambda: browser.path == "/", "the first page opens")


def pick_product(browser: Browser) -> None:
    browser.open_step("step-product")
    browser.see("product")
    browser.press(next(card for card in browser.all("product") if card.is_enabled()))


def hand_over(browser: Browser, file: Path) -> None:
    browser.open_step("step-recipients")
    browser.hand_over("file-input", file)
    browser.see("list-result")


def write_message(browser: Browser, tenant: Tenant, event: str = "가을 감사 이벤트") -> None:
    browser.open_step("step-message")
    browser.type("event-name", event)
    browser.choose("callback-number", tenant.callback_number)
    browser.click("purpose-information")
    browser.type("title", "감사 쿠폰")
    browser.type("message", "{이름} 님께 감사의 마음을 담아 쿠폰을 드립니다.")


def open_check(browser: Browser) -> None:
    browser.open_step("step-release")
    browser.until(lambda: "쿠폰 공급사" in browser.text("checks"), "the pre-flight list is there")


def release(browser: Browser, count: int, words: str = "") -> None:
    open_check(browser)
    browser.type("confirm-count", str(count))
    button = browser.see("release")
    assert f"{count:,}명" in button.text and words in button.text
    browser.press(button)
    browser.until(lambda: not browser.path.startswith("/campaigns/new"), "the release is answered", seconds=60)


def tallies(browser: Browser) -> tuple[int, int, int]:
    return tuple(number_in(browser, f"tally-{name}") for name in ("valid", "duplicate", "invalid"))


def number_in(browser: Browser, mark: str) -> int:
    [number] = browser.see(mark).find_elements(By.CSS_SELECTOR, "b")
    return int(number.text.replace(",", ""))
