"""What looks like a key, a password or a token, and how it is kept off every screen.

Covers what a WeChat business has to keep secret: the AppSecret (32 hexadecimal digits), the API v3 key of WeChat Pay
(32 letters and digits), private keys in PEM, keys of the usual clouds, tokens, and addresses with a password inside.
"""

import re

NAMES = r"(?:app_?)?secret|passw(?:or)?d|(?:private|access|api|api_?v3|mch|encrypt(?:ion)?)_?key|token|credentials?"
SECRET_NAME = re.compile(rf"(?i)(?:^|[_\-.\s])(?:{NAMES})s?$")
NAMED = re.compile(rf"(?i)((?:^|[\s{{,\"'_.-])(?:{NAMES})s?[\"']?[ \t]*[:：=][ \t]*)([^\s,}}#][^\n,}}]*)")
HARMLESS = re.compile(r"(?i)['\"]?(?:true|false|null|~|yes|no|\{|\[|[|>][-+]?)\s*$")

PEM = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----(?:.*?-----END [A-Z ]*PRIVATE KEY-----|.*)", re.DOTALL)
DISTINCT = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"AKID[A-Za-z0-9]{13,}|LTAI[A-Za-z0-9]{12,}|AKIA[0-9A-Z]{16}"  # Tencent Cloud, Alibaba Cloud, AWS
    r"|sk-[A-Za-z0-9_-]{20,}|gh[pousr]_[A-Za-z0-9]{36,}|xox[abprs]-[A-Za-z0-9-]{10,}"
    r"|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"  # a JSON Web Token
    r")"
)
ADDRESS = re.compile(r"(?<=://)[^/\s:@\"']+:[^/\s@\"']+(?=@)")
TOKEN = re.compile(r"(?<![A-Za-z0-9_+/-])[A-Za-z0-9_+/-]{24,}={0,2}(?![A-Za-z0-9_+/-])")
LONG = re.compile(r"[A-Za-z0-9_+/-]{24}")
NAME_PARTS = ("secret", "passw", "token", "credential", "key")
PREFIXES = ("-----begin", "akid", "akia", "ltai", "sk-", "xox", "eyj", "gho_", "ghp_", "ghu_", "ghr_", "ghs_")


def looks_secret(value: str) -> bool:
    """Whether a value should never have been written into a blueprint."""
    if PEM.search(value) or DISTINCT.search(value) or ADDRESS.search(value):
        return True
    return bool(TOKEN.fullmatch(value.strip())) and _is_random(value.strip())


def may_hold_secrets(text: str) -> bool:
    """Whether a text is worth a closer look: quick, and never wrong about one that is not."""
    lower = text.lower()
    with_password = "://" in text and "@" in text
    return with_password or any(word in lower for word in (*NAME_PARTS, *PREFIXES)) or bool(LONG.search(text))


def names_secret(key: str) -> bool:
    return bool(SECRET_NAME.search(key))


def mask(text: str) -> str:
    """`text` with everything that looks secret starred out, character for character, so that columns stay right."""
    for pattern in (PEM, DISTINCT, ADDRESS):
        text = pattern.sub(lambda found: _stars(found[0]), text)
    text = TOKEN.sub(lambda found: _stars(found[0]) if _is_random(found[0]) else found[0], text)
    return NAMED.sub(lambda found: found[1] + (found[2] if HARMLESS.match(found[2]) else _stars(found[2])), text)


def _is_random(token: str) -> bool:
    """A word has no such mixture, and neither have the parts of a path."""
    parts = token.split("/")
    return any(_is_key(part) for part in parts) or (token.endswith("=") and _is_mixed(token))


def _is_key(part: str) -> bool:
    if re.fullmatch(r"[A-Za-z0-9]{32}", part):
        return bool(re.search(r"[0-9]", part) and re.search(r"[A-Za-z]", part))
    return len(part) >= 24 and _is_mixed(part)


def _is_mixed(text: str) -> bool:
    return all(re.search(kind, text) for kind in ("[a-z]", "[A-Z]", "[0-9]"))


def _stars(secret: str) -> str:
    return re.sub(r"[^\n]", "*", secret)
