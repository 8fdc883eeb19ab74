#!/usr/bin/env python3
"""Runs the SQL that the product prints, and compares every count of every unit with the product's own.

    python3 benches/register/sql.py --dir /tmp/registers --rows 300000

Needs the Python packages duckdb and chdb (embedded ClickHouse). The register has faults in it: the rows that are not
counted are compared too, by kind, and the product with the plain count of the bench binary.
"""

import argparse
import json
import subprocess
import sys

import tools


def duckdb(sql):
    import duckdb

    connection = duckdb.connect()
    for statement in tools.statements(sql):
        result = connection.execute(statement)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row)) for row in result.fetchall()]


def clickhouse(sql):
    from chdb import session

    with session.Session() as engine:
        for statement in tools.statements(sql):
            result = engine.query(statement, "JSON")
        # Whole numbers of 64 bits are strings in this format.
        return [
            {name: value if name == "unit" or value is None else int(value) for name, value in row.items()}
            for row in json.loads(str(result))["data"]
        ]


ENGINES = {"duckdb": duckdb, "clickhouse": clickhouse}


def output(command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def book_of(rows):
    """Rows by what became of them, summed over units. None is of another width: engines refuse those."""
    kinds = [name for name in rows[0] if name == "rows" or name.startswith("kind_")]
    return {kind.removeprefix("kind_"): sum(row[kind] for row in rows) for kind in kinds}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tools.add_arguments(parser, rows=300_000, units=500)
    parser.add_argument("--engine", choices=ENGINES, action="append", help="only this one; may be repeated")
    parser.add_argument("--flag", action="append", default=[], help="of the generator, as in --flag=--apology")
    arguments = parser.parse_args()
    if not tools.knows_registers(arguments.parindex):
        sys.exit(f"{arguments.parindex}: not there, or without the command register")

    binary = tools.build()
    file = tools.register(binary, arguments, *arguments.flag)
    year = arguments.year
    wanted, book = tools.plain_counts(output(tools.reference(binary, file, year)))
    own, own_book = tools.product_counts(output(tools.product(arguments.parindex, file, year)))
    told = tools.differences("parindex", own, wanted)
    tools.stop_on(told + tools.book_differences("parindex", own_book, book))
    print(f"parindex: {len(own):,} units and {book['rows']:,} rows as counted plainly")

    for engine in arguments.engine or ENGINES:
        sql = output(tools.product(arguments.parindex, file, year, "--sql", engine))
        rows = ENGINES[engine](sql)
        counted = {row["unit"]: row for row in rows if row["kind_counted"]}
        told = tools.differences(engine, counted, own, wanted[next(iter(wanted))])
        tools.stop_on(told + tools.book_differences(engine, book_of(rows), own_book))
        print(f"{engine}: {len(counted):,} units and {book['rows']:,} rows the same")


if __name__ == "__main__":
    main()
