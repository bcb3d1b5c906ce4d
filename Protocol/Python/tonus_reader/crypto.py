"""Labels, hashes, signatures, seals and wraps. 2-envelopes.md, "Labels", "The seal"; 3-roster.md, "Wrapped keys"."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .wire import Refused, need

ENCAPSULATED_BYTES = 1120  # ML-KEM-768: 1088, X25519: 32
SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def label(name: str) -> bytes:
    """2-envelopes.md, "Labels": in the pages' formulas this stands as "name" in quotes."""
    return b"tonus/1/" + name.encode("ascii") + b"\0"


def big(value: int, size: int = 8) -> bytes:
    return value.to_bytes(size, "big")


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, "sha256").digest()


def derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, info).derive(secret)


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return True
    except (InvalidSignature, ValueError):
        return False


class Keys:
    """The private keys of a device or a ticket, each made from 32 bytes. 3-roster.md, "Ids"."""

    def __init__(self, signing_seed: bytes, agreement_seed: bytes) -> None:
        self._signing = Ed25519PrivateKey.from_private_bytes(signing_seed)
        # X-Wing: the seed gives 64 bytes for ML-KEM-768, then 32 for X25519.
        expanded = hashlib.shake_256(agreement_seed).digest(96)
        lattice = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        curve = X25519PrivateKey.from_private_bytes(expanded[64:])
        self._agreement = hpke.MLKEM768X25519PrivateKey(lattice, curve)
        self.signing = self._signing.public_key().public_bytes_raw()
        self.agreement = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._signing.sign(message)

    def unwrap(self, encapsulated: bytes, sealed: bytes, info: bytes) -> bytes:
        need(len(encapsulated) == ENCAPSULATED_BYTES, "wrapped keys of another length")
        try:
            return SUITE.decrypt(encapsulated + sealed, self._agreement, info)
        except (InvalidTag, ValueError):
            raise Refused("wrapped keys that do not open") from None


def unseal(key: bytes, salt: bytes, purpose: str, sealed: bytes, beside: bytes) -> bytes:
    """2-envelopes.md, "The key" and "The cipher"."""
    try:
        once = derive(key, salt, label(purpose))
        return ChaCha20Poly1305(once).decrypt(bytes(12), sealed, beside)
    except (InvalidTag, ValueError):
        raise Refused("a seal that does not open") from None


def seal(key: bytes, salt: bytes, purpose: str, plain: bytes, beside: bytes) -> bytes:
    once = derive(key, salt, label(purpose))
    return ChaCha20Poly1305(once).encrypt(bytes(12), plain, beside)
