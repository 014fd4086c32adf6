#!/usr/bin/env python3
"""Draws the resident memory of a run over its updates: python plot_memory.py OUT.png RUN_DIR

Reads memory_bytes of every log line in events.jsonl. Prints the mean of the second and of the last tenth of the run.
"""

import json
import statistics
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

events = [json.loads(line) for line in open(Path(sys.argv[2]) / "events.jsonl", encoding="utf-8")]
logged = [(e["step"], e["memory_bytes"] / 2**20) for e in events if e["type"] == "step_logged"]
steps, memory = zip(*logged)
tenth = len(memory) // 10
print(json.dumps({"updates": steps[-1], "second_tenth_mib": round(statistics.mean(memory[tenth:2 * tenth])),
                  "last_tenth_mib": round(statistics.mean(memory[-tenth:])), "peak_mib": round(max(memory))}))
figure, axis = plt.subplots(figsize=(8, 3.4), dpi=120)
axis.plot(steps, memory, color="#0969da")
axis.set(xlabel="update", ylabel="resident memory, MiB", ylim=(0, max(memory) * 1.15))
axis.grid(alpha=0.2)
figure.tight_layout()
figure.savefig(sys.argv[1])
