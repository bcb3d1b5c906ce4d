"""Hashes, chains, and what is inside a seal. 2-envelopes.md."""

from __future__ import annotations

from dataclasses import dataclass, field

import zstandard

from . import wire
from .crypto import big, is_signed, label, sha256, unseal
from .wire import Refused, need

EVERYONE, OWNER = 1, 2
CHANGE_BYTES = 64 * 1024
ENVELOPE_BYTES = 1024 * 1024
CONTENT_BYTES = 4 * 1024 * 1024
ENVELOPE_CHANGES = 16_384

# Chains


def leaf_of(device: bytes, change: bytes) -> bytes:
    """"The leaf and the change id": the id is the first 16 bytes."""
    return sha256(label("change"), device, change)


def first_head(diary: bytes, device: bytes, audience: int, chain: bytes) -> bytes:
    """"Heads": head 0."""
    return sha256(label("chain"), diary, device, big(audience, 1), chain)


def next_head(head: bytes, leaf: bytes) -> bytes:
    return sha256(label("head"), head, leaf)


def signed_of_head(diary: bytes, device: bytes, audience: int, chain: bytes, sequence: int, head: bytes) -> bytes:
    """"The signature": what the chain's device signs."""
    return label("signature") + diary + device + big(audience, 1) + chain + big(sequence) + head


# The envelope


@dataclass(frozen=True)
class Header:
    raw: bytes
    device: bytes
    audience: int
    chain: bytes
    first: int
    last: int
    epoch: int
    head: bytes
    signature: bytes
    salt: bytes
    absent: tuple[int, ...]


def read_header(raw: bytes) -> Header:
    """"The header"."""
    need(len(raw) <= ENVELOPE_BYTES, "an envelope that is too large")
    m = wire.read(wire.ENVELOPE_HEADER, raw)
    header = Header(
        raw, m.octets("device"), m.number("audience"), m.octets("chain"), m.number("first"), m.number("last"),
        m.number("epoch"), m.octets("head"), m.octets("signature"), m.octets("salt"), tuple(m.all("absent")),
    )
    need(len(header.device) == 16, "a header whose device is not 16 bytes")
    need(len(header.chain) == 8, "a header whose chain is not 8 bytes")
    need(len(header.head) == 32, "a header whose head is not 32 bytes")
    need(len(header.signature) == 64, "a header whose signature is not 64 bytes")
    need(len(header.salt) == 16, "a header whose salt is not 16 bytes")
    need(header.audience in (EVERYONE, OWNER), "a header of no known audience")
    need(1 <= header.first <= header.last < 1 << 63, "a header with a range that cannot be")
    need(header.last - header.first < ENVELOPE_CHANGES, "a header with too many changes")
    need(header.epoch >= 1, "a header without an epoch")
    before = header.first - 1
    for sequence in header.absent:
        need(before < sequence <= header.last, "a header whose absent sequences are not ascending in its range")
        before = sequence
    return header


def padded_length(length: int) -> int:
    """"Padding": the PADMÉ length, and 128 at least."""
    if length <= 128:
        return 128
    e = length.bit_length() - 1
    s = e.bit_length()  # ⌊log2 E⌋ + 1
    step = 1 << (e - s)
    return -(-length // step) * step


def unpack(plain: bytes) -> bytes:
    """"Packing" and "Padding": what comes out of a seal, without its wrapping."""
    need(len(plain) >= 5, "a seal with too little in it")
    packing, length = plain[0], int.from_bytes(plain[1:5], "big")
    need(length <= len(plain) - 5, "a seal whose content is longer than itself")
    need(len(plain) == padded_length(5 + length), "a seal with padding of another length")
    need(not any(plain[5 + length :]), "a seal with padding that is not zero")
    content = plain[5 : 5 + length]
    if packing == 0:
        return content
    need(packing == 1, "a seal with a packing that is not known")
    try:
        size = zstandard.get_frame_parameters(content).content_size
        need(size != zstandard.CONTENTSIZE_UNKNOWN, "a compressed content that does not declare its size")
        need(size <= CONTENT_BYTES, "a compressed content that is too large")
        if size == 0:  # the library would not look at the rest
            raise Refused("a compressed content of nothing")
        out = zstandard.ZstdDecompressor().decompress(content, allow_extra_data=False)
    except zstandard.ZstdError:
        raise Refused("a compressed content that does not inflate") from None
    need(len(out) == size, "a compressed content of another size than it declares")
    return out


@dataclass(frozen=True)
class Body:
    change: bytes | None
    leaf: bytes


def open_envelope(header: Header, sealed: bytes, key: bytes | None) -> list[Body]:
    """"The bodies": one for each sequence. `key` is the audience's of the header's epoch."""
    need(len(header.raw) + len(sealed) <= ENVELOPE_BYTES, "an envelope that is too large")
    if key is None:
        raise Refused("an envelope of an epoch or an audience without a key here")
    content = unpack(unseal(key, header.salt, "envelope", sealed, header.raw))
    bodies = wire.read(wire.BODIES, content).all("bodies")
    need(len(bodies) == header.last - header.first + 1, "an envelope with another number of bodies")
    absent = set(header.absent)
    out: list[Body] = []
    for sequence, body in enumerate(bodies, header.first):
        if sequence in absent:
            need(body.chosen == "leaf", "an envelope with a body where one was erased")
            need(len(body.octets("leaf")) == 32, "an envelope with a leaf that is not 32 bytes")
            out.append(Body(None, body.octets("leaf")))
        else:
            need(body.chosen == "change", "an envelope without a body where one should be")
            change = body.octets("change")
            need(len(change) <= CHANGE_BYTES, "an envelope with a change that is too large")
            out.append(Body(change, leaf_of(header.device, change)))
    return out


# Receiving


@dataclass
class Chain:
    """What is held of one chain: its bodies from sequence 1, its heads from sequence 0."""

    device: bytes
    audience: int
    chain: bytes
    heads: list[bytes]
    bodies: list[Body] = field(default_factory=list)


ChainKey = tuple[bytes, int, bytes]


class Chains:
    """"Receiving": all chains of a diary. Whatever is not taken raises Refused and changes nothing."""

    def __init__(self, diary: bytes) -> None:
        self.diary = diary
        self.all: dict[ChainKey, Chain] = {}

    def take(self, header: Header, sealed: bytes, signing_key: bytes | None, key: bytes | None) -> int:
        """Takes one envelope; answers how many changes were new. The header is step 1."""
        d, a, c = header.device, header.audience, header.chain
        if signing_key is None:
            raise Refused("an envelope of a device that is not on the roster")  # 2
        signed = signed_of_head(self.diary, d, a, c, header.last, header.head)
        need(is_signed(signing_key, header.signature, signed), "an envelope whose head its device did not sign")  # 3
        own = self.all.get((d, a, c)) or Chain(d, a, c, [first_head(self.diary, d, a, c)])
        held = len(own.bodies)
        if header.last <= held:  # 4
            need(own.heads[header.last] == header.head, "an envelope of another history of its chain")
            return 0
        bodies = open_envelope(header, sealed, key)  # 5
        need(header.first <= held + 1, "an envelope that begins beyond what is held")  # 6
        head = own.heads[header.first - 1]
        path = [head]
        for body in bodies:
            head = next_head(head, body.leaf)
            path.append(head)
        need(head == header.head, "an envelope whose changes do not lead to its head")  # 7
        need(path[held - header.first + 1] == own.heads[held], "an envelope of another history of its chain")  # 8
        new = held - header.first + 1
        own.bodies += bodies[new:]
        own.heads += path[new + 1 :]
        self.all[(d, a, c)] = own
        return len(bodies) - new


def pack(content: bytes) -> bytes:
    """"Packing" 0 and "Padding", for what this reader seals itself: a name."""
    plain = b"\0" + big(len(content), 4) + content
    return plain + bytes(padded_length(len(plain)) - len(plain))
