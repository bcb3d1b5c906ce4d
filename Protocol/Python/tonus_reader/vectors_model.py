"""The vectors of 1-model.md, and of what 2-envelopes.md and 3-roster.md seal."""

from __future__ import annotations

from typing import Any

from . import wire
from .envelope import unpack
from .model import Diary, Write, clock_gives, clock_sees, derived_id, is_far_ahead, read_change, told_by
from .reading import is_present, kind_of, linked, live_writes, per_reporter, ranked, register, shown_text
from .roster import EpochKeys, open_wrap, read_name, wrap_hash
from .tickets import Ticket
from .vectors import Case, is_refused, octets, same
from .wire import Message


def hexes(ids: Any) -> list[str]:
    return [i.hex() for i in ids]


def change(case: Case) -> None:
    data = octets(case, "bytes") + bytes(case.get("zeros", 0))
    if "says" not in case:
        same("refused", is_refused(lambda: read_change(data)), True)
        return
    got = read_change(data)
    m = got.message
    says: dict[str, Any] = {
        "kind": got.kind,
        "entity": got.entity.hex(),
        "timestamp": got.timestamp.to_bytes(8, "big").hex(),
        "written": (got.timestamp >> 16) + m.number("written_delta"),
        "writtenOffset": m.number("written_offset"),
        "writes": [written(w) for w in got.writes],
        "deletes": hexes(got.deletes),
        "restores": hexes(got.restores),
        "undoes": hexes(got.undoes),
        "intentSize": m.number("intent_size") or 1,
        "reason": m.text("reason"),
    }
    for name, key in (("survivor", "survivor"), ("import_id", "importID")):
        if m.octets(name):
            says[key] = m.octets(name).hex()
    told = told_by(got)
    if told is not None:
        says["toldBy"] = f"{told.octets('member').hex()} {told.number('relation')} {told.text('name')}"
    same("what it says", says, case["says"])


def written(write: Write) -> dict[str, Any]:
    said: dict[str, Any] = {
        "field": write.field, "key": write.key.hex(), "value": kind_of(write.value), "replaces": hexes(write.replaces),
    }
    content = shown_text(write.value)
    return said if content is None else {**said, "content": content}


def clock(case: Case) -> None:
    before = int(case["clock"], 16)
    if "seen" in case:
        after, suspect = clock_sees(before, int(case["seen"], 16), case["wall"])
    else:
        far_ahead = is_far_ahead(before, case["wall"])
        same("far ahead", far_ahead, case["isFarAhead"])
        after, suspect = clock_gives(0 if far_ahead else before, case["wall"]), False
    same("the clock", f"{after:016x}", case["after"])
    same("suspect", suspect, case["isSuspect"])


def derived(case: Case) -> None:
    same("the id", derived_id(case["kind"], octets(case, "key")).hex(), case["id"])


def padding(case: Case) -> None:
    if "content" in case:
        same("the content", unpack(octets(case, "packed")).hex(), case["content"])
    else:
        same("refused", is_refused(lambda: unpack(octets(case, "packed"))), True)


def merge(case: Case) -> None:
    held = [(bytes.fromhex(c["device"]), c["audience"], c["isAllowed"], bytes.fromhex(c["change"])) for c in case["changes"]]
    for changes in (held, held[::-1], held + held):
        diary = Diary()
        for device, audience, allowed, data in changes:
            diary.add(device, data, audience, allowed)
        diary.fold()
        check_merge(case, diary)


def check_merge(case: Case, diary: Diary) -> None:
    same("what counts", sorted(h.id.hex() for h in diary.held.values() if h.counts), case["counting"])
    entities = []
    for key in sorted(diary.entities):
        entity = diary.entities[key]
        entities.append({
            "audience": key[0], "kind": key[1], "entity": key[2].hex(),
            "live": [{"field": f, "key": k.hex(), "changes": hexes(live)} for (f, k), live in sorted(entity.writes.items())],
            "deletes": sorted(hexes(entity.deletes)), "restores": sorted(hexes(entity.restores)),
            "isHidden": entity.hidden, "isContested": entity.contested, "linked": hexes(linked(diary, key)),
        })
    same("the entities", entities, case["entities"])
    same("the digests", [diary.digest(a).hex() for a in (1, 2)], case["digests"])
    check_reading(case, diary)


def check_reading(case: Case, diary: Diary) -> None:
    wanted = case["reading"]
    members = {bytes.fromhex(d): bytes.fromhex(m) for d, m in case["members"].items()}
    patient = octets(case, "patient")
    pairs = live_writes(diary, min(diary.entities), wanted["field"], members, patient)
    live = [w for w, _ in pairs]
    shown, conflict = register(live, patient)
    best, best_conflict = ranked(pairs, patient)
    reporters = per_reporter(live, patient)
    got: dict[str, Any] = {
        "field": wanted["field"], "isConflict": conflict, "isPresent": is_present(pairs),
        "perReporter": [w.change.hex() for w, _ in reporters if w is not None],
        "perReporterConflicts": [conflict for _, conflict in reporters], "isRankedConflict": best_conflict,
    }
    if shown is not None:
        got["register"] = shown.change.hex()
    if best is not None:
        got["ranked"] = best.change.hex()
    same("the reading", got, wanted)


def opened_wrap(case: Case) -> EpochKeys:
    message = Message(wire.WRAP)
    message.values = {
        "recipient": octets(case, "recipient"), "roster_index": case["index"],
        "encapsulated": octets(case, "encapsulated"), "sealed": octets(case, "sealed"),
    }
    keys = Ticket(octets(case, "secret"), "x", None).keys()
    promised = {hash_of_wrap(case)}
    return open_wrap(message, keys, octets(case, "diary"), octets(case, "recipient"), case["index"], promised)


def hash_of_wrap(case: Case) -> bytes:
    return wrap_hash(octets(case, "recipient"), case["index"], octets(case, "encapsulated"), octets(case, "sealed"))


def wrap(case: Case) -> None:
    same("the hash", hash_of_wrap(case).hex(), case["hash"])
    if "everyone" not in case:
        same("refused", is_refused(lambda: opened_wrap(case)), True)
        return
    got = opened_wrap(case)
    same("the key of everyone", got.everyone.hex(), case["everyone"])
    same("the key of owner", got.owner.hex() if got.owner else None, case.get("owner"))


def opened_name(case: Case) -> Message:
    sealed = Message(wire.SEALED_TEXT)
    sealed.values = {"epoch": 1, "salt": octets(case, "salt"), "sealed": octets(case, "sealed")}
    return read_name(sealed, octets(case, "diary"), {1: octets(case, "everyoneKey")}, wire.PERSON_ABOUT)


def name(case: Case) -> None:
    if "person" not in case:
        same("refused", is_refused(lambda: opened_name(case)), True)
        return
    got = opened_name(case)
    same("the name", got.text("name"), case["person"])
    same("the relation", got.number("relation") or None, case.get("relation"))


MODEL_FILES = {
    "change.json": (change, "bytes says zeros"),
    "clock.json": (clock, "after clock isFarAhead isSuspect seen wall"),
    "derived-id.json": (derived, "id key kind"),
    "padding.json": (padding, "content packed"),
    "merge.json": (merge, "changes counting digests entities members patient reading"),
    "wrap.json": (wrap, "diary encapsulated everyone hash index owner recipient sealed secret"),
    "name.json": (name, "diary everyoneKey person relation salt sealed"),
}
