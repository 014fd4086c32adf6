#!/usr/bin/env python3
"""Writes the batches that `orca bench` and time_trl.py run, with their token ids.

    python make_bench_batches.py --data PAIRS.jsonl --tokenizer DIR --batch 8 --batches 12 --out batch8.json
    python make_bench_batches.py --equal 256 --batch 4 --batches 8 --out equal256.json

The first form reads ORCA pairs (system, question, chosen, rejected), applies the tokenizer's chat template, leaves out rows with a side
over --max-length, shuffles by --seed and cuts batches from the front; one seed gives the same pairs for any batch size. The second
form makes up ids: every sequence of that length, no prompt, nothing shared. A pair's "prompt" is the length of the longest common
run of ids at the start of its two sides.
"""

import argparse
import json
import random
from pathlib import Path


def shared_prefix(a: list[int], b: list[int]) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))


def orca_pairs(options) -> list[dict]:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(options.tokenizer)
    pairs = []
    for number, line in enumerate(open(options.data, encoding="utf-8")):
        row = json.loads(line)
        prompt = [{"role": "system", "content": row["system"]}] if row.get("system") else []
        prompt.append({"role": "user", "content": row["question"]})
        chosen, rejected = (tokenizer.apply_chat_template(prompt + [{"role": "assistant", "content": row[side]}])
                            for side in ("chosen", "rejected"))
        if max(len(chosen), len(rejected)) <= options.max_length:
            pairs.append(pair(number, chosen, rejected))
    random.Random(options.seed).shuffle(pairs)
    return pairs


def equal_pairs(options) -> list[dict]:
    draw = random.Random(options.seed)
    pairs = []
    for number in range(options.batch * options.batches):
        first = draw.sample(range(3, options.vocabulary), 2)  # two different ids: nothing is shared, not even the first token
        chosen, rejected = ([start] + [draw.randrange(3, options.vocabulary) for _ in range(options.equal - 1)] for start in first)
        pairs.append(pair(number, chosen, rejected))
    return pairs


def pair(number: int, chosen: list[int], rejected: list[int]) -> dict:
    return {"row": number, "prompt": shared_prefix(chosen, rejected), "chosen_total": len(chosen), "rejected_total": len(rejected),
            "chosen_ids": chosen, "rejected_ids": rejected}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", help="JSONL of ORCA pairs")
    parser.add_argument("--tokenizer", help="folder of a tokenizer with a chat template")
    parser.add_argument("--equal", type=int, metavar="LENGTH", help="made-up sequences of this length in place of --data")
    parser.add_argument("--vocabulary", type=int, default=49152, help="ids made up stay below this")
    parser.add_argument("--batch", type=int, default=4, help="pairs in a batch")
    parser.add_argument("--batches", type=int, default=12)
    parser.add_argument("--max-length", type=int, default=1024)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    if not options.equal and not (options.data and options.tokenizer):
        parser.error("give --data and --tokenizer, or --equal")
    pairs = equal_pairs(options) if options.equal else orca_pairs(options)
    size, count = options.batch, min(options.batches, len(pairs) // options.batch)
    batches = [pairs[n * size:(n + 1) * size] for n in range(count)]
    used = [p for batch in batches for p in batch]
    sums = {
        "padded_tokens": sum(2 * size * max(max(p["chosen_total"], p["rejected_total"]) for p in batch) for batch in batches),
        "real_tokens": sum(p["chosen_total"] + p["rejected_total"] for p in used),
        "tokens_with_shared_prompt": sum(p["chosen_total"] + p["rejected_total"] - p["prompt"] for p in used)}
    doc = (f"made-up sequences of {options.equal} tokens, nothing shared" if options.equal else
           f"ORCA pairs of {Path(options.data).name}, chat template applied, rows over {options.max_length} tokens left out")
    Path(options.out).write_text(json.dumps({"doc": doc, "seed": options.seed, "batch_pairs": size, **sums, "batches": batches}) + "\n",
                                 encoding="utf-8")
    print(json.dumps({"batches": count, "pairs": len(used), **sums}))


if __name__ == "__main__":
    main()
