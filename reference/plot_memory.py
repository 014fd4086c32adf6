#!/usr/bin/env python3
"""Draws the resident memory of runs over their updates: python plot_memory.py OUT.png RUN_DIR [RUN_DIR ...]

Reads memory_bytes of every log line in events.jsonl. Prints for each run the means of its tenths.
"""

import json
import statistics
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

figure, axis = plt.subplots(figsize=(8, 3.4), dpi=120)
highest = 0.0
for name, colour in zip(sys.argv[2:], ("#0969da", "#bc4c00", "#6e7781"), strict=False):
    events = [json.loads(line) for line in open(Path(name) / "events.jsonl", encoding="utf-8")]
    logged = [(e["step"], e["memory_bytes"] / 2**20) for e in events if e["type"] == "step_logged"]
    steps, memory = zip(*logged)
    tenth = len(memory) // 10
    print(json.dumps({"run": Path(name).name, "updates": steps[-1], "peak_mib": round(max(memory)),
                      "tenths_mib": [round(statistics.mean(memory[i * tenth:(i + 1) * tenth])) for i in range(10)]}))
    axis.plot(steps, memory, color=colour, label=Path(name).name)
    highest = max(highest, *memory)
axis.legend(frameon=False, loc="lower right")
axis.set(xlabel="update", ylabel="resident memory, MiB", ylim=(0, highest * 1.15))
axis.grid(alpha=0.2)
figure.tight_layout()
figure.savefig(sys.argv[1])
