"""Sending a coupon again, opt-outs and the brakes, as people do it at the screen."""

from harness.browser import Browser
from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.people import people
from harness.system import ADMIN_LOGIN, ADMIN_PASSWORD, System


def test_a_coupon_is_sent_again_with_a_reason(browser: Browser, system: System, tenant: Tenant):
    campaign = tenant.release(tenant.draft_for(people(1)))
    tenant.wait_until_settled(campaign)
    coupon = tenant.coupons(campaign)[0]
    sign_in(browser, tenant.login_id, MEMBER_PASSWORD)
    browser.open(f"/coupons/{coupon['id']}")

    browser.click("action-resend")
    browser.press(browser.within(browser.see("coupon"), "dialog[open] [data-reason]")[0])
    browser.screenshot("resend-dialog")
    browser.click("resend-submit")

    browser.see("toast")
    tenant.wait_until_settled(campaign)
    browser.open(f"/coupons/{coupon['id']}")
    assert "재발송 요청" in browser.text("timeline") and "못 받음" in browser.text("timeline")
    browser.screenshot("resent")
    keys = sorted(row["CLIENT_KEY"] for row in system.messages() if row["CLIENT_KEY"].startswith(coupon["id"]))
    assert keys == [coupon["id"], f"{coupon['id']}R1"]


def test_opt_outs_are_added_found_and_taken_away(browser: Browser, system: System, tenant: Tenant):
    person = people(1)[0]
    sign_in(browser, ADMIN_LOGIN, ADMIN_PASSWORD)
    browser.open("/admin/opt-outs")

    browser.click("add-opt-out")
    browser.choose("opt-out-company", tenant.id)
    browser.type("opt-out-text", f"{person.hyphenated}\nabc")
    browser.screenshot("opt-out-dialog")
    browser.click("opt-out-submit")
    browser.see("toast")
    browser.screenshot("opt-outs")

    refused = tenant.member.post("/campaigns", tenant.draft_for([person]), expect=422)
    assert "수신거부" in refused["detail"]


def test_a_brake_is_seen_by_everybody_until_it_is_lifted(browser: Browser, system: System, tenant: Tenant):
    sign_in(browser, ADMIN_LOGIN, ADMIN_PASSWORD)
    browser.open("/admin/system")

    browser.click("hold-sending")
    browser.type("hold-sending-reason", "통신사 점검")
    browser.screenshot("hold-dialog")
    browser.click("hold-sending-submit")

    browser.see("toast")
    browser.screenshot("held")
    assert "통신사 점검" in browser.text("brake")
    assert "통신사 점검" in tenant.member.page("/").text

    browser.click("lift")
    browser.click("lift-submit")
    browser.until(lambda: not browser.is_shown("brake"), "the banner goes")


def sign_in(browser: Browser, login_id: str, password: str) -> None:
    browser.open("/login")
    browser.type("login-id", login_id)
    browser.type("login-password", password)
    browser.click("login-submit")
    browser.until(lambda: browser.path == "/", "the first page opens")
