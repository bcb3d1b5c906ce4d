"""Changes, and how they become what a diary shows. 1-model.md."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import wire
from .crypto import big, label, sha256
from .envelope import CHANGE_BYTES, Body, Chains, leaf_of
from .roster import Roster
from .wire import Message, Refused, need

KEY_BYTES = 64
FAR = 1 << 52

# Changes


@dataclass(frozen=True)
class Write:
    field: int
    key: bytes
    value: Message | None  # None: nothing
    replaces: tuple[bytes, ...]


@dataclass(frozen=True)
class Change:
    entity: bytes
    kind: int
    timestamp: int
    writes: tuple[Write, ...]
    deletes: tuple[bytes, ...]
    restores: tuple[bytes, ...]
    undoes: tuple[bytes, ...]
    message: Message  # the rest


def read_change(data: bytes) -> Change:
    """"Malformed changes": raises Refused for a change that says nothing."""
    need(len(data) <= CHANGE_BYTES, "a change that is too long")
    m = wire.read(wire.CHANGE, data)
    need(len(m.octets("salt")) == 8, "a change whose salt is not 8 bytes")
    need(len(m.octets("entity")) == 16, "a change whose entity is not 16 bytes")
    need(m.number("kind") != 0, "a change of kind 0")
    for name in ("deletes", "restores", "undoes"):
        need(all(len(i) == 16 for i in m.all(name)), f"a change with an id in {name} that is not 16 bytes")
    for name in ("survivor", "import_id"):
        need(len(m.octets(name)) in (0, 16), f"a change whose {name} is not 16 bytes")
    writes: list[Write] = []
    for w in m.all("writes"):
        need(w.number("field") != 0, "a write on field 0")
        need(len(w.octets("key")) <= KEY_BYTES, "a write whose key is too long")
        need(all(len(i) == 16 for i in w.all("replaces")), "a write that replaces an id that is not 16 bytes")
        if w.message("value") is not None:
            check_value(w.must("value"))
        writes.append(Write(w.number("field"), w.octets("key"), w.message("value"), tuple(w.all("replaces"))))
    need(len({(w.field, w.key) for w in writes}) == len(writes), "a change with two writes on one cell")
    return Change(
        m.octets("entity"), m.number("kind"), m.number("timestamp"), tuple(writes), tuple(m.all("deletes")),
        tuple(m.all("restores")), tuple(m.all("undoes")), m,
    )


def told_by(change: Change) -> Message | None:
    """"Whose words a change is": the person it names, where a change can name one."""
    told = change.message.message("told_by")
    if told is None or len(told.octets("member")) != 16 or not change.message.octets("import_id"):
        return None
    return told


def whose_words(change: Change, author: bytes, patient: bytes) -> bytes:
    """"Whose words a change is": a member."""
    told = told_by(change)
    return told.octets("member") if told is not None and author == patient else author


def check_value(value: Message) -> None:
    """"Malformed changes": the last three lines."""
    if value.chosen == "decimal":
        need(abs(value.must("decimal").number("exponent")) <= 18, "a decimal whose exponent is too far")
    elif value.chosen == "entity":
        need(len(value.octets("entity")) == 16, "an entity value that is not 16 bytes")
    elif value.chosen == "time":
        time = value.must("time")
        for name in ("instant", "earliest", "latest"):
            need(abs(time.number(name)) <= FAR, f"a time point whose {name} is too far")
        need(abs(time.number("offset")) <= 86_400, "a time point whose offset is too far")
        need(len(time.text("zone").encode("utf-8")) <= 64, "a time point whose zone is too long")


# Time


CLOCK_AHEAD = 5 * 60 * 1000
GREATEST = (1 << 64) - 1


def clock_limit(wall: int) -> int:
    return min((wall + CLOCK_AHEAD) << 16 | 0xFFFF, GREATEST)


def clock_gives(clock: int, wall: int) -> int:
    """"A new timestamp"."""
    return min(max(clock + 1, wall << 16), GREATEST)


def is_far_ahead(clock: int, wall: int) -> bool:
    """"A clock far ahead": whether it is set back before it gives a timestamp."""
    return clock > clock_limit(wall)


def clock_sees(clock: int, timestamp: int, wall: int) -> tuple[int, bool]:
    """"Seeing another device's timestamp": the clock after it, and whether it is suspect."""
    limit = clock_limit(wall)
    return max(clock, min(timestamp, limit)), timestamp > limit


# Derived ids


def derived_id(kind: int, canonical_key: bytes) -> bytes:
    """"Derived ids"."""
    return sha256(label("id"), big(kind, 4), canonical_key)[:16]


def csv_key(row: str, onset: int) -> bytes:
    """"Derived ids": of a row of Tonus's own CSV."""
    return b"csv\0" + row.encode("utf-8") + b"\0" + str(onset).encode("ascii")


def check_in_key(day: str) -> bytes:
    """"Derived ids": of the check-in of a day, as in 2026-11-19."""
    return b"checkin\0" + day.encode("ascii")


# The merge


@dataclass
class Held:
    """One change, wherever it stands."""

    id: bytes
    device: bytes
    audience: int
    allowed: bool
    change: Change | None  # None: malformed
    counts: bool = False


EntityKey = tuple[int, int, bytes]  # audience, kind, id
Record = tuple[int, bytes, int, bytes, bytes]  # kind, entity, field, key, change id


@dataclass
class Entity:
    writes: dict[tuple[int, bytes], list[bytes]] = field(default_factory=dict)  # live, by (field, key)
    deletes: set[bytes] = field(default_factory=set)  # live
    restores: set[bytes] = field(default_factory=set)
    hidden: bool = True
    contested: bool = False


class Diary:
    """"The merge": worked out from the changes held and from the roster, and from nothing else."""

    def __init__(self) -> None:
        self.held: dict[bytes, Held] = {}
        self.entities: dict[EntityKey, Entity] = {}

    def add(self, device: bytes, change: bytes, audience: int, allowed: bool) -> None:
        """"A change at two places"."""
        id = leaf_of(device, change)[:16]
        known = self.held.get(id)
        if known is not None:
            known.audience = min(known.audience, audience)  # everyone is 1
            known.allowed = known.allowed or allowed
            return
        try:
            said: Change | None = read_change(change)
        except Refused:
            said = None
        self.held[id] = Held(id, device, audience, allowed, said)

    def fold(self) -> None:
        self.count()
        self.entities = {}
        by_entity: dict[EntityKey, list[Held]] = {}
        for held in self.held.values():
            if held.change is not None:
                by_entity.setdefault((held.audience, held.change.kind, held.change.entity), []).append(held)
        for key, changes in by_entity.items():
            self.entities[key] = fold_entity({h.id: h for h in changes})

    def count(self) -> None:
        """"Counting" and "An undo of an undo". Who undoes is younger than what it names: no circle."""
        undone_by: dict[bytes, list[Held]] = {}
        for held in self.held.values():
            for name in held.change.undoes if held.change is not None else ():
                target = self.held.get(name)
                if target is not None and target.audience == held.audience:
                    undone_by.setdefault(name, []).append(held)
        settled: set[bytes] = set()
        for start in self.held.values():
            waiting = [start]
            while waiting:
                held = waiting[-1]
                undoers = undone_by.get(held.id, [])
                open_ones = [u for u in undoers if u.id not in settled]
                if held.id not in settled and open_ones:
                    waiting += open_ones
                    continue
                waiting.pop()
                settled.add(held.id)
                held.counts = held.change is not None and held.allowed and not any(u.counts for u in undoers)

    def records(self, audience: int) -> list[Record]:
        """"Digest": the records, sorted."""
        out: set[Record] = set()
        for (a, kind, id), entity in self.entities.items():
            if a == audience:
                out |= {(kind, id, f, k, change) for (f, k), live in entity.writes.items() for change in live}
                out |= {(kind, id, 0, b"", change) for change in entity.deletes | entity.restores}
        return sorted(out)

    def digest(self, audience: int) -> bytes:
        parts = [label("digest"), big(audience, 1)]
        for kind, id, number, key, change in self.records(audience):
            parts += [big(kind, 4), id, big(number, 4), big(len(key), 4), key, change]
        return sha256(*parts)


def fold_entity(held: dict[bytes, Held]) -> Entity:
    """"Live writes" and "Existence", for all held changes of one entity."""
    entity = Entity()
    cells: dict[tuple[int, bytes], dict[bytes, tuple[bytes, ...]]] = {}
    restores: dict[bytes, tuple[bytes, ...]] = {}
    deletes: list[Held] = []
    for h in held.values():
        assert h.change is not None
        for write in h.change.writes:
            cells.setdefault((write.field, write.key), {})[h.id] = write.replaces
        if h.change.restores:
            restores[h.id] = h.change.restores
        if h.change.deletes:
            deletes.append(h)

    counting = {h.id for h in held.values() if h.counts}
    for cell, names in cells.items():
        dead = reached(names, counting)
        live = sorted(id for id in names if id in counting and id not in dead)
        if live:
            entity.writes[cell] = live
    restored = reached(restores, counting)
    entity.deletes = {h.id for h in deletes if h.counts and h.id not in restored}
    entity.restores = {id for id in restores if id in counting}

    # "Hidden and contested"
    named = {id for d in deletes if d.id in entity.deletes and d.change for id in d.change.deletes}
    standing = {id for live in entity.writes.values() for id in live} | entity.restores
    entity.hidden = standing <= named
    entity.contested = bool(entity.deletes) and not entity.hidden
    return entity


def reached(names: dict[bytes, tuple[bytes, ...]], counting: set[bytes]) -> set[bytes]:
    """What counting changes name, directly or by way of held changes that do not count."""
    out: set[bytes] = set()
    waiting = [name for id, named in names.items() if id in counting for name in named]
    while waiting:
        name = waiting.pop()
        if name not in out:
            out.add(name)
            if name in names and name not in counting:
                waiting += names[name]
    return out


def diary_of(chains: Chains, roster: Roster) -> Diary:
    """All that is held, folded. A bare leaf is filled by a body from another place."""
    diary = Diary()
    places: list[tuple[bytes, int, bytes, int, Body]] = []
    bodies: dict[tuple[bytes, bytes], bytes] = {}
    for chain in chains.all.values():
        for sequence, body in enumerate(chain.bodies, 1):
            places.append((chain.device, chain.audience, chain.chain, sequence, body))
            if body.change is not None:
                bodies[(chain.device, body.leaf)] = body.change
    for device, audience, chain_id, sequence, body in places:
        change = body.change if body.change is not None else bodies.get((device, body.leaf))
        if change is not None:
            diary.add(device, change, audience, roster.allows(device, audience, chain_id, sequence))
    diary.fold()
    return diary
