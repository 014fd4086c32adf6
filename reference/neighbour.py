#!/usr/bin/env python3
"""What is left of the training's speed when another program takes a core, and what of that program's: writes docs/results/neighbour.md.

    python neighbour.py [--model DIR --label SmolLM2-135M] [--rounds 5] [--steps 6] [--out ../docs/results/neighbour.md]

Four cases take turns (A B C D, A B C D, ...), each in a process of its own: the training alone and beside a child that does nothing but
turn in circles on one core, with threads that sleep while they wait, as the launcher makes them, and with threads that spin for a while,
as they do without it (--policies adds those that spin for good). For a machine that does nothing else. Without --model the weights are
made up in the demo's shape with more layers, which needs no download but is a small model.
Standard library only.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from speed_common import load_average, machine

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent / "src/main/resources/orcareward/demo/model"
@dataclass(frozen=True)
class Policy:
    words: str
    environment: dict


POLICIES = {
    "passive": Policy("sleep (`OMP_WAIT_POLICY=passive`, as the launcher sets it)", {"OMP_WAIT_POLICY": "passive"}),
    # The launcher sets what is unset; libgomp's own choice is this number of turns, some 3 ms.
    "default": Policy("spin a while, then sleep (libgomp's default, when nothing is set)", {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "300000"}),
    "active": Policy("spin (`OMP_WAIT_POLICY=active`)", {"OMP_WAIT_POLICY": "active"}),
}

# Turns in circles until its input ends, then says how many turns a second it made: what the training leaves to others.
SPIN = """
import sys, threading, time
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
print("on", flush=True)
begin, turns = time.monotonic(), 0
while not over.is_set():
    for _ in range(20000):
        pass
    turns += 1
print(turns / (time.monotonic() - begin))
"""


class Spinner:
    """A program that takes a core; leaving the block ends it."""

    def __enter__(self):
        self.child = subprocess.Popen([sys.executable, "-c", SPIN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.child.stdout.readline()
        return self

    def __exit__(self, *_):
        self.rate = float(self.child.communicate()[0] or "nan")


def bench(args, lengths: Path, policy: str) -> list[float]:
    """Seconds of each counted step."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(args.orca), "bench", "--model", str(args.model or DEMO), "--lengths", str(lengths), "--dtype", args.dtype, "--device", "cpu",
                   "--warmup", str(args.warmup), "--steps", str(args.steps), "--report", str(report)]
        command += [] if args.model else ["--random-weights", "--layers", str(args.layers)]
        command += ["--threads", str(args.threads)] if args.threads else []
        done = subprocess.run(command, env={**os.environ, **POLICIES[policy].environment}, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"orca bench failed:\n{done.stderr}")
        result = json.loads(report.read_text())
        args.used_threads = result["threads"]
        return [row["s"] for row in result["rows"] if not row["warmup"]]


def ratio(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def page(args, seconds: dict, spins: dict, alone_rate: list[float], loads: list) -> str:
    facts = machine()
    lines = ["# Beside another program", "",
             "Written by `reference/neighbour.py`: training steps alone and beside a program that takes one core, in turns, "
             f"{args.rounds} rounds of {args.steps} steps a case.", "",
             "| threads that wait | alone, s a step | beside, s a step | speed beside / alone | the other program's speed / alone |",
             "|---|---|---|---|---|"]
    for policy in args.policies:
        alone, beside = seconds[policy, False], seconds[policy, True]
        lines.append(f"| {POLICIES[policy].words} | {statistics.median(alone):.3f} | {statistics.median(beside):.3f} "
                     f"| {ratio([a / b for a, b in zip(alone, beside)])} "
                     f"| {ratio([rate / base for rate, base in zip(spins[policy], alone_rate)])} |")
    lines += ["", "The first two columns are medians over the rounds of a round's median step, the ratios medians over the rounds with the smallest and "
              "largest. "
              "The other program's speed is over the whole of the training's process, its start included.", "",
              *(f"- **Speed alone, {policy} / passive:** {ratio([a / b for a, b in zip(seconds['passive', False], seconds[policy, False])])}; "
                "above 1 is what sleeping costs on a quiet machine." for policy in args.policies if policy != "passive"),
              f"- **Model:** {'the shape of the demo, ' + str(args.layers) + ' layers, made-up weights' if args.model is None else args.label}, {args.dtype}, "
              f"{args.pairs} pairs a step (a prompt of 60 tokens, each side 200 with it), {args.used_threads} threads.",
              f"- **Machine:** {facts['cpu']}, {facts['cores']} cores, {facts['system']}; load average before each case "
              f"{min(loads):.2f} to {max(loads):.2f} (the cases themselves raise it).",
              f"- **When:** {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC."]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orca", type=Path, default=HERE.parent / "orca")
    parser.add_argument("--model", type=Path, help="a model's folder; without it the demo's shape")
    parser.add_argument("--label", default="a model of one's own", help="what the page calls the model of --model, such as SmolLM2-135M")
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--dtype", default="float32")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--pairs", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warmup", type=int, default=2)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--out", type=Path, default=HERE.parent / "docs/results/neighbour.md")
    parser.add_argument("--policies", type=lambda text: text.split(","), default=["passive", "default"], help="of " + ", ".join(POLICIES) + "; passive first")
    args = parser.parse_args()
    cases = [(policy, beside) for policy in args.policies for beside in (False, True)]
    subprocess.run([str(args.orca), "--version"], check=True, stdout=subprocess.DEVNULL)  # builds where that is due
    seconds, spins, alone_rate, loads = {case: [] for case in cases}, {policy: [] for policy in args.policies}, [], []
    with tempfile.TemporaryDirectory() as folder:
        lengths = Path(folder) / "lengths.json"
        lengths.write_text(json.dumps({"batches": [[{"prompt": 60, "chosen_total": 200, "rejected_total": 200}] * args.pairs]}))
        for number in range(args.rounds):
            with Spinner() as spinner:
                time.sleep(2)
            alone_rate.append(spinner.rate)
            for policy, beside in cases:
                loads.append((load_average() or [float("nan")])[0])
                if beside:
                    with Spinner() as spinner:
                        steps = bench(args, lengths, policy)
                    spins[policy].append(spinner.rate)
                else:
                    steps = bench(args, lengths, policy)
                seconds[policy, beside].append(statistics.median(steps))
                print(f"round {number + 1}, {policy}, {'beside a busy core' if beside else 'alone'}: "
                      f"{seconds[policy, beside][-1]:.3f} s a step", flush=True)
    args.out.write_text(page(args, seconds, spins, alone_rate, loads), encoding="utf-8")
    print(f"written: {args.out}")


if __name__ == "__main__":
    main()
