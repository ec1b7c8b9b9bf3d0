"""Which key the platform signs with: a platform certificate, the WeChat Pay public key, or both while migrating.

Source: https://pay.weixin.qq.com/doc/v3/merchant/4012154180. While a merchant migrates, an answer is signed with
the key that the request's ``Wechatpay-Serial`` names, and callbacks go over from the certificate to the public key bit
by bit.
"""

import secrets
from datetime import datetime
from enum import StrEnum
from itertools import count

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from devtools.wechat.errors import PayError, param_error
from devtools.wechat.keys import Identity, PlatformCertificate
from devtools.wechat.signing import SCHEME, encrypt, sign


class Verification(StrEnum):
    """How the merchant checks what the platform signed."""

    CERTIFICATE = "certificate"
    PUBLIC_KEY = "public_key"
    BOTH = "both"


class Signer:
    """Signs answers and callbacks for one merchant."""

    def __init__(self, identity: Identity, verification: Verification) -> None:
        self._identity = identity
        self._certificates = identity.platform_certificates()
        self._callbacks = count()
        self.verification = verification

    @property
    def certificates(self) -> list[PlatformCertificate]:
        """What ``/v3/certificates`` lists.

        :raises PayError: RESOURCE_NOT_EXISTS for a merchant who has none, as all new ones.
        """
        if self.verification is Verification.PUBLIC_KEY:
            raise PayError(404, "RESOURCE_NOT_EXISTS", "无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥")
        return self._certificates

    def rotate_certificate(self) -> str:
        """Begin to sign with a new certificate; the old one stays in the list. Returns the new serial."""
        self._certificates.append(self._identity.issue_platform_certificate())
        return self._certificates[-1].serial

    def answer_serial(self, asked: str | None) -> str:
        """The key for an answer, by the request's ``Wechatpay-Serial``.

        :raises PayError: PARAM_ERROR when that names nothing that this merchant has.
        """
        if asked is None:
            return self._public_key_id if self.verification is Verification.PUBLIC_KEY else self._newest
        known = (
            {one.serial for one in self._certificates} if self.verification is not Verification.PUBLIC_KEY else set()
        )
        if self.verification is not Verification.CERTIFICATE:
            known.add(self._public_key_id)
        if asked not in known:
            raise param_error("/header/Wechatpay-Serial", "不是该商户可用的平台证书序列号或微信支付公钥ID")
        return asked

    def callback_serial(self) -> str:
        """The key for the next callback; while migrating, certificate and public key take turns."""
        if self.verification is Verification.BOTH:
            return self._newest if next(self._callbacks) % 2 == 0 else self._public_key_id
        return self.answer_serial(None)

    def headers(self, serial: str, body: str, at: datetime, *, forged: bool = False) -> dict[str, str]:
        """The ``Wechatpay-*`` headers over ``body``; a forged signature names ``serial`` and uses another key."""
        timestamp, nonce = str(int(at.timestamp())), secrets.token_hex(16)
        key = self._identity.forger_key if forged else self._key(serial)
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Serial": serial,
            "Wechatpay-Signature": sign(key, timestamp, nonce, body),
            "Wechatpay-Signature-Type": SCHEME,
        }

    def encrypt(self, text: str, associated_data: str) -> dict[str, str]:
        return encrypt(self._identity.numbers.api_v3_key, text, associated_data)

    @property
    def _public_key_id(self) -> str:
        return self._identity.numbers.public_key_id

    @property
    def _newest(self) -> str:
        return self._certificates[-1].serial

    def _key(self, serial: str) -> RSAPrivateKey:
        if serial == self._public_key_id:
            return self._identity.platform_key
        return next(one.key for one in self._certificates if one.serial == serial)
