#!/usr/bin/env python3
"""Writes a made-up survey sheet: the same arguments give the same bytes.

    python3 benches/register/survey.py --respondents 340 --questions 5 --seed 2023 -o khao-sat.csv

A row for each respondent, answers from 1 to 5, some blank. Nobody was asked anything.
"""

import argparse
import pathlib

# Of a thousand answers: blank, 1, 2, 3, 4, 5.
SHARES = [(30, ""), (50, "1"), (90, "2"), (210, "3"), (580, "4"), (1000, "5")]


def numbers(seed):
    """SplitMix64: small, and the same everywhere."""
    mask = (1 << 64) - 1
    state = seed & mask
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        yield mixed ^ (mixed >> 31)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--respondents", type=int, default=340)
    parser.add_argument("--questions", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    drawn = numbers(arguments.seed)
    questions = [f"Câu {number}" for number in range(1, arguments.questions + 1)]
    lines = [",".join(["Số phiếu", *questions])]
    for sheet in range(1, arguments.respondents + 1):
        answers = []
        for _ in questions:
            share = next(drawn) % 1000
            answers.append(next(answer for below, answer in SHARES if share < below))
        lines.append(",".join([f"P{sheet:04}", *answers]))
    arguments.output.write_text("\ufeff" + "\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
