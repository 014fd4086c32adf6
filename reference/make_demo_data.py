#!/usr/bin/env python3
"""Writes the demo's preference pairs: python make_demo_data.py [OUT.jsonl]

2,000 pairs, every question different from every other; the preset's test_size 0.15 holds out 300 of them.
"""

import json
import sys
from pathlib import Path
from random import Random

from demo_text import pair

OUT = Path(__file__).resolve().parent.parent / "src/main/resources/orcareward/demo/preferences.jsonl"
ROWS, SEED = 2000, 11

rng, rows, questions = Random(SEED), [], set()
while len(rows) < ROWS:
    row = pair(rng)
    if row["question"] not in questions and row["chosen"] != row["rejected"]:
        questions.add(row["question"])
        rows.append(row)
path = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
print(f"{len(rows)} pairs, {path.stat().st_size / 1e6:.2f} MB")
