"""Runs every case of Protocol/Vectors. A new file is one function and one line in `FILES`.

A case that gives no result is one to be refused. A file or a name in a case that is not known here
is an error, so that nothing is skipped.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

from .crypto import is_signed, sha256
from .envelope import OWNER, first_head, leaf_of, next_head, open_envelope, read_header, signed_of_head
from .sync import DEVICE, TICKET, read_authorization, signed_of_request
from .roster import Entry, Roster, UpdateNeeded
from .tickets import key_id, read_ticket
from .wire import Refused

Case = dict[str, Any]


class Differs(Exception):
    """A case that gives something else than its file says."""


def same(what: str, got: Any, wanted: Any) -> None:
    if got != wanted:
        raise Differs(f"{what} is {got!r} and should be {wanted!r}")


def octets(case: Case, name: str) -> bytes:
    return bytes.fromhex(case[name])


def is_refused(what: Callable[[], Any]) -> bool:
    try:
        what()
        return False
    except Refused:
        return True


# One function for each file


def leaf(case: Case) -> None:
    got = leaf_of(octets(case, "device"), octets(case, "change"))
    same("the leaf", got.hex(), case["leaf"])
    same("the change id", got[:16].hex(), case["changeID"])


def head(case: Case) -> None:
    got = [first_head(octets(case, "diary"), octets(case, "device"), case["audience"], octets(case, "chain"))]
    for text in case["leaves"]:
        got.append(next_head(got[-1], bytes.fromhex(text)))
    same("the heads", [h.hex() for h in got], case["heads"])


def signature(case: Case) -> None:
    message = signed_of_head(
        octets(case, "diary"), octets(case, "device"), case["audience"], octets(case, "chain"), case["sequence"],
        octets(case, "head"),
    )
    same("isValid", is_signed(octets(case, "publicKey"), octets(case, "signature"), message), case["isValid"])


def open_case(case: Case, raw: bytes, sealed: bytes) -> list[dict[str, str]]:
    header = read_header(raw)
    name = "ownerKey" if header.audience == OWNER else "everyoneKey"
    key = octets(case, name) if header.epoch == case["epoch"] and name in case else None
    bodies = open_envelope(header, sealed, key)
    return [{"leaf": b.leaf.hex()} if b.change is None else {"change": b.change.hex()} for b in bodies]


def envelope(case: Case) -> None:
    if "bodies" in case:
        same("the bodies", open_case(case, octets(case, "header"), octets(case, "sealed")), case["bodies"])
    else:
        same("refused", is_refused(lambda: open_case(case, octets(case, "header"), octets(case, "sealed"))), True)


def ticket(case: Case) -> None:
    if "secret" not in case:
        same("refused", is_refused(lambda: read_ticket(case["text"])), True)
        return
    got = read_ticket(case["text"])
    same("the secret", got.secret.hex(), case["secret"])
    same("the server", got.server, case["server"])
    keys = got.keys()
    same("the signing key", keys.signing.hex(), case["signingKey"])
    same("the agreement key", sha256(keys.agreement).hex(), case["agreementKeyHash"])
    same("the ticket id", key_id("ticket", keys.signing, keys.agreement).hex(), case["ticket"])
    same("the binding", got.binding(octets(case, "diary")).hex(), case["binding"])


def check_request(case: Case, text: str, method: str, path: str, body: bytes, known: dict[tuple[int, bytes], bytes]) -> None:
    """`known` are the keys of who may sign, as a server has them."""
    got = read_authorization(text)
    message = signed_of_request(octets(case, "server"), method, path, got.time, body)
    key = known.get((got.kind, got.id))
    if key is None or not is_signed(key, got.signature, message):
        raise Refused("a request whose signature is not valid")


def request(case: Case) -> None:
    def check() -> None:
        got = read_authorization(case["authorization"])
        same("the signer", {DEVICE: "device", TICKET: "ticket"}[got.kind], case["signer"])
        same("the time", got.time, case["time"])
        known = {(got.kind, got.id): octets(case, "publicKey")}
        check_request(case, case["authorization"], case["method"], case["path"], octets(case, "body"), known)

    same("isValid", not is_refused(check), case["isValid"])


def entries_of(case: Case) -> list[Entry]:
    return [
        Entry(octets(e, "body"), tuple(zip(map(bytes.fromhex, e["signers"]), map(bytes.fromhex, e["signatures"]))))
        for e in case["entries"]
    ]


def roster(case: Case) -> None:
    got, refused_at, update = Roster(), None, False
    for place, entry in enumerate(entries_of(case)):
        try:
            got.append(entry)
        except Refused as refused:
            refused_at, update = place, isinstance(refused, UpdateNeeded)
            break
    same("refusedAt", refused_at, case.get("refusedAt"))
    same("needs an update", update, case.get("needsUpdate", False))
    if "accepted" in case:
        devices = list(got.devices.values())
        facts = {
            "diary": got.diary.hex(),
            "hash": got.hash.hex(),
            "index": got.index,
            "devices": [d.id.hex() for d in devices],
            "roles": [got.role_of(d) for d in devices],
            "left": [d.id.hex() for d in devices if d.cuts is not None],
            "named": sorted(m.id.hex() for m in got.members.values() if m.about is not None)
            + [d.id.hex() for d in devices if d.about is not None],
            "tickets": sorted(t.hex() for t in got.tickets),
        }
        same("accepted", facts, case["accepted"])
    for at in case.get("places", []):
        counts = got.allows(octets(at, "device"), at["audience"], octets(at, "chain"), at["sequence"])
        same(f"whether sequence {at['sequence']} counts", counts, at["counts"])


# Each file's function, and the names that a case of it may have
FILES: dict[str, tuple[Callable[[Case], None], str]] = {
    "leaf.json": (leaf, "change changeID device leaf"),
    "head.json": (head, "audience chain device diary heads leaves"),
    "signature.json": (signature, "audience chain device diary head isValid publicKey sequence signature"),
    "envelope.json": (envelope, "bodies epoch everyoneKey ownerKey header sealed"),
    "ticket.json": (ticket, "agreementKeyHash binding diary secret server signingKey text ticket"),
    "request.json": (request, "authorization body isValid method path publicKey server signer time"),
    "roster.json": (roster, "accepted beginsWith entries needsUpdate places refusedAt"),
}


def read_file(path: Path) -> list[Case]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["protocol"] != 1:
            raise Refused(f"{path.name} is of another version of the protocol")
        return [whole(case, document["cases"]) for case in document["cases"]]
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise Refused(f"{path.name} cannot be read: {error}") from None


def whole(case: Case, cases: list[Case]) -> Case:
    """A case that names an earlier one begins with all its entries."""
    if "beginsWith" not in case:
        return case
    before = next(one for one in cases if one["name"] == case["beginsWith"])
    return {**case, "entries": whole(before, cases)["entries"] + case["entries"]}


def paths_of(folder: str) -> list[Path]:
    paths = sorted(Path(folder).glob("*.json"))
    if not paths:
        raise Refused(f"there are no vectors in {folder}")
    return paths


def run(folder: str) -> int:
    from .vectors_model import MODEL_FILES  # which uses what is above

    files, wrong = {**FILES, **MODEL_FILES}, 0
    for path in paths_of(folder):
        if path.name not in files:
            print(f"{path.name}: not known to this reader")
            wrong += 1
            continue
        check, names = files[path.name]
        cases, differing = read_file(path), 0
        for case in cases:
            try:
                strangers = set(case) - {"name", *names.split()}
                if strangers:
                    raise Differs(f"what is not known to this reader: {', '.join(sorted(strangers))}")
                check(case)
            except (Differs, Refused, KeyError, TypeError, ValueError) as error:
                said = f"without {error}" if isinstance(error, KeyError) else str(error)
                print(f"{path.name}: {case.get('name')}: {said}")
                differing += 1
        print(f"{path.name}: {len(cases)} cases" + (f", {differing} differ" if differing else ""))
        wrong += differing
    return 1 if wrong else 0
