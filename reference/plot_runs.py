#!/usr/bin/env python3
"""Draws runs over each other: python plot_runs.py OUT.png RUN_DIR [RUN_DIR ...]

Loss and accuracy of every update from each run's events.jsonl: raw values pale, TensorBoard's debiased moving average strong, the
held-out evaluations as hollow circles. Also prints, for each run, what the results page quotes: time, pairs/s, memory, held-out
accuracy before and after. Needs matplotlib (requirements-plots.txt).
"""

import json
import statistics
import sys
from datetime import datetime
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

WEIGHT = 0.9


def smooth(values: list[float]) -> list[float]:
    last, out = 0.0, []
    for n, value in enumerate(values, start=1):
        last = last * WEIGHT + (1 - WEIGHT) * value
        out.append(last / (1 - WEIGHT ** n))
    return out


out, runs = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
figure, (losses, accuracies) = plt.subplots(1, 2, figsize=(12, 4.2), dpi=120)
for run, color in zip(runs, ["#0969da", "#bc4c00", "#1a7f37", "#8250df"]):
    events = [json.loads(line) for line in open(run / "events.jsonl", encoding="utf-8")]
    logged = [e for e in events if e["type"] == "step_logged"]
    evaluated = [e for e in events if e["type"] == "evaluated"]
    steps = [e["step"] for e in logged]
    for axis, key in ((losses, "loss"), (accuracies, "accuracy")):
        values = [e["metrics"][key] for e in logged]
        axis.plot(steps, values, color=color, alpha=0.18, linewidth=0.8)
        axis.plot(steps, smooth(values), color=color, linewidth=1.8, label=run.name)
        points = [e["metrics"]["loss"] if key == "loss" else e["true_accuracy"] for e in evaluated]
        axis.plot([e["step"] for e in evaluated], points, "o", color=color, markerfacecolor="none")
    times = [datetime.fromisoformat(e["time"].replace("Z", "+00:00")) for e in events if e["type"] == "step_finished"]
    seconds = [(b - a).total_seconds() for a, b in zip(times, times[1:])]
    pairs = next(e for e in events if e["type"] == "training_started")["train_pairs"] / max(steps)
    summary = next((e for e in events if e["type"] == "run_summary"), None)
    print(json.dumps({"run": run.name, "updates": max(steps), "median_seconds_an_update": round(statistics.median(seconds), 2),
                      "fastest_seconds": round(min(seconds), 2), "pairs_per_s_at_median": round(pairs / statistics.median(seconds), 2),
                      "held_out": [[e["step"], round(e["true_accuracy"], 4), round(e["metrics"]["loss"], 4)] for e in evaluated],
                      "model": summary and {k: summary["evaluation"]["model"][k] for k in (
                          "accuracy", "accuracy_lower", "accuracy_upper", "log_loss", "longer_wins", "shorter_wins", "pairs")},
                      "untrained": summary and summary["evaluation"]["untrained head"]}))
losses.set(title="Loss", xlabel="update")
accuracies.set(title="Accuracy", xlabel="update", ylim=(0, 1.03))
for axis in (losses, accuracies):
    axis.grid(alpha=0.2)
    axis.legend(frameon=False)
figure.tight_layout()
figure.savefig(out)
