"""What the owner does at the console, in a browser."""

import secrets

from playwright.sync_api import Page
from running import Shop


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
