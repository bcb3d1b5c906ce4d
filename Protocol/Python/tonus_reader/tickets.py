"""The text of a ticket, and what its secret gives. 3-roster.md, "Tickets"."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from .crypto import Keys, derive, hmac_sha256, label, sha256
from .wire import Refused, need

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
VERSION = 1
CHECK_CONSTANT = 0x2BC830A3  # Bech32m, BIP 350


def symbol(character: str) -> int:
    """One character of base 32: either case, o for 0, i and l for 1."""
    lower = character.lower() if character.isascii() else ""
    lower = {"o": "0", "i": "1", "l": "1"}.get(lower, lower)
    need(lower != "" and lower in ALPHABET, "a code with a character that is in no code")
    return ALPHABET.index(lower)


def symbols_of_text(text: str) -> list[int]:
    return [half for byte in text.encode("utf-8") for half in (byte >> 5, byte & 31)]


def check_symbols(code: list[int], tail: str) -> list[int]:
    """"The check characters": the first 27 symbols are `code`."""
    generators = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    rest = 1
    for value in symbols_of_text("tonus") + code + symbols_of_text(tail) + [0] * 6:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(generators):
            if top >> bit & 1:
                rest ^= generator
    rest ^= CHECK_CONSTANT
    return [rest >> 5 * (5 - place) & 31 for place in range(6)]


def bits_to_bytes(symbols: list[int], size: int) -> bytes:
    number = 0
    for value in symbols:
        number = number << 5 | value
    spare = len(symbols) * 5 - size * 8
    need(number & (1 << spare) - 1 == 0, "a code whose last bits are not zero")
    return (number >> spare).to_bytes(size, "big")


def key_id(kind: str, signing: bytes, agreement: bytes) -> bytes:
    """3-roster.md, "Ids"; kind is "device" or "ticket"."""
    return sha256(label(kind), signing, agreement)[:16]


@dataclass(frozen=True)
class Ticket:
    secret: bytes
    server: str
    pin: bytes | None

    def derived(self, purpose: str) -> bytes:
        """"Derivations"."""
        return derive(self.secret, b"", label(purpose))

    def keys(self) -> Keys:
        return Keys(self.derived("ticket-signing"), self.derived("ticket-agreement"))

    def binding(self, diary: bytes) -> bytes:
        """"The binding"."""
        return hmac_sha256(self.derived("ticket-binding"), diary)


def read_ticket(text: str) -> Ticket:
    """"The text form"."""
    code, at, tail = text.partition("@")
    need(at == "@" and tail != "", "a ticket without a server's address")
    symbols = [symbol(character) for character in code if character not in "- \t"]
    need(len(symbols) == 33, "a ticket that is not 33 characters long")
    need(symbols[0] == VERSION, "a ticket of another version")
    try:
        check = check_symbols(symbols[:27], tail)
    except UnicodeEncodeError:
        raise Refused("a ticket whose address is not UTF-8") from None
    need(check == symbols[27:], "a ticket with a character that is wrong")
    secret = bits_to_bytes(symbols[1:27], 16)
    address, mark, pin_text = tail.partition("#")
    pin: bytes | None = None
    if mark:
        pin_symbols = [symbol(character) for character in pin_text]
        need(len(pin_symbols) == 52, "a ticket with a pin of another length")
        pin = bits_to_bytes(pin_symbols, 32)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Refused("a ticket whose address is none") from None
    need(parts.scheme in ("http", "https") and bool(parts.hostname), "a ticket whose address is none")
    need(port is None or port > 0, "a ticket whose address is none")
    return Ticket(secret, address, pin)
