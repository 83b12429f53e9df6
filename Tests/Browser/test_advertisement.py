"""An advertisement is shown as it will go out, before it is released."""

from harness.browser import Browser
from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.system import System


def test_mark_sender_and_refusal_stand_in_the_preview(browser: Browser, system: System, tenant: Tenant):
    system.administrator().patch(f"/admin/companies/{tenant.id}", {"optOutNumber": "080-123-4567"})
    browser.open("/login")
    browser.type("login-id", tenant.login_id)
    browser.type("login-password", MEMBER_PASSWORD)
    browser.click("login-submit")
    browser.until(lambda: browser.path == "/", "the first page opens")
    browser.open("/campaigns/new")
    browser.open_step("step-message")
    before = browser.text("title-meter")

    browser.type("title", "겨울 쿠폰")
    browser.press(browser.all("purpose-advertisement")[0])
    browser.type("message", "커피 한 잔!")

    browser.until(lambda: browser.text("title-meter").startswith("15 "), "the mark counts: 6 bytes beside 9")
    assert before != browser.text("title-meter")
    shown = browser.script("return document.getElementById('preview-text').textContent")
    assert shown.startswith("(광고)하늘커피") and shown.endswith("무료수신거부 080-123-4567"), shown
    browser.screenshot("advertisement")
