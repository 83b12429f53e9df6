"""Every page opens, keeps to its window, and says nothing wrong to the browser; who is not signed in sees the login."""

import pytest

from harness.browser import Browser
from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.system import ADMIN_LOGIN, ADMIN_PASSWORD, System

MEMBER_PAGES = {"today": "/", "registration-empty": "/campaigns/new", "campaigns": "/campaigns", "coupon-search": "/coupons"}
ADMIN_PAGES = {
    "users": "/admin/users",
    "companies": "/admin/companies",
    "callback-numbers": "/admin/callback-numbers",
    "templates": "/admin/templates",
    "issue-orders": "/admin/issue-orders",
    "opt-outs": "/admin/opt-outs",
    "system": "/admin/system",
}


def test_pages_of_a_member_open_and_fit(browser: Browser, tenant: Tenant):
    sign_in(browser, tenant.login_id, MEMBER_PASSWORD)

    for name, path in MEMBER_PAGES.items():
        open_and_look(browser, name, path)


def test_pages_of_an_administrator_open_and_fit(browser: Browser, system: System, tenant: Tenant):
    sign_in(browser, ADMIN_LOGIN, ADMIN_PASSWORD)

    for name, path in (MEMBER_PAGES | ADMIN_PAGES).items():
        open_and_look(browser, f"admin-{name}", path)


def test_a_wrong_password_says_one_thing_whoever_asks(browser: Browser, tenant: Tenant):
    told = set()
    for login_id in (tenant.login_id, f"no-{tenant.login_id}"):
        browser.open("/login")
        browser.type("login-id", login_id)
        browser.type("login-password", "wrong-password-1")
        browser.click("login-submit")
        told.add(browser.text("login-problem"))

    assert len(told) == 1
    assert all("401" in line for line in browser.complaints())


@pytest.mark.parametrize("elsewhere", ["/%09/evil.example", "/%5Cevil.example", "%2F%2Fevil.example", "https:evil.example"])
def test_a_link_to_the_login_leads_to_no_other_site(browser: Browser, tenant: Tenant, elsewhere: str):
    browser.open(f"/login?next={elsewhere}")
    log_in(browser, tenant.login_id, MEMBER_PASSWORD)

    browser.until(lambda: browser.path == "/", "our first page opens")


@pytest.mark.parametrize("elsewhere", ["/\t/evil.example", "//evil.example", "/x/..//evil.example", "javascript:alert(1)", "http://"])
def test_the_login_page_itself_leads_to_no_other_site(browser: Browser, tenant: Tenant, elsewhere: str):
    browser.open("/login")
    browser.script("document.getElementById('login-form').dataset.next = arguments[0]", elsewhere)
    log_in(browser, tenant.login_id, MEMBER_PASSWORD)

    browser.until(lambda: not browser.path.startswith("/login"), "a page opens")
    assert browser.script("return location.origin") == browser.url
    assert all("404" in line for line in browser.complaints())


def test_a_link_to_the_login_leads_back_to_our_page(browser: Browser, tenant: Tenant):
    browser.open("/campaigns?q=%EA%B0%80%EC%9D%84")
    browser.see("login-id")
    log_in(browser, tenant.login_id, MEMBER_PASSWORD)

    browser.until(lambda: browser.path == "/campaigns?q=%EA%B0%80%EC%9D%84", "the page that was asked for opens")


@pytest.mark.parametrize("path", [*MEMBER_PAGES.values(), *ADMIN_PAGES.values()])
def test_without_signing_in_every_page_is_the_login(system: System, path: str):
    answer = system.anonymous().page(path)

    assert answer.status_code in (302, 303) and answer.headers["Location"].startswith("/login")


@pytest.mark.parametrize("path", ADMIN_PAGES.values())
def test_pages_of_administrators_are_refused_to_members(browser: Browser, tenant: Tenant, path: str):
    sign_in(browser, tenant.login_id, MEMBER_PASSWORD)

    browser.open(path)

    assert "권한" in browser.script("return document.body.innerText")
    assert all("403" in line for line in browser.complaints())


def test_signing_out_ends_the_session(browser: Browser, tenant: Tenant):
    sign_in(browser, tenant.login_id, MEMBER_PASSWORD)
    browser.click("user-menu")
    browser.click("logout")
    browser.see("login-id")

    browser.open("/campaigns")

    assert browser.path.startswith("/login")


def sign_in(browser: Browser, login_id: str, password: str) -> None:
    browser.open("/login")
    log_in(browser, login_id, password)
    browser.until(lambda: browser.path == "/", "the first page opens")


def log_in(browser: Browser, login_id: str, password: str) -> None:
    browser.type("login-id", login_id)
    browser.type("login-password", password)
    browser.click("login-submit")


def open_and_look(browser: Browser, name: str, path: str) -> None:
    browser.open(path)
    assert browser.path == path
    browser.screenshot(name)
    assert not browser.is_wider_than_its_window(), f"{path} has to be scrolled sideways"
    assert browser.complaints() == [], path
