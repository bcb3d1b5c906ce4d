"""Flips every bit, and cuts at every byte, of what the vectors have that is signed or sealed.

Each must be refused. A new kind is one function that yields `Target`s.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any, Callable, Iterator

from .crypto import is_signed
from .envelope import signed_of_head
from .sync import read_authorization
from .roster import Entry, Roster
from .tickets import read_ticket
from .vectors import Case, check_request, entries_of, octets, open_case, paths_of, read_file
from .wire import Refused, need


@dataclass(frozen=True)
class Target:
    what: str
    data: bytes
    take: Callable[[bytes], Any]  # raises Refused
    spellings: bool = False  # whether another text may say the same, as capitals do in a code


def signature(case: Case) -> Iterator[Target]:
    """What was signed, the signature and the key."""
    if not case["isValid"]:
        return
    message = signed_of_head(
        octets(case, "diary"), octets(case, "device"), case["audience"], octets(case, "chain"), case["sequence"],
        octets(case, "head"),
    )
    key, signed = octets(case, "publicKey"), octets(case, "signature")
    yield Target("signed head", message, lambda b: need(is_signed(key, signed, b), "no"))
    yield Target("signature of a head", signed, lambda b: need(is_signed(key, b, message), "no"))
    yield Target("key of a signature", key, lambda b: need(is_signed(b, signed, message), "no"))


def envelope(case: Case) -> Iterator[Target]:
    if "bodies" not in case:
        return
    header, sealed = octets(case, "header"), octets(case, "sealed")
    yield Target("header", header, lambda b: open_case(case, b, sealed))
    yield Target("sealed bytes", sealed, lambda b: open_case(case, header, b))


def roster(case: Case) -> Iterator[Target]:
    """The last entry of a roster that is accepted, on top of those before it."""
    if "accepted" not in case:
        return
    entries = entries_of(case)
    before = Roster()
    for entry in entries[:-1]:
        before.append(entry)
    last = entries[-1]

    def append(entry: Entry) -> None:
        copy.deepcopy(before).append(entry)

    yield Target("roster body", last.body, lambda b: append(Entry(b, last.signatures)))
    for place in range(len(last.signatures)):
        for part, name in ((0, "roster signer"), (1, "roster signature")):
            def changed(b: bytes, place: int = place, part: int = part) -> None:
                pairs = [list(pair) for pair in last.signatures]
                pairs[place][part] = b
                append(Entry(last.body, tuple((s, v) for s, v in pairs)))

            yield Target(name, last.signatures[place][part], changed)


def request(case: Case) -> Iterator[Target]:
    if not case["isValid"]:
        return
    header, method, path, body = case["authorization"].encode(), case["method"], case["path"], octets(case, "body")
    said = read_authorization(case["authorization"])
    known = {(said.kind, said.id): octets(case, "publicKey")}

    def check(h: bytes, m: bytes, p: bytes, b: bytes) -> None:
        try:
            check_request(case, h.decode("ascii"), m.decode("ascii"), p.decode("ascii"), b, known)
        except UnicodeDecodeError:
            raise Refused("a request that is not ASCII") from None

    m, p = method.encode(), path.encode()
    yield Target("authorization", header, lambda x: check(x, m, p, body))
    yield Target("method of a request", m, lambda x: check(header, x, p, body))
    yield Target("path of a request", p, lambda x: check(header, m, x, body))
    yield Target("body of a request", body, lambda x: check(header, m, p, x))


def ticket(case: Case) -> Iterator[Target]:
    if "secret" not in case:
        return

    def take(data: bytes) -> Any:
        try:
            return read_ticket(data.decode("utf-8"))
        except UnicodeDecodeError:
            raise Refused("a ticket that is not UTF-8") from None

    yield Target("ticket", case["text"].encode(), take, spellings=True)


def wrap(case: Case) -> Iterator[Target]:
    if "everyone" not in case:
        return
    from .vectors_model import opened_wrap

    shut, sealed = octets(case, "encapsulated"), octets(case, "sealed")
    yield Target("encapsulated", shut, lambda b: opened_wrap({**case, "encapsulated": b.hex()}))
    yield Target("wrapped keys", sealed, lambda b: opened_wrap({**case, "sealed": b.hex()}))


def name(case: Case) -> Iterator[Target]:
    if "person" not in case:
        return
    from .vectors_model import opened_name

    for part in ("salt", "sealed"):
        yield Target(f"{part} of a name", octets(case, part), lambda b, part=part: opened_name({**case, part: b.hex()}))


KINDS: dict[str, Callable[[Case], Iterator[Target]]] = {
    "signature.json": signature,
    "envelope.json": envelope,
    "roster.json": roster,
    "request.json": request,
    "ticket.json": ticket,
    "wrap.json": wrap,
    "name.json": name,
}


def variants(data: bytes) -> Iterator[bytes]:
    for place in range(len(data)):
        for bit in range(8):
            yield data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
    for length in range(len(data)):
        yield data[:length]


def run(folder: str) -> int:
    tried: dict[str, int] = {}
    accepted: dict[str, int] = {}
    spelled: dict[str, int] = {}
    seen: set[tuple[str, bytes]] = set()
    for path in paths_of(folder):
        for case in read_file(path) if path.name in KINDS else []:
            for target in KINDS[path.name](case):
                if (target.what, target.data) in seen:
                    continue
                seen.add((target.what, target.data))
                original = target.take(target.data)  # else refusing what follows would prove nothing
                for variant in variants(target.data):
                    tried[target.what] = tried.get(target.what, 0) + 1
                    try:
                        got = target.take(variant)
                    except Refused:
                        continue
                    which = spelled if target.spellings and got == original else accepted
                    which[target.what] = which.get(target.what, 0) + 1
    for what, count in tried.items():
        said = f"{what}: {count} tried, {accepted.get(what, 0)} accepted"
        if what in spelled:
            said += f", {spelled[what]} said the same in other letters"
        print(said)
    return 1 if accepted or not tried else 0
