#!/usr/bin/env python3
"""Counts form 06a for each unit with another program, for measure.py: peers.py duckdb|polars FILE iso|vi YEAR.

Only for registers made with --clean: nothing is checked here, no row is told apart. ISO days are compared as text,
which is the least work there is; others have to be read first. Prints {unit: [11 counts]} as JSON.
"""

import json
import sys


def duckdb(file, style, year):
    import duckdb

    def day(column):
        cut = f"left({column}, 10)"
        return cut if style == "iso" else f"strptime({cut}, '%d/%m/%Y')::DATE"

    first, last = (f"'{year}-{end}'" if style == "iso" else f"DATE '{year}-{end}'" for end in ("01-01", "12-31"))
    rows = duckdb.execute(
        f"""
        WITH days AS (
          SELECT don_vi, kenh IN ('2', 'Trực tuyến') AS online,
            {day("ngay_tiep_nhan")} AS received, {day("ngay_hen_tra")} AS due, {day("ngay_tra")} AS ended
          FROM read_csv(?, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
        ), sorted AS (
          SELECT don_vi, online, received >= {first} AS new, coalesce(ended <= {last}, false) AS completed,
            ended < due AS early, ended = due AS on_due, {last} <= due AS due_later
          FROM days
        )
        SELECT don_vi, count(*), count_if(new AND online), count_if(new AND NOT online), count_if(NOT new),
          count_if(completed), count_if(completed AND early), count_if(completed AND on_due),
          count_if(completed AND NOT early AND NOT on_due),
          count_if(NOT completed), count_if(NOT completed AND due_later), count_if(NOT completed AND NOT due_later)
        FROM sorted GROUP BY don_vi
        """,
        [file],
    ).fetchall()
    return {unit: counts for unit, *counts in rows}


def polars(file, style, year):
    import polars as pl

    def day(column):
        cut = pl.col(column).str.slice(0, 10)
        return cut if style == "iso" else cut.str.to_date("%d/%m/%Y")

    first, last = f"{year}-01-01", f"{year}-12-31"
    if style == "vi":
        first, last = (pl.lit(end).str.to_date("%Y-%m-%d") for end in (first, last))
    due, ended = day("ngay_hen_tra"), day("ngay_tra")
    classified = pl.scan_csv(file, infer_schema=False).select(
        "don_vi",
        online=pl.col("kenh").is_in(["2", "Trực tuyến"]),
        new=day("ngay_tiep_nhan") >= first,
        completed=(ended <= last).fill_null(False),
        early=(ended < due).fill_null(False),
        on_due=(ended == due).fill_null(False),
        due_later=due >= last,
    )
    new, online, completed, early, on_due, due_later = (
        pl.col(name) for name in ("new", "online", "completed", "early", "on_due", "due_later")
    )
    counts = [
        new & online, new & ~online, ~new, completed, completed & early, completed & on_due,
        completed & ~early & ~on_due, ~completed, ~completed & due_later, ~completed & ~due_later,
    ]  # fmt: skip
    table = classified.group_by("don_vi").agg(
        pl.len().alias("total"), *(condition.sum().alias(str(at)) for at, condition in enumerate(counts))
    )
    return {unit: counts for unit, *counts in table.collect(engine="streaming").iter_rows()}


if __name__ == "__main__":
    peer, file, style, year = sys.argv[1:]
    json.dump({"duckdb": duckdb, "polars": polars}[peer](file, style, year), sys.stdout, ensure_ascii=False)
