"""What measure.py and sql.py share: making registers and reading what counts them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Form 06a: columns 3 to 13.
FORM_06A = [
    "total", "received_online", "received_in_person", "carried_over",
    "completed", "completed_early", "completed_on_due", "completed_late",
    "open", "open_in_time", "open_overdue",
]  # fmt: skip


def add_arguments(parser, rows, units):
    """The arguments that both scripts take."""
    parser.add_argument("--rows", type=int, default=rows)
    parser.add_argument("--units", type=int, default=units)
    parser.add_argument("--style", choices=["iso", "vi"], default="iso")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--year", type=int, default=2023)
    parser.add_argument("--dir", type=Path, required=True, help="where registers are kept")
    parser.add_argument("--parindex", type=Path, default=ROOT / "target/release/parindex")


def build():
    """Builds the bench binary and gives its path."""
    command = ["cargo", "bench", "--quiet", "--bench", "register", "--no-run", "--message-format=json"]
    built = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    for line in built.stdout.splitlines():
        made = json.loads(line)
        if made.get("executable") and made["target"]["name"] == "register":
            return made["executable"]
    sys.exit("cargo built no bench named register")


def register(binary, arguments, *flags):
    """A register as asked for; made if it is not there."""
    words = [str(part) for part in (arguments.rows, arguments.units, arguments.style, arguments.seed, arguments.year)]
    name = "-".join(["register", *words, *(flag.strip("-") for flag in flags)])
    file = arguments.dir / f"{name}.csv"
    if not file.exists():
        arguments.dir.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        command = [binary, "generate", "-o", part, *flags]
        for option in ("rows", "units", "style", "seed", "year"):
            command += [f"--{option}", str(getattr(arguments, option))]
        subprocess.run(command, check=True)
        os.replace(part, file)
    return file


def reference(binary, file, year):
    """The command that counts a register plainly."""
    return [binary, "count", str(file), "--from", f"{year}-01-01", "--to", f"{year}-12-31"]


def product(parindex, file, year, *more):
    """The command that has the product count a register."""
    return [str(parindex), "register", str(file), "--year", str(year), *(more or ("--format", "json"))]


def knows_registers(parindex):
    """Whether a binary is there and has the command `register`."""
    try:
        done = subprocess.run([parindex, "register", "--help"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def plain_counts(text):
    """Counts by unit, and the book of rows, out of the JSON of the reference."""
    read = json.loads(text)
    return {unit.pop("unit"): unit for unit in read["units"]}, read["book"]


def product_counts(text):
    """The same out of the JSON of the product, whose units may have rows that do not count only."""
    read = json.loads(text)
    units = {(unit["unit"]["code"] or unit["unit"]["name"]): unit["metrics"] for unit in read["units"] if unit["counted"]}
    together = read["together"]
    return units, {"rows": together["rows"], "counted": together["counted"], **together["left"]}


def differences(name, found, wanted, metrics=None):
    """What differs between two tables of counts by unit, in words; a count that is not there is no 0 but unknown."""
    told = []
    for unit in sorted(found.keys() ^ wanted.keys()):
        told.append(f"{name}: {unit} is {'not ' if unit in wanted else ''}there")
    for unit in sorted(found.keys() & wanted.keys()):
        for metric in metrics or wanted[unit]:
            one, other = found[unit].get(metric), wanted[unit].get(metric)
            if one != other:
                told.append(f"{name}: {unit}: {metric} is {one}, not {other}")
    return told


def book_differences(name, found, wanted):
    """What differs between two books of rows; a kind that is not there has no rows."""
    kinds = sorted(found.keys() | wanted.keys())
    pairs = ((kind, found.get(kind, 0), wanted.get(kind, 0)) for kind in kinds)
    return [f"{name}: rows {kind}: {one}, not {other}" for kind, one, other in pairs if one != other]


def stop_on(told):
    """Ends with an error where anything differs."""
    if told:
        sys.exit("\n".join([*told[:20], f"{len(told)} differences"]))


def statements(sql):
    """The statements of a script; one ends where a line ends in a semicolon."""
    parts = re.split(r";[ \t]*(?:\n|$)", sql)
    return [part.strip() for part in parts if part.strip()]
