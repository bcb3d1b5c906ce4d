"""The commands; README.md beside this package says how they are used."""

from __future__ import annotations

import argparse
import json
import sys

from . import flips, sync, vectors
from .tickets import read_ticket
from .wire import Refused


def printable(name: str | None) -> str:
    """A name from outside steers no terminal."""
    return "".join(c if c.isprintable() else "?" for c in name) if name else "(no name)"


def print_report(device: sync.Device, as_json: bool) -> int:
    said = sync.report(device)
    if as_json:
        print(json.dumps(said, sort_keys=True))
    else:
        for name, value in said.items():
            if name == "digests":
                for audience, digest in value.items():
                    print(f"digest for {audience}: {digest}")
            elif name == "names":
                for number, d in enumerate(value):
                    marks = (", has left" if d["hasLeft"] else "") + (", this one" if d["isThis"] else "")
                    print(f"device {number}: {printable(d['name'])}, {printable(d['member'])}, {d['role']}{marks}")
            elif name == "patient":
                print(f"patient: {printable(value)}")
            elif name == "putAside":
                for line in value:
                    print(f"put aside: {line}")
            elif name != "digest":
                print(f"{name}: {value}")
    return 1 if said["putAside"] else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="tonus-reader", description="A small reader of the Tonus protocol")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, says in (("vectors", "run every case of a folder of vectors"), ("flips", "flip every bit of what is signed or sealed")):
        command = commands.add_parser(name, help=says)
        command.add_argument("folder")
    joining = commands.add_parser("join", help="join with the ticket on standard input, and read everything")
    joining.add_argument("--code-from-stdin", action="store_true", help="the only way a code is taken, and so the default")
    joining.add_argument("--name", default="reader", help="what the device is called (default: reader)")
    joining.add_argument("--keep", metavar="FILE", help="keep the device's keys in a new file that only its owner reads")
    joining.add_argument("--leave", action="store_true", help="leave the diary when all is read")
    joining.add_argument("--json", action="store_true")
    reading = commands.add_parser("read", help="read everything again, as the device that was kept")
    reading.add_argument("file")
    reading.add_argument("--leave", action="store_true", help="leave the diary when all is read")
    reading.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    try:
        if arguments.command == "vectors":
            return vectors.run(arguments.folder)
        if arguments.command == "flips":
            return flips.run(arguments.folder)
        if arguments.command == "join":
            try:
                text = sys.stdin.readline(10_000).strip()
            except UnicodeDecodeError:
                raise Refused("a ticket that is not text") from None
            device = sync.join(read_ticket(text), arguments.name, arguments.keep)
        else:
            device = sync.kept_device(arguments.file)
        device.pull()
        status = print_report(device, arguments.json)
        if arguments.leave:
            device.leave()
        return status
    except Refused as refused:
        print(f"tonus-reader: {refused}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
