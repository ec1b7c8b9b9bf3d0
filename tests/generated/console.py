"""What the owner does at the console, in a browser."""

import secrets

import httpx
from playwright.sync_api import Locator, Page, expect
from running import Shop


def change_password(shop: Shop) -> str:
    """The owner's own password, in place of the one-time one, which opens nothing else. Once in a shop's life."""
    own = secrets.token_urlsafe(16)
    api = f"{shop.url}/api/v1/staff"
    given = {"username": shop.username, "password": shop.password}
    token = httpx.post(f"{api}/login", json=given).raise_for_status().json()["token"]
    head = {"Authorization": f"Bearer {token}"}
    httpx.post(f"{api}/password", json={"old": shop.password, "new": own}, headers=head).raise_for_status()
    return own


def sign_in(page: Page, shop: Shop, password: str) -> None:
    page.goto(f"{shop.url}/admin/login")
    page.fill("[name=username]", shop.username)
    page.fill("[name=password]", password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: not url.endswith("/login"))


def sign_in_first(page: Page, shop: Shop) -> None:
    """With the one-time password, which has to be changed before anything else."""
    own = secrets.token_urlsafe(16)
    sign_in(page, shop, shop.password)
    page.fill("#old", shop.password)
    page.fill("#new", own)
    page.fill("#again", own)
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/admin/login*")
    sign_in(page, shop, own)


class Console:
    """The console in `page`, where the owner has signed in."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def row(self, menu: str, text: str) -> Locator:
        """The first row with `text` in the list that the menu calls so, as it is now."""
        self.page.get_by_role("link", name=menu, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")
        return self.page.get_by_role("row").filter(has_text=text).first

    def act(self, menu: str, text: str, action: str, **form: str) -> None:
        """What the row's link `action` asks for in its dialog, filled in and sent."""
        self.row(menu, text).get_by_role("link", name=action, exact=True).click()
        dialog = self.page.get_by_role("dialog").filter(visible=True)
        for name, value in form.items():
            field = dialog.locator(f"[name={name}]")
            if field.evaluate("(field) => field.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)
        dialog.locator("#actionSubmit, button.btn-primary, button.btn-danger").last.click()
        expect(dialog).to_be_hidden()
