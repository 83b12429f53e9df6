"""Templates by clicking: the gallery, a copy that is changed beside its preview, and the card in the registration."""

from pathlib import Path

from harness.api import Client
from harness.browser import Browser
from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.system import ADMIN_LOGIN, ADMIN_PASSWORD, System


def test_an_administrator_copies_a_template_changes_it_and_finds_it_in_the_registration(
    browser: Browser, system: System, tenant: Tenant
):
    name = f"여름 안내 {tenant.login_id[-2:]}{'p' if browser.is_phone else 'd'}"
    sign_in(browser, ADMIN_LOGIN, ADMIN_PASSWORD)
    browser.open("/admin/templates")
    wait_for_pictures(browser)
    assert not browser.is_wider_than_its_window()
    browser.screenshot("templates")

    browser.press(browser.see("add-template"))
    wait_for_sample(browser, 1)
    browser.screenshot("template-new")
    browser.type("template-name", name)
    browser.choose("template-company", tenant.id)
    browser.click("ground-gradient")
    wait_for_sample(browser, 2)
    open_part(browser, "part-recipient")
    type_into(browser, "part-recipient", "pattern", "{} 고객님께")
    wait_for_sample(browser, 3)
    assert browser.is_shown("card-reads") and "KB / 300 KB" in browser.text("card-size")
    assert not browser.is_wider_than_its_window()
    browser.screenshot("template-changed")
    browser.click("save-template")
    browser.until(lambda: browser.path == "/admin/templates", "the gallery opens")
    [look] = [card for card in browser.all("template") if card.get_attribute("data-name") == name]
    assert "사용 중" in look.text

    kept = the_template(system.administrator(), name)
    assert kept["companyId"] == tenant.id and kept["version"] == 1
    browser.open("/campaigns/new")
    browser.open_step("step-product")
    browser.until(lambda: name not in shown_cards(browser), "templates of other companies are hidden")
    browser.choose("company", tenant.id)
    assert name in shown_cards(browser)
    sign_out_and_in(browser, tenant)
    browser.open("/campaigns/new")
    assert name in shown_cards(browser)


def test_a_part_is_moved_in_the_preview_and_a_bad_place_is_named(browser: Browser, system: System):
    sign_in(browser, ADMIN_LOGIN, ADMIN_PASSWORD)
    browser.open("/admin/templates/new")
    wait_for_sample(browser, 1)
    open_part(browser, "part-barcode")
    before = value_in(browser, "part-barcode", "frame.y")
    mark = browser.within(browser.see("template-editor"), ".mark")[0]
    browser.script("arguments[0].focus()", mark)
    for _ in range(3):
        mark.send_keys("\ue013")  # the arrow up
    browser.until(lambda: value_in(browser, "part-barcode", "frame.y") == before - 3, "the field follows")

    type_into(browser, "part-barcode", "frame.width", "200")
    problem = browser.see("template-problem")
    browser.until(lambda: "바코드 자리가 좁아" in problem.text, "the problem is told")
    browser.screenshot("template-problem")
    type_into(browser, "part-barcode", "frame.width", "608")
    browser.until(lambda: not browser.is_shown("template-problem"), "the problem goes")
    assert all("422" in line for line in browser.complaints())
    browser.script("window.onbeforeunload = null; window.addEventListener('beforeunload', e => e.stopImmediatePropagation(), true)")


def test_an_svg_in_disguise_is_refused_in_words(browser: Browser, tmp_path: Path):
    file = tmp_path / "로고.png"
    file.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    sign_in(browser, ADMIN_LOGIN, ADMIN_PASSWORD)
    browser.open("/admin/templates/new")
    wait_for_sample(browser, 1)
    browser.click("ground-picture")

    browser.hand_over("ground-file", file)

    assert "JPEG나 PNG 그림이 아니" in browser.text("toast")
    assert all("422" in line for line in browser.complaints())


def wait_for_sample(browser: Browser, times: int) -> None:
    """Until the preview has been drawn so often."""
    browser.until(lambda: int(browser.see("sample").get_attribute("data-drawn") or 0) >= times, f"sample {times} is drawn")


def wait_for_pictures(browser: Browser) -> None:
    loaded = "return [...document.querySelectorAll('.look img')].slice(0, 4).every(image => image.complete && image.naturalWidth)"
    browser.until(lambda: browser.script(loaded), "the first samples are drawn")


def open_part(browser: Browser, mark: str) -> None:
    part = browser.see(mark)
    if part.get_attribute("open") is None:
        browser.press(browser.within(part, "summary")[0])
    browser.until(lambda: browser.see(mark).get_attribute("open") is not None, f"{mark} opens")


def type_into(browser: Browser, part: str, path: str, text: str) -> None:
    [field] = browser.within(browser.see(part), f'[data-path="{path}"]')
    browser.script("arguments[0].value = ''", field)
    field.send_keys(text)


def value_in(browser: Browser, part: str, path: str) -> int:
    [field] = browser.within(browser.see(part), f'[data-path="{path}"]')
    return int(field.get_attribute("value"))


def the_template(administrator: Client, name: str) -> dict:
    [found] = [template for template in administrator.get("/admin/templates", size=200)["items"] if template["name"] == name]
    return found


def shown_cards(browser: Browser) -> str:
    return browser.script(
        "return [...document.querySelectorAll('.gallery label:not([hidden])')].map((card) => card.textContent).join()"
    )


def sign_out_and_in(browser: Browser, tenant: Tenant) -> None:
    browser.click("user-menu")
    browser.click("logout")
    sign_in(browser, tenant.login_id, MEMBER_PASSWORD)


def sign_in(browser: Browser, login_id: str, password: str) -> None:
    browser.open("/login")
    browser.type("login-id", login_id)
    browser.type("login-password", password)
    browser.click("login-submit")
    browser.until(lambda: browser.path == "/", "the first page opens")
