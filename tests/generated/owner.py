"""The shop's owner, who comes in with a one-time password."""

import httpx

PASSWORD = "wu-long-7342-shui"  # noqa: S105  of a shop that lives for a test


def signed_in_first(url: str, username: str, one_time: str) -> str:
    """A token, after the one-time password has been changed to PASSWORD."""

    def signed_in(password: str) -> str:
        answer = httpx.post(f"{url}/api/v1/staff/login", json={"username": username, "password": password})
        return str(answer.raise_for_status().json()["token"])

    changed = {"old": one_time, "new": PASSWORD}
    head = {"Authorization": f"Bearer {signed_in(one_time)}"}
    httpx.post(f"{url}/api/v1/staff/password", json=changed, headers=head).raise_for_status()
    return signed_in(PASSWORD)
