#!/usr/bin/env python3
"""Does anything but reading the prompt give the demo's preference away?  python check_demo.py

Prints lengths, how often the longer and the shorter answer wins (tokens of the demo's tokenizer, ties count as wrong), the best
single word (chosen on the training part, measured on the held-out one), and repeated questions. Exits with 1 when a promise is broken.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

DEMO = Path(__file__).resolve().parent.parent / "src/main/resources/orcareward/demo"
rows = [json.loads(line) for line in open(DEMO / "preferences.jsonl", encoding="utf-8")]
tokenizer = Tokenizer.from_file(str(DEMO / "model/tokenizer.json"))
order = np.random.default_rng(42).permutation(len(rows))      # datasets' train_test_split(0.15, seed=42)
held, train = order[:300], order[300:]
length = lambda text: len(tokenizer.encode(text).ids)
lengths = np.array([[length(row["chosen"]), length(row["rejected"])] for row in rows])
broken = []
for name, part in (("all", order), ("held out", held)):
    longer = (lengths[part, 0] > lengths[part, 1]).mean()
    shorter = (lengths[part, 0] < lengths[part, 1]).mean()
    print(f"{name}: {len(part)} pairs, longer wins {longer:.1%}, shorter wins {shorter:.1%}")
    broken += [f"{name}: length tells"] if not (0.45 <= longer <= 0.55 and 0.45 <= shorter <= 0.55) else []
words = lambda text: set(text.lower().replace(".", " ").replace(",", " ").replace("!", " ").split())
score = Counter()
for i in train:
    chosen, rejected = words(rows[i]["chosen"]), words(rows[i]["rejected"])
    score.update(chosen - rejected)
    score.subtract(rejected - chosen)


def accuracy(word: str, sign: int) -> float:
    """A pair that the word doesn't part is a throw of a coin."""
    right = 0.0
    for i in held:
        has = (word in words(rows[i]["chosen"])) - (word in words(rows[i]["rejected"]))
        right += 0.5 if has == 0 else float(has == sign)
    return right / len(held)


best = max(score, key=lambda word: abs(score[word]))
share = accuracy(best, 1 if score[best] > 0 else -1)
print(f"best single word: '{best}', right on {share:.1%} of the held-out pairs")
broken += ["one word tells"] if share > 0.55 else []
questions = Counter(row["question"] for row in rows)
repeated = sum(count - 1 for count in questions.values())
print(f"tokens an answer: {lengths.min()} to {lengths.max()}, median {int(np.median(lengths))}; repeated questions: {repeated}")
broken += ["a question is repeated"] if repeated else []
for path in sorted((DEMO / "model").iterdir()) + [DEMO / "preferences.jsonl"]:
    print(f"{path.relative_to(DEMO)}: {path.stat().st_size / 1e6:.2f} MB")
print("broken: " + "; ".join(broken) if broken else "all promises kept")
sys.exit(1 if broken else 0)
