"""Serves a database with datasette, on a port of this machine alone, and asks for every row of every
table over HTTP. Prints, as JSON, how many rows each has and what its columns are called."""

import json
import pathlib
import re
import subprocess
import sys
import urllib.request


def main(database: str) -> None:
    server = subprocess.Popen(
        [
            sys.executable, "-m", "datasette", "serve", database, "--host", "127.0.0.1", "--port", "0",
            "--setting", "max_returned_rows", "1000000",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for line in server.stderr:
            found = re.search(r"running on (http://127\.0\.0\.1:\d+)", line)
            if found:
                print(json.dumps(tables(found[1], pathlib.Path(database).stem), sort_keys=True))
                return
        sys.exit("datasette did not start")
    finally:
        # Not asked but ended: who started this may have it ignore what asks.
        server.kill()
        server.wait()


def tables(address: str, name: str) -> dict[str, dict[str, object]]:
    found = {}
    for table in ask(f"{address}/{name}.json")["tables"]:
        answer = ask(f"{address}/{name}/{table['name']}.json?_shape=objects&_size=max")
        rows = answer["rows"]
        found[table["name"]] = {"rows": len(rows), "columns": answer["columns"]}
        # The page that a person looks at.
        with urllib.request.urlopen(f"{address}/{name}/{table['name']}") as page:
            assert page.status == 200, table["name"]
    return found


def ask(url: str) -> dict[str, object]:
    with urllib.request.urlopen(url) as answer:
        return json.load(answer)


main(sys.argv[1])
