"""Protobuf's wire format, read strictly; the messages of Protocol/*.proto as tables.

README.md, "Conventions": what is hashed, signed or sealed travels as those very bytes. So this
module never writes again what it has read; it writes only what this reader itself says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Union


class Refused(Exception):
    """Bytes from outside that this reader does not take; the text is one plain sentence."""


def need(condition: bool, sentence: str) -> None:
    if not condition:
        raise Refused(sentence)


# Kinds of fields. A Schema in their place is a message.
UINT, SINT32, SINT64, BOOL, FIXED64, BYTES, TEXT = "uint", "sint32", "sint64", "bool", "fixed64", "bytes", "text"
UINT32 = "uint32"
VARINT, EIGHT, LENGTH, GROUP, GROUP_END, FOUR = 0, 1, 2, 3, 4, 5
MOST_DEPTH = 100  # of messages and groups, the outermost message included


@dataclass(frozen=True)
class Field:
    name: str
    kind: Union[str, "Schema"]
    repeated: bool = False
    oneof: bool = False  # no message here has more than one oneof


@dataclass(frozen=True, eq=False)
class Schema:
    name: str
    fields: dict[int, Field] = field(default_factory=dict)


def one(name: str, kind: Union[str, Schema]) -> Field:
    return Field(name, kind)


def many(name: str, kind: Union[str, Schema]) -> Field:
    return Field(name, kind, repeated=True)


def either(name: str, kind: Union[str, Schema]) -> Field:
    return Field(name, kind, oneof=True)


class Message:
    """One message that was read. What is absent reads as protobuf's default."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.values: dict[str, Any] = {}
        self.unknown: list[bytes] = []  # whole fields, kept as they came
        self.chosen: str | None = None  # which of the oneof

    def has(self, name: str) -> bool:
        return name in self.values

    def number(self, name: str) -> int:
        value: int = self.values.get(name, 0)
        return value

    def octets(self, name: str) -> bytes:
        value: bytes = self.values.get(name, b"")
        return value

    def text(self, name: str) -> str:
        value: str = self.values.get(name, "")
        return value

    def message(self, name: str) -> "Message | None":
        return self.values.get(name)

    def must(self, name: str) -> "Message":
        inner: Message | None = self.values.get(name)
        if inner is None:
            raise Refused(f"a {self.schema.name} without its {name}")
        return inner

    def all(self, name: str) -> list[Any]:
        value: list[Any] = self.values.get(name, [])
        return value


class Reader:
    def __init__(self, data: bytes, what: str) -> None:
        self.data, self.at, self.what = data, 0, what

    def take(self, count: int) -> bytes:
        need(count <= len(self.data) - self.at, f"a {self.what} that ends too early")
        self.at += count
        return self.data[self.at - count : self.at]

    def varint(self) -> int:
        value = 0
        for place in range(10):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:
                return value & 0xFFFF_FFFF_FFFF_FFFF
        raise Refused(f"a {self.what} with a number of more than ten bytes")

    def tag(self) -> tuple[int, int]:
        start = self.at
        tag = self.varint()
        need(self.at - start <= 5, f"a {self.what} with a field number of more than five bytes")
        number, wire = tag >> 3, tag & 7
        need(tag < 1 << 32 and number > 0, f"a {self.what} with a field number that cannot be")
        return number, wire

    def skip(self, number: int, wire: int, depth: int) -> None:
        if wire == VARINT:
            self.varint()
        elif wire == EIGHT:
            self.take(8)
        elif wire == LENGTH:
            self.take(self.varint())
        elif wire == FOUR:
            self.take(4)
        elif wire == GROUP:
            need(depth + 1 < MOST_DEPTH, f"a {self.what} nested too deeply")
            while True:
                inner, inner_wire = self.tag()
                if inner_wire == GROUP_END:
                    need(inner == number, f"a {self.what} with a group that ends as another")
                    return
                self.skip(inner, inner_wire, depth + 1)
        else:
            raise Refused(f"a {self.what} with a field of no known form")


def zigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def from_varint(kind: str, value: int) -> int:
    if kind == UINT32:
        return value & 0xFFFF_FFFF
    if kind == SINT32:
        return zigzag(value & 0xFFFF_FFFF)
    if kind == SINT64:
        return zigzag(value)
    return int(value != 0) if kind == BOOL else value


def read(schema: Schema, data: bytes, depth: int = 0, into: Message | None = None) -> Message:
    """Reads a message as proto3 says: the last of several wins, messages merge, unknowns are kept."""
    need(depth < MOST_DEPTH, f"a {schema.name} nested too deeply")
    message = into if into is not None else Message(schema)
    reader = Reader(data, schema.name)
    while reader.at < len(data):
        start = reader.at
        number, wire = reader.tag()
        known = schema.fields.get(number)
        value: Any = None
        if known is None:
            pass
        elif isinstance(known.kind, Schema):
            if wire == LENGTH:
                inner = reader.take(reader.varint())
                before = None if known.repeated else message.values.get(known.name)
                value = read(known.kind, inner, depth + 1, before)
        elif known.kind in (BYTES, TEXT):
            if wire == LENGTH:
                value = reader.take(reader.varint())
                if known.kind == TEXT:
                    try:
                        value = value.decode("utf-8")
                    except UnicodeDecodeError:
                        raise Refused(f"a {schema.name} with a text that is not UTF-8") from None
        elif known.kind == FIXED64:
            if wire == EIGHT:
                value = int.from_bytes(reader.take(8), "little")
        elif wire == VARINT:
            value = from_varint(known.kind, reader.varint())
        elif wire == LENGTH and known.repeated:  # packed
            packed = Reader(reader.take(reader.varint()), schema.name)
            numbers = message.values.setdefault(known.name, [])
            while packed.at < len(packed.data):
                numbers.append(from_varint(known.kind, packed.varint()))
            continue
        if known is None or value is None:
            reader.skip(number, wire, depth)
            message.unknown.append(data[start : reader.at])
        elif known.repeated:
            message.values.setdefault(known.name, []).append(value)
        else:
            if known.oneof:
                if message.chosen is not None and message.chosen != known.name:
                    del message.values[message.chosen]
                message.chosen = known.name
            message.values[known.name] = value
    return message


# Writing: only what this reader says itself. Fields in the order of their numbers.


def varint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def put(number: int, value: Union[int, bytes, None]) -> bytes:
    """One field: a number, or bytes. Protobuf leaves out what is zero or empty."""
    if not value:
        return b""
    if isinstance(value, int):
        return varint(number << 3 | VARINT) + varint(value)
    return varint(number << 3 | LENGTH) + varint(len(value)) + value


def put_message(number: int, value: bytes) -> bytes:
    """One message: there even where it is empty."""
    return varint(number << 3 | LENGTH) + varint(len(value)) + value


def put_signed(number: int, value: int) -> bytes:
    return put(number, (value << 1) ^ (value >> 63))


# model.proto

DECIMAL = Schema("Decimal", {1: one("mantissa", SINT64), 2: one("exponent", SINT32)})
TIME_POINT = Schema("TimePoint", {
    1: one("instant", SINT64), 2: one("offset", SINT32), 3: one("zone", TEXT),
    4: one("precision", UINT32), 5: one("earliest", SINT64), 6: one("latest", SINT64),
})
VALUE = Schema("Value", {
    1: either("integer", SINT64), 2: either("decimal", DECIMAL), 3: either("text", TEXT),
    4: either("boolean", BOOL), 5: either("time", TIME_POINT), 6: either("date", SINT32),
    7: either("entity", BYTES),
})
WRITE = Schema("Write", {
    1: one("field", UINT32), 2: one("key", BYTES), 3: one("value", VALUE), 4: many("replaces", BYTES),
})
TOLD_BY = Schema("ToldBy", {1: one("member", BYTES), 2: one("name", TEXT), 3: one("relation", UINT32)})
CHANGE = Schema("Change", {
    1: one("salt", BYTES), 2: one("entity", BYTES), 3: one("kind", UINT32),
    4: one("timestamp", FIXED64), 5: one("written_delta", SINT64), 6: one("written_offset", SINT32),
    7: many("writes", WRITE), 8: many("deletes", BYTES), 9: one("survivor", BYTES),
    10: many("restores", BYTES), 11: many("undoes", BYTES), 12: one("import_id", BYTES),
    13: one("intent_size", UINT32), 14: one("reason", TEXT), 15: one("told_by", TOLD_BY),
})

# envelope.proto

ENVELOPE = Schema("Envelope", {1: one("header", BYTES), 2: one("sealed", BYTES)})
ENVELOPE_HEADER = Schema("EnvelopeHeader", {
    1: one("device", BYTES), 2: one("audience", UINT32), 3: one("chain", BYTES),
    4: one("first", UINT), 5: one("last", UINT), 6: one("epoch", UINT32), 7: one("head", BYTES),
    8: one("signature", BYTES), 9: one("salt", BYTES), 10: many("absent", UINT),
})
BODY = Schema("Body", {1: either("change", BYTES), 2: either("leaf", BYTES)})
BODIES = Schema("Bodies", {1: many("bodies", BODY)})
CHAIN_HEAD = Schema("ChainHead", {
    1: one("device", BYTES), 2: one("audience", UINT32), 3: one("chain", BYTES),
    4: one("sequence", UINT), 5: one("head", BYTES),
})

# roster.proto

PUBLIC_KEYS = Schema("PublicKeys", {1: one("signing", BYTES), 2: one("agreement", BYTES)})
SEALED_TEXT = Schema("SealedText", {1: one("epoch", UINT32), 2: one("salt", BYTES), 3: one("sealed", BYTES)})
WRAP_REFERENCE = Schema("WrapReference", {1: one("recipient", BYTES), 2: one("hash", BYTES)})
GENESIS = Schema("Genesis", {
    1: one("salt", BYTES), 2: one("member", BYTES), 3: one("device", PUBLIC_KEYS),
    4: many("wraps", WRAP_REFERENCE), 5: one("member_about", SEALED_TEXT), 6: one("device_about", SEALED_TEXT),
})
INVITE = Schema("Invite", {
    1: one("ticket", PUBLIC_KEYS), 2: one("member", BYTES), 3: one("role", UINT32), 4: one("expires", UINT),
    5: one("binding", BYTES), 6: many("wraps", WRAP_REFERENCE), 7: one("kit", BOOL),
    8: one("member_about", SEALED_TEXT),
})
WITHDRAW = Schema("Withdraw", {1: one("ticket", BYTES)})
JOIN = Schema("Join", {
    1: one("ticket", BYTES), 2: one("device", PUBLIC_KEYS), 3: one("device_about", SEALED_TEXT),
    4: one("member_about", SEALED_TEXT),
})
LEAVE = Schema("Leave", {1: one("device", BYTES), 2: many("heads", CHAIN_HEAD)})
NAME = Schema("Name", {1: one("member", BYTES), 2: one("device", BYTES), 3: one("about", SEALED_TEXT)})
NOT_CARRIED_OUT = Schema("entry that is not carried out")
ROSTER_BODY = Schema("RosterBody", {
    1: one("index", UINT), 2: one("previous", BYTES), 3: one("time", SINT64),
    4: either("genesis", GENESIS), 5: either("invite", INVITE), 6: either("withdraw", WITHDRAW),
    7: either("join", JOIN), 8: either("revoke", NOT_CARRIED_OUT), 9: either("rotate", NOT_CARRIED_OUT),
    10: either("leave", LEAVE), 11: either("erase", NOT_CARRIED_OUT), 12: either("name", NAME),
})
ROSTER_SIGNATURE = Schema("RosterSignature", {1: one("signer", BYTES), 2: one("signature", BYTES)})
ROSTER_ENTRY = Schema("RosterEntry", {1: one("body", BYTES), 2: many("signatures", ROSTER_SIGNATURE)})
PERSON_ABOUT = Schema("PersonAbout", {1: one("name", TEXT), 2: one("relation", UINT32)})
DEVICE_ABOUT = Schema("DeviceAbout", {1: one("name", TEXT)})
WRAP = Schema("Wrap", {
    1: one("recipient", BYTES), 2: one("roster_index", UINT), 3: one("encapsulated", BYTES), 4: one("sealed", BYTES),
})
EPOCH_KEYS = Schema("EpochKeys", {1: one("epoch", UINT32), 2: one("everyone", BYTES), 3: one("owner", BYTES)})

# http.proto

LIMITS = Schema("Limits", {
    1: one("change_bytes", UINT), 2: one("envelope_bytes", UINT), 3: one("request_bytes", UINT),
    4: one("answer_bytes", UINT), 5: one("wait_milliseconds", UINT), 6: one("roster_entries", UINT),
})
SERVER_ABOUT = Schema("ServerAbout", {
    1: one("server", BYTES), 2: one("software", TEXT), 3: one("protocol_first", UINT32),
    4: one("protocol_last", UINT32), 5: one("time", SINT64), 6: one("limits", LIMITS),
})
ROSTER_MARK = Schema("RosterMark", {1: one("index", UINT), 2: one("hash", BYTES)})
CHAIN_MARK = Schema("ChainMark", {
    1: one("device", UINT32), 2: one("audience", UINT32), 3: one("chain", BYTES), 4: one("sequence", UINT),
    5: one("head", BYTES),
})
SYNC_ANSWER = Schema("SyncAnswer", {
    1: one("roster", ROSTER_MARK), 2: many("entries", ROSTER_ENTRY), 3: many("wraps", WRAP),
    4: many("envelopes", ENVELOPE), 6: many("behind", CHAIN_MARK), 7: one("more", BOOL), 8: one("time", SINT64),
})
TICKET_ANSWER = Schema("TicketAnswer", {
    1: one("diary", BYTES), 2: many("roster", ROSTER_ENTRY), 3: one("wrap", WRAP),
})
APPEND_ROSTER_ANSWER = Schema("AppendRosterAnswer", {1: one("roster", ROSTER_MARK)})
