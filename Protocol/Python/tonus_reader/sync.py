"""Signed requests, and a device that joins and reads. 4-http.md; 3-roster.md, "Joining"."""

from __future__ import annotations

import base64
import binascii
import http.client
import json
import os
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from . import wire
from .crypto import Keys, big, label, seal, sha256
from .envelope import EVERYONE, OWNER, ChainKey, Chains, pack, read_header
from .model import Diary, diary_of
from .roster import (
    ROLE_OWNER, ROLES, Entry, EpochKeys, Roster, entry_bytes, entry_of, may_read, open_wrap, read_name,
)
from .tickets import Ticket, key_id
from .wire import Message, Refused, need

DEVICE, TICKET = 0, 1
ANSWER_BYTES = 16 * 1024 * 1024  # envelopes 4 MiB, roster 6 MiB, and what is around them
MOST_PUT_ASIDE = 256
TIMEOUT = 60
PROBLEM = "urn:tonus:problem:"


# Signed requests


@dataclass(frozen=True)
class Authorization:
    kind: int
    id: bytes
    time: int
    signature: bytes


def read_authorization(text: str) -> Authorization:
    """"The Authorization header"."""
    need(text.startswith("Tonus1 "), "an authorization of another scheme")
    spelled = text[len("Tonus1 ") :]
    need(re.fullmatch(r"[A-Za-z0-9_-]{119}", spelled) is not None, "an authorization of another length or spelling")
    try:
        raw = base64.urlsafe_b64decode(spelled + "=")
    except (binascii.Error, ValueError):
        raise Refused("an authorization that is not base64url") from None
    need(base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == spelled, "an authorization in a second spelling")
    need(len(raw) == 89 and raw[0] in (DEVICE, TICKET), "an authorization by no known kind of signer")
    return Authorization(raw[0], raw[1:17], int.from_bytes(raw[17:25], "big"), raw[25:])


def signed_of_request(server: bytes, method: str, path: str, moment: int, body: bytes) -> bytes:
    """"What is signed"."""
    return label("request") + server + method.encode() + b"\0" + path.encode() + b"\0" + big(moment) + sha256(body)


def authorization(keys: Keys, kind: int, id: bytes, server: bytes, method: str, path: str, moment: int, body: bytes) -> str:
    signature = keys.sign(signed_of_request(server, method, path, moment, body))
    raw = bytes([kind]) + id + big(moment) + signature
    return "Tonus1 " + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


# A server


class Problem(Refused):
    """"Problems": the server refused."""

    def __init__(self, name: str, document: dict[str, Any]) -> None:
        title, detail = document.get("title", name), document.get("detail", "")
        super().__init__(f"the server refused: {title}" + (f" ({detail})" if detail else ""))
        self.name, self.document = name, document


def now() -> int:
    return int(time.time() * 1000)


class Server:
    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        need(parts.scheme in ("http", "https") and parts.hostname is not None, "a server's address that is none")
        self.secure, self.host, self.port = parts.scheme == "https", parts.hostname or "", parts.port
        self.base = parts.path.rstrip("/")
        self.offset = 0
        about = wire.read(wire.SERVER_ABOUT, self.exchange("GET", "/v1/server", None, {}))
        self.id = about.octets("server")
        need(len(self.id) == 16, "a server without an id")
        need(about.number("protocol_first") <= 1 <= about.number("protocol_last"), "a server of another protocol")

    def exchange(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> bytes:
        kind = http.client.HTTPSConnection if self.secure else http.client.HTTPConnection
        connection = kind(self.host, self.port, timeout=TIMEOUT)
        headers = {"Accept": "application/x-protobuf", **headers}
        if body is not None:
            headers["Content-Type"] = "application/x-protobuf"
        try:
            connection.request(method, self.base + path, body, headers)
            response = connection.getresponse()
            answer = response.read(ANSWER_BYTES + 1)
            content_type = (response.getheader("Content-Type") or "").split(";")[0].strip()
        except (OSError, http.client.HTTPException) as error:
            raise Refused(f"the server cannot be reached: {error}") from None
        finally:
            connection.close()
        need(len(answer) <= ANSWER_BYTES, "an answer that is too large")
        if response.status == 200:
            need(content_type == "application/x-protobuf", "an answer that is not protobuf")
            return answer
        raise read_problem(response.status, content_type, answer)

    def ask(self, path: str, body: bytes, keys: Keys, kind: int, id: bytes) -> bytes:
        """A signed POST; "The time of a request": tries once more with the server's time."""
        for attempt in (0, 1):
            moment = now() + self.offset
            sign = authorization(keys, kind, id, self.id, "POST", self.base + path, moment, body)
            try:
                return self.exchange("POST", path, body, {"Authorization": sign})
            except Problem as problem:
                if problem.name != "request-time" or attempt:
                    raise
                try:
                    self.offset = int(problem.document["time"]) - now()
                except (KeyError, TypeError, ValueError):
                    raise problem from None
        raise AssertionError


def read_problem(status: int, content_type: str, answer: bytes) -> Refused:
    try:
        need(content_type == "application/problem+json", "")
        document = json.loads(answer)
        need(isinstance(document, dict) and str(document.get("type", "")).startswith(PROBLEM), "")
    except (ValueError, RecursionError, Refused):
        return Refused(f"the server answered {status}, and not in this protocol")
    return Problem(str(document["type"])[len(PROBLEM) :], document)


# A device that reads


@dataclass
class Device:
    server: Server
    diary: bytes
    seeds: tuple[bytes, bytes]
    keys: Keys
    id: bytes
    epochs: dict[int, EpochKeys]
    roster: Roster = field(default_factory=Roster)
    chains: Chains | None = None
    put_aside: list[str] = field(default_factory=list)
    passed_over: dict[ChainKey, tuple[int, bytes]] = field(default_factory=dict)

    def own_role(self) -> int:
        device = self.roster.devices.get(self.id)
        if device is None:
            raise Refused("this device is not on the roster")
        need(device.cuts is None, "this device has left the diary")
        return self.roster.role_of(device)

    def pull(self) -> None:
        """"Sync": asks until nothing more comes. 2-envelopes.md, "What does not open"."""
        self.chains = chains = Chains(self.diary)
        while True:
            answer = wire.read(wire.SYNC_ANSWER, self.server.ask(
                f"/v1/diaries/{self.diary.hex()}/sync", self.sync_request(chains), self.keys, DEVICE, self.id
            ))
            progress = bool(answer.all("entries"))
            for entry in answer.all("entries"):
                self.roster.append(entry_of(entry))
                need(self.roster.diary == self.diary, "a roster of another diary")
            for envelope in answer.all("envelopes"):
                progress = self.take(chains, envelope) or progress
            if not answer.number("more"):
                break
            need(progress, "a server that has more and does not send it")
            need(len(self.put_aside) <= MOST_PUT_ASIDE, "a server that sends what does not hold without end")
        self.own_role()
        mark = answer.must("roster")
        need(mark.number("index") == self.roster.index, "a server whose roster ends elsewhere than it says")
        need(len(mark.octets("hash")) in (8, 32), "a server whose roster has no hash")
        need(self.roster.hash.startswith(mark.octets("hash")), "a server whose roster is another one than it sent")

    def take(self, chains: Chains, envelope: Message) -> bool:
        """Answers whether something is different now in what the next request would say."""
        try:
            header = read_header(envelope.octets("header"))
        except Refused as refused:
            self.put_aside.append(f"(no place) {refused}")
            return False
        key = (header.device, header.audience, header.chain)
        device = self.roster.devices.get(header.device)
        keys = self.epochs.get(header.epoch)
        try:
            need(may_read(self.own_role(), header.audience), "an envelope for another audience than this device's")
            secret = keys.of(header.audience) if keys is not None else None
            return chains.take(header, envelope.octets("sealed"), device.signing if device else None, secret) > 0
        except Refused as refused:
            self.put_aside.append(f"{key[0].hex()} {key[1]} {key[2].hex()} {header.first}-{header.last}: {refused}")
            claimed = (header.last, header.head)
            is_new = device is not None and self.passed_over.get(key, (0, b""))[0] < header.last
            if is_new:
                self.passed_over[key] = claimed
            return is_new

    def sync_request(self, chains: Chains) -> bytes:
        mark = b""
        if self.roster.index >= 0:
            mark = wire.put_message(1, wire.put(1, self.roster.index) + wire.put(2, self.roster.hash[:8]))
        heads = {key: (len(chain.bodies), chain.heads[-1]) for key, chain in chains.all.items()}
        have = b""
        for (device, audience, chain), (sequence, head) in sorted({**heads, **self.passed_over}.items()):
            have += wire.put_message(2, (
                wire.put(1, self.roster.devices[device].number) + wire.put(2, audience) + wire.put(3, chain)
                + wire.put(4, sequence) + wire.put(5, head[:8])
            ))
        return mark + have + wire.put(8, 1)

    def fold(self) -> Diary:
        assert self.chains is not None
        return diary_of(self.chains, self.roster)

    def leave(self) -> None:
        """3-roster.md, "Leave". This reader writes nothing, so it has no chains to name."""
        leave = wire.put(1, self.id)
        self.append_entry(10, leave, DEVICE, self.id, self.keys, [(self.id, self.keys)])

    def append_entry(
        self, number: int, content: bytes, kind: int, id: bytes, keys: Keys, signers: list[tuple[bytes, Keys]]
    ) -> None:
        """"Roster": makes the next entry, checks it as any other, and has it appended."""
        body = wire.put(1, self.roster.index + 1) + wire.put(2, self.roster.hash)
        body += wire.put_signed(3, now()) + wire.put_message(number, content)
        message = label("roster-signature") + self.diary + body
        entry = Entry(body, tuple((signer, with_keys.sign(message)) for signer, with_keys in signers))
        self.roster.append(entry)
        request = wire.put_message(1, entry_bytes(entry))
        answer = self.server.ask(f"/v1/diaries/{self.diary.hex()}/roster", request, keys, kind, id)
        mark = wire.read(wire.APPEND_ROSTER_ANSWER, answer).must("roster")
        need(mark.number("index") >= self.roster.index, "a server that did not append the entry")


def join(ticket: Ticket, name: str, kept: str | None = None) -> Device:
    """3-roster.md, "Joining"."""
    need(ticket.pin is None, "a ticket with a pinned certificate, which this reader does not check")
    server = Server(ticket.server)
    seeds = (os.urandom(32), os.urandom(32))
    for attempt in range(5):
        try:
            return join_once(server, ticket, seeds, name, kept)
        except Problem as problem:  # somebody appended an entry in between
            if problem.name != "roster-taken" or attempt == 4:
                raise
    raise AssertionError


def join_once(server: Server, ticket: Ticket, seeds: tuple[bytes, bytes], name: str, kept: str | None) -> Device:
    own = ticket.keys()
    ticket_id = key_id("ticket", own.signing, own.agreement)
    answer = wire.read(wire.TICKET_ANSWER, server.ask(f"/v1/tickets/{ticket_id.hex()}", b"", own, TICKET, ticket_id))
    roster = Roster()
    for entry in answer.all("roster"):
        roster.append(entry_of(entry))
    need(roster.index >= 0 and answer.octets("diary") == roster.diary, "a roster of another diary")
    opened = roster.tickets.get(ticket_id)
    if opened is None:
        raise Refused("a ticket that is not open on this roster")
    need(opened.binding == ticket.binding(roster.diary), "a ticket that was made for another diary")
    wrap = answer.must("wrap")
    index = wrap.number("roster_index")
    promised = roster.wraps.get((index, ticket_id), set())
    keys = open_wrap(wrap, own, roster.diary, ticket_id, index, promised)
    role = roster.members[opened.member].role
    need((keys.owner is not None) == (role == ROLE_OWNER), "wrapped keys that are not those of the role")

    device_keys = Keys(*seeds)
    id = key_id("device", device_keys.signing, device_keys.agreement)
    device = Device(server, roster.diary, seeds, device_keys, id, {keys.epoch: keys}, roster)
    if kept is not None:
        keep(device, kept, ticket.server)
    public = wire.put(1, device_keys.signing) + wire.put(2, device_keys.agreement)
    salt = os.urandom(16)
    sealed = seal(keys.everyone, salt, "name", pack(wire.put(1, name.encode("utf-8"))), roster.diary)
    about = wire.put(1, keys.epoch) + wire.put(2, salt) + wire.put(3, sealed)
    content = wire.put(1, ticket_id) + wire.put_message(2, public) + wire.put_message(3, about)
    device.append_entry(7, content, TICKET, ticket_id, own, [(ticket_id, own), (id, device_keys)])
    return device


# A device kept in a file


def keep(device: Device, path: str, address: str) -> None:
    document = {
        "server": address,
        "diary": device.diary.hex(),
        "signing": device.seeds[0].hex(),
        "agreement": device.seeds[1].hex(),
        "epochs": [
            {"epoch": k.epoch, "everyone": k.everyone.hex(), "owner": (k.owner or b"").hex()}
            for k in device.epochs.values()
        ],
    }
    try:
        if os.path.exists(path):
            need(load_seeds(path) == device.seeds, f"{path} is there already")
            os.unlink(path)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(document, file)
    except OSError as error:
        raise Refused(f"the file of keys cannot be written: {error}") from None


def load(path: str) -> dict[str, Any]:
    try:
        need(os.stat(path).st_mode & 0o077 == 0, f"{path} may be read by others")
        with open(path, encoding="utf-8") as file:
            document: Any = json.load(file)
        if not isinstance(document, dict):
            raise Refused(f"{path} holds no device")
        return document
    except (OSError, ValueError) as error:
        raise Refused(f"the file of keys cannot be read: {error}") from None


def load_seeds(path: str) -> tuple[bytes, bytes]:
    document = load(path)
    try:
        return bytes.fromhex(document["signing"]), bytes.fromhex(document["agreement"])
    except (KeyError, TypeError, ValueError):
        raise Refused(f"{path} holds no device") from None


def kept_device(path: str) -> Device:
    document, seeds = load(path), load_seeds(path)
    try:
        diary = bytes.fromhex(document["diary"])
        epochs = {
            int(k["epoch"]): EpochKeys(int(k["epoch"]), bytes.fromhex(k["everyone"]), bytes.fromhex(k["owner"]) or None)
            for k in document["epochs"]
        }
        keys = Keys(*seeds)
        address = str(document["server"])
    except (KeyError, TypeError, ValueError):
        raise Refused(f"{path} holds no device") from None
    id = key_id("device", keys.signing, keys.agreement)
    return Device(Server(address), diary, seeds, keys, id, epochs)


def name_of(device: Device, sealed: Message | None, schema: wire.Schema) -> str | None:
    """None where there is no name, or none that opens."""
    everyone = {epoch: keys.everyone for epoch, keys in device.epochs.items()}
    try:
        return read_name(sealed, device.diary, everyone, schema).text("name") if sealed is not None else None
    except Refused:
        return None


def report(device: Device) -> dict[str, Any]:
    """What `join` and `read` print."""
    diary, role, roster = device.fold(), device.own_role(), device.roster
    members = {id: name_of(device, member.about, wire.PERSON_ABOUT) for id, member in roster.members.items()}
    names = [
        {
            "name": name_of(device, d.about, wire.DEVICE_ABOUT), "member": members[d.member],
            "role": ROLES[roster.role_of(d)], "hasLeft": d.cuts is not None, "isThis": d.id == device.id,
        }
        for d in roster.devices.values()
    ]
    assert device.chains is not None
    audiences = {"everyone": EVERYONE, "owner": OWNER}
    digests = {name: diary.digest(a).hex() for name, a in audiences.items() if may_read(role, a)}
    return {
        "diary": device.diary.hex(),
        "role": ROLES[role],
        "digest": digests["everyone"],
        "digests": digests,
        "names": names,
        "patient": members[roster.patient({epoch: keys.everyone for epoch, keys in device.epochs.items()})],
        "rosterEntries": roster.index + 1,
        "members": len(roster.members),
        "devices": len(roster.devices),
        "chains": len(device.chains.all),
        "changes": len(diary.held),
        "malformed": sum(h.change is None for h in diary.held.values()),
        "counting": sum(h.counts for h in diary.held.values()),
        "entities": len(diary.entities),
        "shown": sum(not e.hidden for e in diary.entities.values()),
        "contested": sum(e.contested for e in diary.entities.values()),
        "putAside": device.put_aside,
    }
