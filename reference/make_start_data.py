"""Writes a file of many pairs from a few, to measure what happens before the first step (docs/results/startup.md).

    python make_start_data.py SAMPLE.jsonl ROWS OUT.jsonl [--at-most CHARACTERS]

Rows repeat the sample's in turn; each gets its number at the end of the question and of both responses, so that no two rows are the same and
no text can be taken from a store of earlier ones. --at-most cuts every text, for files of a million rows that fit the disk.
"""

import argparse
import json


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sample")
    parser.add_argument("rows", type=int)
    parser.add_argument("out")
    parser.add_argument("--at-most", type=int, default=None)
    args = parser.parse_args()
    with open(args.sample, encoding="utf-8") as file:
        sample = [json.loads(line) for line in file if line.strip()]
    with open(args.out, "w", encoding="utf-8") as out:
        for i in range(args.rows):
            row = {
                column: value[: args.at_most] if isinstance(value, str) else value
                for column, value in sample[i % len(sample)].items()
            }
            for column in ("question", "chosen", "rejected"):
                row[column] += f" ({i})"
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
