#!/usr/bin/env python3
"""Measures whole processes that count a register, in turn, and prints their ratios to `wc -l`.

    python3 benches/register/measure.py --dir /tmp/registers --rows 10000000 --units 3321

Every round runs every job once, so that all of them meet the same machine; ratios are taken within a round, and the
median over rounds is printed. CPU is user and system time of the process and all its threads. Beside `wc -l`: a loop of
the csv crate over the records (`loop`), the reference counter (`count`), the product, and DuckDB and Polars where
Python has them. All that count must come to the same counts for every unit, or the script ends with an error.
The peak of memory cannot show less than this script's own, which is printed.
"""

import argparse
import csv
import io
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tools


def run(command, environment):
    """Runs a process to its end: a file of what it printed, CPU and wall seconds, peak memory in bytes."""
    out = tempfile.TemporaryFile()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=out, env={**os.environ, **environment})
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return out, (usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)


def jobs_for(arguments, binary, file):
    """Name, command, environment, and how to read what it prints (None: it does not count units)."""
    jobs = [
        ("wc -l", ["wc", "-l", str(file)], {}, None),
        ("csv loop", [binary, "loop", str(file)], {}, None),
        ("plain count", tools.reference(binary, file, arguments.year), {}, of_reference),
    ]
    if tools.knows_registers(arguments.parindex):
        # Its JSON also has the file's SHA-256, which takes as long again.
        command = tools.product(arguments.parindex, file, arguments.year, "--format", "csv")
        jobs.append(("parindex", command, {}, of_product))
        if arguments.one_thread:
            jobs.append(("parindex, 1 thread", command, {"RAYON_NUM_THREADS": "1"}, of_product))
    else:
        print(f"{arguments.parindex}: not there, or without the command register\n")
    for module, name in (("duckdb", "DuckDB"), ("polars", "Polars")):
        if importlib.util.find_spec(module):
            script = Path(__file__).with_name("peers.py")
            command = [sys.executable, str(script), module, str(file), arguments.style, str(arguments.year)]
            jobs.append((name, command, {}, of_peer))
        else:
            print(f"{name} is not installed (pip install {module})\n")
    return jobs


def of_reference(text):
    return tools.plain_counts(text)[0]


def of_product(text):
    counts = {}
    for row in csv.DictReader(io.StringIO(text.decode("utf-8-sig"))):
        if int(row["counted"]):
            left_out = ("unit_code", "unit_name")
            counts[row["unit_code"]] = {
                name: float(cell) if "." in cell else int(cell)
                for name, cell in row.items()
                if cell and name not in left_out
            }
    return counts


def of_peer(text):
    return {unit: dict(zip(tools.FORM_06A, counts, strict=True)) for unit, counts in json.loads(text).items()}


def check(jobs, printed):
    """Everything that counts units must come to the same, for every unit."""
    wanted, told = None, []
    for name, _, _, read in jobs:
        if not read:
            continue
        printed[name].seek(0)
        found = read(printed[name].read())
        wanted = wanted or found
        told += tools.differences(name, found, wanted, tools.FORM_06A)
    tools.stop_on(told)


def table(jobs, measured):
    """The medians as a Markdown table."""
    names = [name for name, *_ in jobs]

    def ratio(name, base):
        pairs = zip(measured[name], measured[base])
        return statistics.median(one[0] / other[0] for one, other in pairs)

    lines = ["| process | CPU s | wall s | peak MB | CPU ÷ wc -l | CPU ÷ parindex |", "|---|--:|--:|--:|--:|--:|"]
    for name in names:
        cpu, wall, peak = (statistics.median(column) for column in zip(*measured[name]))
        beside = f"{ratio(name, 'parindex'):.2f}" if "parindex" in names else "–"
        lines.append(f"| {name} | {cpu:.2f} | {wall:.2f} | {peak / 1e6:.0f} | {ratio(name, 'wc -l'):.1f} | {beside} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tools.add_arguments(parser, rows=1_000_000, units=3321)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one-thread", action="store_true", help="the product on one thread too")
    parser.add_argument("--skip", nargs="*", default=[], metavar="PROCESS", help="rows of the table to leave out")
    arguments = parser.parse_args()

    binary = tools.build()
    file = tools.register(binary, arguments, "--clean")
    jobs = [job for job in jobs_for(arguments, binary, file) if job[0] not in arguments.skip]
    subprocess.run(["cat", file], stdout=subprocess.DEVNULL, check=True)
    measured = {name: [] for name, *_ in jobs}
    printed = {}
    for _ in range(arguments.rounds):
        for name, command, environment, _ in jobs:
            printed[name], usage = run(command, environment)
            measured[name].append(usage)
    # Read only now: a process starts with the peak of the one that starts it.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    check(jobs, printed)
    print(f"{arguments.rows:,} rows, {arguments.units:,} units, dates {arguments.style}, {arguments.rounds} rounds\n")
    print(table(jobs, measured))
    megabytes = file.stat().st_size / 1e6
    print(f"\n{megabytes:.0f} MB, {os.cpu_count()} cores; peaks below {own / 1e6:.0f} MB are not told apart")


if __name__ == "__main__":
    main()
