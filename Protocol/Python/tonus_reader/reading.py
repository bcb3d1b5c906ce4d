"""What a cell shows: 1-model.md, "Rules of reading", "The end of an episode" and "Links"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .model import Diary, EntityKey, whose_words
from .wire import Message


@dataclass(frozen=True)
class Live:
    """One live write of a cell."""

    change: bytes
    member: bytes
    timestamp: int
    value: Any  # comparable; None: nothing


def comparable(value: Message | None) -> Any:
    """"Values": equal for equal values; one that is unknown is compared as a whole."""
    kind = kind_of(value)
    if value is None:
        return None
    if kind == "unknown":
        return kind, tree(value)
    if kind == "decimal":
        decimal = value.must(kind)
        return kind, decimal.number("mantissa"), decimal.number("exponent")
    if kind == "time":
        time = value.must(kind)
        ends = tuple(time.number(n) if time.has(n) else None for n in ("earliest", "latest"))
        return kind, time.number("instant"), time.number("offset"), time.text("zone"), time.number("precision"), *ends
    return kind, value.values[kind]


def tree(message: Message) -> Any:
    inner = {n: tree(v) if isinstance(v, Message) else v for n, v in message.values.items()}
    return message.schema.name, tuple(sorted(inner.items())), tuple(message.unknown)


def shown_text(value: Message | None) -> str | None:
    """A value as text; none where it is unknown or nothing. Of a time: its six parts."""
    kind = kind_of(value)
    if value is None or kind == "unknown":
        return None
    inner = value.values[kind]
    if kind == "boolean":
        return "true" if inner else "false"
    if kind == "decimal":
        return f"{inner.number('mantissa')}e{inner.number('exponent')}"
    if kind == "entity":
        return str(inner.hex())
    if kind == "time":
        ends = [str(inner.number(n)) if inner.has(n) else "-" for n in ("earliest", "latest")]
        start = [str(inner.number("instant")), str(inner.number("offset")), inner.text("zone") or "-"]
        return " ".join([*start, str(inner.number("precision")), *ends])
    return str(inner)


def kind_of(value: Message | None) -> str:
    """Which row of "Values" it is of; a time with something unknown in it is unknown."""
    if value is None:
        return "nothing"
    if value.chosen is None:
        return "unknown"
    time = value.message("time") if value.chosen == "time" else None
    if time is not None and (time.unknown or time.number("precision") > 6):
        return "unknown"
    return value.chosen


def live_writes(
    diary: Diary, key: EntityKey, field: int, members: dict[bytes, bytes], patient: bytes
) -> list[tuple[Live, Message | None]]:
    out = []
    for id in diary.entities[key].writes.get((field, b""), []):
        held = diary.held[id]
        assert held.change is not None
        value = next(w.value for w in held.change.writes if (w.field, w.key) == (field, b""))
        member = whose_words(held.change, members[held.device], patient)
        out.append((Live(id, member, held.change.timestamp, comparable(value)), value))
    return out


def register(live: list[Live], patient: bytes) -> tuple[Live | None, bool]:
    """What is shown, and whether it is a conflict."""
    if not live:
        return None, False
    shown = max(live, key=lambda w: (w.member == patient, w.timestamp, w.change))
    return shown, len({w.value for w in live}) > 1


def per_reporter(live: list[Live], patient: bytes) -> list[tuple[Live | None, bool]]:
    """A register for each member that wrote; the patient's first, then by member id."""
    members = sorted({w.member for w in live}, key=lambda m: (m != patient, m))
    return [register([w for w in live if w.member == m], patient) for m in members]


def is_present(live: list[tuple[Live, Message | None]]) -> bool:
    return any(v is not None and not (v.chosen == "boolean" and not v.number("boolean")) for _, v in live)


def rank(value: Message | None) -> int:
    if value is None:
        return 0
    if value.chosen == "integer":
        return {0: 1, 1: 2}.get(value.number("integer"), 0)
    return 3 if kind_of(value) == "time" else 0


def ranked(live: list[tuple[Live, Message | None]], patient: bytes) -> tuple[Live | None, bool]:
    if not live:
        return None, False
    top = max(rank(v) for _, v in live)
    best = [(w, v) for w, v in live if rank(v) == top]

    def order(pair: tuple[Live, Message | None]) -> tuple[Any, ...]:
        w, v = pair
        instant = v.must("time").number("instant") if v is not None and kind_of(v) == "time" else 0
        # The patient's own, the earliest, then the greatest of (timestamp, change id).
        return (w.member == patient, -instant, w.timestamp, w.change)

    return max(best, key=order)[0], len({w.value for w, _ in best}) > 1


def linked(diary: Diary, key: EntityKey) -> list[bytes]:
    """"What linked episodes show": all that can be reached by same-as or duplicate, itself included."""
    audience, kind, _ = key
    joined: dict[bytes, set[bytes]] = {}
    for (a, k, id), entity in diary.entities.items():
        for (field, other), live in entity.writes.items():
            names_other = (field == 1 and id < other) or (field == 2 and id != other)
            if (a, k) != (audience, kind) or len(other) != 16 or not names_other:
                continue
            values = [next(w.value for w in c.writes if (w.field, w.key) == (field, other))
                      for c in (diary.held[i].change for i in live) if c is not None]
            if any(v is not None and not (v.chosen == "boolean" and not v.number("boolean")) for v in values):
                joined.setdefault(id, set()).add(other)
                joined.setdefault(other, set()).add(id)
    found, waiting = {key[2]}, [key[2]]
    while waiting:
        for other in joined.get(waiting.pop(), set()):
            if other not in found and (audience, kind, other) in diary.entities:
                found.add(other)
                waiting.append(other)
    return sorted(found)
