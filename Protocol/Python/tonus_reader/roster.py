"""The signed list of who may do what. 3-roster.md."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import wire
from .crypto import big, is_signed, label, sha256, unseal
from .crypto import Keys
from .envelope import EVERYONE, OWNER, unpack
from .tickets import key_id
from .wire import Message, Refused, need

BODY_BYTES = 64 * 1024
ROSTER_BYTES = 6 * 1024 * 1024  # 4-http.md, "Limits"
ROSTER_ENTRIES = 4096
SIGNATURES = 4
WRAP_BYTES = 4 * 1024  # 4-http.md, "Limits"

ROLE_OWNER, ROLE_CAREGIVER, ROLE_VIEWER = 1, 2, 3
ROLES = {ROLE_OWNER: "owner", ROLE_CAREGIVER: "caregiver", ROLE_VIEWER: "viewer"}


class UpdateNeeded(Refused):
    """"Entries that are not carried out": a newer version's; the entries before it stand."""


def may_write(role: int, audience: int) -> bool:
    """"Roles": its changes count in."""
    return role == ROLE_OWNER or (role == ROLE_CAREGIVER and audience == EVERYONE)


def may_read(role: int, audience: int) -> bool:
    return role == ROLE_OWNER or audience == EVERYONE


@dataclass(frozen=True)
class Entry:
    body: bytes
    signatures: tuple[tuple[bytes, bytes], ...]  # signer, signature


def entry_of(message: Message) -> Entry:
    pairs = [(s.octets("signer"), s.octets("signature")) for s in message.all("signatures")]
    return Entry(message.octets("body"), tuple(pairs))


def entry_bytes(entry: Entry) -> bytes:
    signatures = b"".join(wire.put_message(2, wire.put(1, s) + wire.put(2, v)) for s, v in entry.signatures)
    return wire.put(1, entry.body) + signatures


@dataclass
class Member:
    id: bytes
    role: int
    about: Message | None = None


@dataclass
class Device:
    id: bytes
    number: int
    member: bytes
    signing: bytes
    agreement: bytes
    about: Message | None = None
    cuts: dict[tuple[int, bytes], int] | None = None  # set when it has left: (audience, chain) to sequence


@dataclass
class OpenTicket:
    id: bytes
    signing: bytes
    member: bytes
    binding: bytes
    kit: bool
    invited_by: bytes  # the device


@dataclass
class Roster:
    diary: bytes = b""
    index: int = -1
    hash: bytes = b""
    size: int = 0
    founder: bytes = b""
    devices: dict[bytes, Device] = field(default_factory=dict)  # in the order of their numbers
    members: dict[bytes, Member] = field(default_factory=dict)
    tickets: dict[bytes, OpenTicket] = field(default_factory=dict)
    wraps: dict[tuple[int, bytes], set[bytes]] = field(default_factory=dict)  # (index, recipient) to hashes

    # Who signs

    def signing_device(self, entry: Entry) -> Device:
        device = self.devices.get(entry.signatures[0][0]) if entry.signatures else None
        if device is None:
            raise Refused("an entry that no device on the roster signed")
        need(device.cuts is None, "an entry that a device signed which has left")
        return device

    def owners_device(self, entry: Entry) -> Device:
        device = self.signing_device(entry)
        need(self.members[device.member].role == ROLE_OWNER, "an entry that its signer's role does not allow")
        return device

    def founders_own(self, device: Device, member: bytes) -> None:
        need(member != self.founder or device.member == self.founder, "an entry for the founder by somebody else")

    def check_signatures(self, entry: Entry, signers: list[tuple[bytes, bytes]]) -> None:
        """"Signatures": exactly these, each (id, key), in this order."""
        diary = self.diary or sha256(label("roster"), entry.body)
        need([s for s, _ in entry.signatures] == [s for s, _ in signers], "an entry with other signers than it needs")
        message = label("roster-signature") + diary + entry.body
        for (_, key), (_, signature) in zip(signers, entry.signatures):
            need(is_signed(key, signature, message), "an entry with a signature that is not valid")

    # Entries

    def append(self, entry: Entry) -> None:
        """"Entries": takes the next entry, or raises Refused and stays as it was."""
        need(len(entry.body) <= BODY_BYTES, "an entry that is too large")
        need(len(entry.signatures) <= SIGNATURES, "an entry with too many signatures")
        need(self.index + 1 < ROSTER_ENTRIES, "a roster with too many entries")
        need(self.size + len(entry.body) <= ROSTER_BYTES, "a roster that is too large")
        body = wire.read(wire.ROSTER_BODY, entry.body)
        need(body.number("index") == self.index + 1, "an entry that is not the next one")
        need(body.octets("previous") == self.hash, "an entry that does not follow the one before")
        kind = body.chosen
        need(kind == "genesis" or self.index >= 0, "a roster that does not begin with its genesis")
        carried_out = {
            "genesis": self.genesis, "invite": self.invite, "join": self.join, "name": self.name,
            "withdraw": self.withdraw, "leave": self.leave,
        }
        if kind not in carried_out:
            raise UpdateNeeded("an entry of a newer version: update")
        carried_out[kind](entry, body.must(kind))
        self.index += 1
        self.hash = sha256(label("roster"), entry.body)
        self.size += len(entry.body)

    def promise(self, wraps: list[Message], index: int) -> None:
        """"Promised wraps": what an entry names."""
        for wrap in wraps:
            need(len(wrap.octets("recipient")) == 16, "an entry with a wrap for nobody")
            need(len(wrap.octets("hash")) == 32, "an entry with a wrap's hash that is not 32 bytes")
        for wrap in wraps:
            self.wraps.setdefault((index, wrap.octets("recipient")), set()).add(wrap.octets("hash"))

    def genesis(self, entry: Entry, m: Message) -> None:
        """"Genesis"."""
        need(self.index < 0, "a second genesis")
        need(len(m.octets("salt")) == 16 and len(m.octets("member")) == 16, "a genesis with an id that is not 16 bytes")
        signing, agreement = public_keys(m.message("device"))
        device = key_id("device", signing, agreement)
        member_about, device_about = about(m, "member_about"), about(m, "device_about")
        self.check_signatures(entry, [(device, signing)])
        self.promise(m.all("wraps"), 0)
        self.diary = sha256(label("roster"), entry.body)
        self.founder = m.octets("member")
        self.members[self.founder] = Member(self.founder, ROLE_OWNER, member_about)
        self.devices[device] = Device(device, 0, self.founder, signing, agreement, device_about)

    def invite(self, entry: Entry, m: Message) -> None:
        """"Invite", "Inviting for the founder", "The recovery kit"."""
        signer = self.owners_device(entry)
        signing, agreement = public_keys(m.message("ticket"))
        ticket, member, role = key_id("ticket", signing, agreement), m.octets("member"), m.number("role")
        need(len(member) == 16, "an invitation for a member whose id is not 16 bytes")
        need(role in ROLES, "an invitation with no known role")
        known = self.members.get(member)
        need(known is None or known.role == role, "an invitation that would change a member's role")
        self.founders_own(signer, member)
        need(len(m.octets("binding")) == 32, "an invitation whose binding is not 32 bytes")
        need(ticket not in self.tickets, "an invitation with a ticket that is open already")
        kit = bool(m.number("kit"))
        need(not kit or member == self.founder, "a recovery kit that is not the founder's")
        need(not kit or m.number("expires") == 0, "a recovery kit that expires")
        member_about = about(m, "member_about") if known is None else None
        self.check_signatures(entry, [(signer.id, signer.signing)])
        self.promise(m.all("wraps"), self.index + 1)
        if known is None:
            self.members[member] = Member(member, role, member_about)
        self.tickets[ticket] = OpenTicket(ticket, signing, member, m.octets("binding"), kit, signer.id)

    def join(self, entry: Entry, m: Message) -> None:
        """"Join"."""
        ticket = self.tickets.get(m.octets("ticket"))
        if ticket is None:
            raise Refused("a joining with a ticket that is not open")
        signing, agreement = public_keys(m.message("device"))
        device = key_id("device", signing, agreement)
        need(device not in self.devices, "a joining of a device that is on the roster already")
        member, device_about = self.members[ticket.member], about(m, "device_about")
        member_about = about(m, "member_about") if member.about is None else member.about
        self.check_signatures(entry, [(ticket.id, ticket.signing), (device, signing)])
        del self.tickets[ticket.id]
        self.devices[device] = Device(device, len(self.devices), ticket.member, signing, agreement, device_about)
        member.about = member_about

    def name(self, entry: Entry, m: Message) -> None:
        """"Name"."""
        signer = self.owners_device(entry)
        member, device = m.octets("member"), m.octets("device")
        named: Member | Device | None = self.members.get(member) if member else self.devices.get(device)
        if named is None:
            raise Refused("a name for nobody on the roster")
        self.founders_own(signer, member)
        sealed = about(m, "about")
        need(sealed is not None, "a name that is missing")
        self.check_signatures(entry, [(signer.id, signer.signing)])
        named.about = sealed

    def withdraw(self, entry: Entry, m: Message) -> None:
        """"Withdraw"."""
        signer = self.owners_device(entry)
        ticket = self.tickets.get(m.octets("ticket"))
        if ticket is None:
            raise Refused("a withdrawal of a ticket that is not open")
        self.founders_own(signer, ticket.member)
        self.check_signatures(entry, [(signer.id, signer.signing)])
        del self.tickets[ticket.id]

    def leave(self, entry: Entry, m: Message) -> None:
        """"Leave", "What a Leave cuts", "The tickets of who leaves"."""
        signer = self.signing_device(entry)
        need(m.octets("device") == signer.id, "a departure that another device signed")
        cuts: dict[tuple[int, bytes], int] = {}
        for head in m.all("heads"):
            place = (head.number("audience"), head.octets("chain"))
            need(head.octets("device") == signer.id, "a departure that cuts another device's chain")
            need(place[0] in (EVERYONE, OWNER) and len(place[1]) == 8, "a departure with a chain that cannot be")
            need(head.number("sequence") >= 1, "a departure with a sequence that cannot be")
            need(len(head.octets("head")) == 32, "a departure with a head that is not whole")
            need(place not in cuts, "a departure that names a chain twice")
            cuts[place] = head.number("sequence")
        self.check_signatures(entry, [(signer.id, signer.signing)])
        signer.cuts = cuts
        for ticket in [t for t in self.tickets.values() if t.invited_by == signer.id and not t.kit]:
            del self.tickets[ticket.id]

    # What follows from it

    def role_of(self, device: Device) -> int:
        return self.members[device.member].role

    def allows(self, device_id: bytes, audience: int, chain: bytes, sequence: int) -> bool:
        """"What counts", as far as the roster goes."""
        device = self.devices.get(device_id)
        if device is None or not may_write(self.role_of(device), audience):
            return False
        return device.cuts is None or sequence <= device.cuts.get((audience, chain), 0)

    def patient(self, keys: dict[int, bytes]) -> bytes:
        """"The patient"; `keys` are everyone's, by epoch."""
        says = []
        for member in self.members.values():
            try:
                person = read_name(member.about, self.diary, keys, wire.PERSON_ABOUT) if member.about else None
            except Refused:
                person = None
            if person is not None and person.number("relation") == 1:
                says.append(member.id)
        return self.founder if not says or self.founder in says else min(says)


def public_keys(message: Message | None) -> tuple[bytes, bytes]:
    """"Ids": the lengths of the public keys."""
    if message is None:
        raise Refused("an entry without the public keys")
    signing, agreement = message.octets("signing"), message.octets("agreement")
    need(len(signing) == 32 and len(agreement) == 1216, "an entry with public keys of another length")
    return signing, agreement


def about(message: Message, name: str) -> Message | None:
    """"Sealed names": what can be seen of one without a key."""
    sealed = message.message(name)
    if sealed is not None:
        need(sealed.number("epoch") >= 1, "a sealed name without an epoch")
        need(len(sealed.octets("salt")) == 16, "a sealed name whose salt is not 16 bytes")
        need(17 <= len(sealed.octets("sealed")) <= 1024, "a sealed name of another length")
    return sealed


def read_name(sealed: Message, diary: bytes, keys: dict[int, bytes], schema: wire.Schema) -> Message:
    """"Sealed names": opens one."""
    key = keys.get(sealed.number("epoch"))
    if key is None:
        raise Refused("a name of an epoch without a key here")
    content = unpack(unseal(key, sealed.octets("salt"), "name", sealed.octets("sealed"), diary))
    need(len(content) <= 512, "a name that is too long")
    return wire.read(schema, content)


# Wrapped keys


@dataclass(frozen=True)
class EpochKeys:
    epoch: int
    everyone: bytes
    owner: bytes | None

    def of(self, audience: int) -> bytes | None:
        return self.everyone if audience == EVERYONE else self.owner


def wrap_hash(recipient: bytes, index: int, encapsulated: bytes, sealed: bytes) -> bytes:
    return sha256(label("wrap"), recipient, big(index), encapsulated, sealed)


def wrap_info(diary: bytes, index: int, recipient: bytes) -> bytes:
    return label("wrap") + diary + big(index) + recipient


def read_epoch_keys(plain: bytes) -> EpochKeys:
    m = wire.read(wire.EPOCH_KEYS, plain)
    owner = m.octets("owner")
    need(m.number("epoch") >= 1, "keys without an epoch")
    need(len(m.octets("everyone")) == 32 and len(owner) in (0, 32), "keys that are not 32 bytes")
    return EpochKeys(m.number("epoch"), m.octets("everyone"), owner or None)


def open_wrap(wrap: Message, keys: Keys, diary: bytes, recipient: bytes, index: int, promised: set[bytes]) -> EpochKeys:
    """"Wrapped keys" and "Promised wraps": compares the hash, then opens."""
    encapsulated, sealed = wrap.octets("encapsulated"), wrap.octets("sealed")
    need(wrap.octets("recipient") == recipient, "wrapped keys for somebody else")
    need(wrap.number("roster_index") == index, "wrapped keys of another entry")
    need(len(encapsulated) + len(sealed) <= WRAP_BYTES, "wrapped keys that are too long")
    need(wrap_hash(recipient, index, encapsulated, sealed) in promised, "wrapped keys that no entry promised")
    return read_epoch_keys(keys.unwrap(encapsulated, sealed, wrap_info(diary, index, recipient)))
