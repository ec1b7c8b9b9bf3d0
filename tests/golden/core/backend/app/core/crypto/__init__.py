"""Personal data at rest: fields encrypted with AES-256-GCM, found again through a blind index.

    class Address(Base):
        __tablename__ = "identity_address"
        id: Mapped[int] = mapped_column(primary_key=True)
        phone: Mapped[str] = sealed()

    session.add(row)
    await session.flush()                 # the row's id is part of what is authenticated
    seal(row, "phone", "13800000000")
    unseal(row, "phone")                  # "13800000000"

A sealed value is `<key id>.<base64 of nonce and ciphertext>`; `table:column:id` is authenticated with it, so that a
value copied into another row or column does not open. `python -m app.core.crypto` re-encrypts everything under the
first key of FIELD_KEYS.
"""

from app.core.crypto.cipher import Cipher, KeyMissing, Tampered, cipher
from app.core.crypto.fields import blind_index, seal, sealed, unseal

__all__ = ["Cipher", "KeyMissing", "Tampered", "blind_index", "cipher", "seal", "sealed", "unseal"]
