"""The throwaway merchant that the stand-in knows: numbers, secrets, RSA keys and certificates.

They are made once, on this machine, and kept in a folder that git ignores. Nothing here is valid anywhere else.
"""

import hashlib
import hmac
import json
import secrets
import shutil
import tempfile
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

MERCHANT_KEY = "merchant_key.pem"
MERCHANT_CERTIFICATE = "merchant_certificate.pem"
PLATFORM_KEY = "platform_key.pem"
PLATFORM_PUBLIC_KEY = "platform_public_key.pem"
PLATFORM_CERTIFICATES = "platform_certificates"
NUMBERS = "numbers.json"


@dataclass(frozen=True)
class Numbers:
    """What a merchant copies from WeChat's consoles into the environment of a shop."""

    appid: str
    app_secret: str
    merchant_id: str
    api_v3_key: str
    public_key_id: str
    provider_appid: str
    sub_merchant_id: str


@dataclass(frozen=True)
class PlatformCertificate:
    """A certificate with which the platform signs; ``serial`` is upper-case hexadecimal."""

    serial: str
    key: RSAPrivateKey
    pem: str
    starts: datetime
    ends: datetime


class Identity:
    """A folder of keys, read once. ``Identity.load`` makes the folder when it is not there."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.numbers = Numbers(**json.loads((directory / NUMBERS).read_text()))

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read the keys in ``directory``, making them first when there are none.

        Two processes may start together: each makes its own folder and the first rename wins.
        """
        if not (directory / NUMBERS).exists():
            directory.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
            _make(draft)
            try:
                draft.rename(directory)
            except OSError:
                shutil.rmtree(draft)
                if not (directory / NUMBERS).exists():
                    raise
        return cls(directory)

    @cached_property
    def merchant_public_key(self) -> RSAPublicKey:
        return _load_key(self.directory / MERCHANT_KEY).public_key()

    @cached_property
    def merchant_serial(self) -> str:
        return _serial(x509.load_pem_x509_certificate((self.directory / MERCHANT_CERTIFICATE).read_bytes()))

    @cached_property
    def platform_key(self) -> RSAPrivateKey:
        """The private half of the "WeChat Pay public key", named by ``numbers.public_key_id``."""
        return _load_key(self.directory / PLATFORM_KEY)

    @cached_property
    def forger_key(self) -> RSAPrivateKey:
        """A key that belongs to nobody, for signatures that have to be refused."""
        return generate_private_key(65537, 2048)

    def platform_certificates(self) -> list[PlatformCertificate]:
        """All platform certificates, oldest first; the last one signs."""
        return [_load_certificate(path) for path in sorted((self.directory / PLATFORM_CERTIFICATES).glob("*.pem"))]

    def issue_platform_certificate(self) -> PlatformCertificate:
        """Make the next platform certificate, as the platform does some weeks before the old one expires."""
        folder = self.directory / PLATFORM_CERTIFICATES
        path = folder / f"{len(list(folder.glob('*.pem'))):02}.pem"
        _write_certificate(path, "Tenpay.com stand-in", years=5)
        return _load_certificate(path)

    def openid(self, person: str, appid: str | None = None) -> str:
        """The 28 characters by which ``person`` is known to the app ``appid`` (the mini-program unless given).

        As on the platform, the same person has another openid in another app. The second half proves which app the
        first half was made for, so an openid outlives a restart without being stored.
        """
        of_person = _digest(self.numbers.app_secret, f"{appid or self.numbers.appid}:{person}", 15)
        return f"o{of_person}{self._openid_check(of_person, appid or self.numbers.appid)}"

    def knows_openid(self, openid: str, appid: str) -> bool:
        """Whether ``openid`` was issued to somebody in the app ``appid``."""
        return len(openid) == 28 and openid[0] == "o" and openid[16:] == self._openid_check(openid[1:16], appid)

    def _openid_check(self, of_person: str, appid: str) -> str:
        return _digest(self.numbers.app_secret, f"{appid}/{of_person}", 12)


def _digest(key: str, text: str, length: int) -> str:
    return urlsafe_b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()[:length]


def _make(directory: Path) -> None:
    directory.chmod(0o700)
    (directory / PLATFORM_CERTIFICATES).mkdir()
    _write_certificate(directory / MERCHANT_CERTIFICATE, "Merchant of the stand-in", years=5, key=MERCHANT_KEY)
    _write_certificate(directory / PLATFORM_CERTIFICATES / "00.pem", "Tenpay.com stand-in", years=5)
    platform = generate_private_key(65537, 2048)
    (directory / PLATFORM_KEY).write_bytes(_private_pem(platform))
    (directory / PLATFORM_PUBLIC_KEY).write_bytes(
        platform.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    numbers = Numbers(
        appid=f"wx{secrets.token_hex(8)}",
        app_secret=_development_secret(),
        merchant_id=f"19{secrets.randbelow(10**8):08}",
        api_v3_key=_development_secret(),
        public_key_id=f"PUB_KEY_ID_01{secrets.randbelow(10**26):026}",
        provider_appid=f"wx{secrets.token_hex(8)}",
        sub_merchant_id=f"16{secrets.randbelow(10**8):08}",
    )
    (directory / NUMBERS).write_text(json.dumps(asdict(numbers), indent=2) + "\n")


def _development_secret() -> str:
    """32 characters, like the real ones; a shop in production refuses what starts with ``dev``."""
    return f"dev-{secrets.token_hex(14)}"


def _write_certificate(path: Path, name: str, *, years: int, key: str | None = None) -> None:
    """Write a self-signed certificate; its key goes to the file ``key``, or behind it in the same file."""
    private = generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime.now(UTC) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365 * years))
        .sign(private, hashes.SHA256())
    )
    pem = certificate.public_bytes(Encoding.PEM)
    if key is None:
        path.write_bytes(pem + _private_pem(private))
    else:
        path.write_bytes(pem)
        path.with_name(key).write_bytes(_private_pem(private))


def _private_pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _load_key(path: Path) -> RSAPrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(f"{path.name} holds no RSA key")
    return key


def _load_certificate(path: Path) -> PlatformCertificate:
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return PlatformCertificate(
        serial=_serial(certificate),
        key=_load_key(path),
        pem=certificate.public_bytes(Encoding.PEM).decode(),
        starts=certificate.not_valid_before_utc,
        ends=certificate.not_valid_after_utc,
    )


def _serial(certificate: x509.Certificate) -> str:
    return f"{certificate.serial_number:X}"
