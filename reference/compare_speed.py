#!/usr/bin/env python3
"""Times our program beside TRL's steps, case by case, A B A B in separate processes; render_speed.py makes the page of it.

    python compare_speed.py --orca ../orca --trl-python VENV/bin/python --model DIR --batch4 batch4.json --batch8 batch8.json \\
        --results RESULTS [--cases full-fp32-b4,score-bf16-b4] [--rounds 3] [--steps 5 --steps full-bf16-b8=1]

Every process's report is added to RESULTS, with the machine and its load, so that cases can be run at different times and rendered
together. --list shows the cases. --rounds, --steps, --warmup and --timeout take a number for all cases or CASE=NUMBER, repeatedly.
Head and adapter are the same for both: RESULTS/full.safetensors and lora.safetensors, written by time_trl.py where they are missing.

Where the processor has no fast bf16 products (see speed_common.slow_bf16), one step of TRL in bf16 takes many minutes. Then cases with
TRL in bf16 run one round (ours, TRL, ours) of one warm-up and one step; the warm-up is a single pair of 64 tokens, which lets both
programs make their buffers, and the step is the batch of the file whose size and padding are nearest the file's mean. --whole turns
that off. The cases named ...-vs-fp32 hold ours in bf16 against TRL in float32, the sensible choice on such a machine.

Steps agree when their losses differ by no more than 1e-4 (both float32) or 2e-2 (both bf16).
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from make_bench_batches import pair
from speed_common import load_average, machine, needed_gflop, slow_bf16, write_json

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Case:
    title: str
    batches: str                     # which file: 4, 8 or equal
    ours: str = "bf16"
    trl: str = "bf16"
    mode: str = "train"
    lora: bool = False
    ours_checkpointing: bool = False
    trl_checkpointing: bool = False
    target: float | None = None      # times TRL's pairs/s
    memory_target: float | None = None  # share of TRL's peak memory

    @property
    def tolerance(self) -> float:
        if self.ours != self.trl:
            return float("inf")      # two precisions drift apart with every update: shown, not held
        return 1e-4 if self.ours == "fp32" else 2e-2


CASES = {
    "full-bf16-b8": Case("full fine-tuning, bf16, batch 8; TRL with gradient checkpointing", "8", trl_checkpointing=True, target=6),
    "full-bf16-b4": Case("full fine-tuning, bf16, batch 4", "4", target=4, memory_target=1 / 4),
    "full-fp32-b4": Case("full fine-tuning, fp32, batch 4", "4", ours="fp32", trl="fp32", target=3),
    "lora-bf16-b4": Case("LoRA r 16 on q_proj and v_proj, bf16, batch 4", "4", lora=True, target=5),
    "score-bf16-b4": Case("scoring, bf16, batch 4; TRL's weights in bf16", "4", trl="bf16w", mode="score", target=2.5),
    "equal-bf16": Case("full fine-tuning, bf16, 8 sequences of 256, nothing shared", "equal", target=1.5),
    "equal-fp32": Case("full fine-tuning, fp32, 8 sequences of 256, nothing shared", "equal", ours="fp32", trl="fp32", target=1.5),
    "memory-bf16-b8": Case("full fine-tuning, bf16, batch 8; both with gradient checkpointing", "8", ours_checkpointing=True,
                           trl_checkpointing=True, memory_target=1 / 3),
    "full-bf16-b8-vs-fp32": Case("full, batch 8: ours bf16; TRL fp32 with gradient checkpointing", "8", trl="fp32", trl_checkpointing=True),
    "full-bf16-b4-vs-fp32": Case("full, batch 4: ours bf16; TRL fp32", "4", trl="fp32"),
    "lora-bf16-b4-vs-fp32": Case("LoRA, batch 4: ours bf16; TRL fp32", "4", trl="fp32", lora=True),
    "score-bf16-b4-vs-fp32": Case("scoring, batch 4: ours bf16; TRL fp32", "4", trl="fp32", mode="score"),
    "equal-bf16-vs-fp32": Case("8 sequences of 256: ours bf16; TRL fp32", "equal", trl="fp32"),
    "full-fp32-b8": Case("full fine-tuning, fp32, batch 8; TRL with gradient checkpointing", "8", ours="fp32", trl="fp32",
                         trl_checkpointing=True),
    "memory-fp32-b8": Case("full fine-tuning, fp32, batch 8; both with gradient checkpointing", "8", ours="fp32", trl="fp32",
                           ours_checkpointing=True, trl_checkpointing=True),
    "lora-fp32-b4": Case("LoRA r 16 on q_proj and v_proj, fp32, batch 4", "4", ours="fp32", trl="fp32", lora=True),
    "score-fp32-b4": Case("scoring, fp32, batch 4", "4", ours="fp32", trl="fp32", mode="score"),
}


class Comparison:
    def __init__(self, options):
        self.options, self.machine = options, machine()
        self.slow = slow_bf16(self.machine)
        self.results = Path(options.results).resolve()
        self.session = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        self.results.mkdir(parents=True, exist_ok=True)
        try:
            self.commit = subprocess.run(["git", "-C", Path(options.orca).resolve().parent, "rev-parse", "--short", "HEAD"],
                                         capture_output=True, text=True).stdout.strip()
        except OSError:
            self.commit = ""

        # A build, where one is due, is not to fall into the first measurement.
        subprocess.run([str(Path(options.orca).resolve()), "--help"], stdout=subprocess.DEVNULL, check=True)

    def matmul(self) -> None:
        report = self.results / "matmul.json"
        command = [self.options.trl_python, HERE / "time_trl.py", "--mode", "matmul", "--threads", self.options.threads, "--report", report]
        before = load_average()
        subprocess.run([str(part) for part in command], check=True)
        write_json(report, json.loads(report.read_text()) | {"load_before": before, "load_after": load_average(), "machine": self.machine})

    def case(self, name: str) -> None:
        case, short = CASES[name], self.slow and "bf16" in CASES[name].trl and not self.options.whole
        rounds = self.number("rounds", name, 1 if short else 3)
        steps, warmup = self.number("steps", name, 1 if short else 5), self.number("warmup", name, 1 if short else 2)
        lengths = self.lengths(case, short)
        settings = ["--mode", case.mode, "--lengths", lengths, "--init", self.init(case.lora), "--warmup", warmup, "--steps", steps,
                    "--threads", self.options.threads, "--model", Path(self.options.model).resolve()]
        settings += ["--use-lora"] * case.lora
        settings += ["--prepass"] * (not short and not self.options.no_prepass)
        commands = {"ours": [Path(self.options.orca).resolve(), "bench", *settings, "--dtype", case.ours]
                    + ["--gradient-checkpointing"] * case.ours_checkpointing,
                    "trl": [self.options.trl_python, HERE / "time_trl.py", *settings, "--dtype", case.trl]
                    + ["--gradient-checkpointing"] * case.trl_checkpointing}
        plan = [(side, n) for n in range(1, rounds + 1) for side in ("ours", "trl")] + [("ours", 1)] * (rounds == 1)
        print(f"{name}: {case.title}; {rounds} rounds of {warmup} + {steps} steps{', short' if short else ''}", flush=True)
        facts = {"case": name, "session": self.session, "short": short, "lengths": Path(lengths).name, "commit": self.commit,
                 "gflop": self.gflop(case, lengths, warmup, steps), "machine": self.machine}
        records = []
        for side, number in plan:
            record = facts | {"side": side, "round": number} | self.process(commands[side], self.number("timeout", name, 3600))
            records.append(record)
            write_json(self.results / name / f"{self.session}-{len(records):02}-{side}.json", record)
            self.tell(record)
        self.compare(case, records)

    def process(self, command: list, timeout: float) -> dict:
        """Runs one program to its end. Peak memory is the kernel's figure for the process, asked in the same way for both."""
        with tempfile.TemporaryDirectory() as folder:
            report, log = Path(folder) / "report.json", Path(folder) / "log.txt"
            before, started = load_average(), time.time()
            with open(log, "wb") as out:
                process = subprocess.Popen([str(part) for part in [*command, "--report", report]], stdout=out, stderr=subprocess.STDOUT,
                                           process_group=0)
            timed_out = False
            try:
                while True:
                    pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                    if pid:
                        break
                    if not timed_out and time.time() - started > timeout:
                        timed_out = True
                        os.killpg(process.pid, signal.SIGKILL)
                    time.sleep(0.1)
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
            process.returncode = os.waitstatus_to_exitcode(status)
            done = json.loads(report.read_text()) if report.exists() else None
            failed = "timed out" if timed_out else f"ended with {process.returncode}" if process.returncode else "" if done else "wrote no report"
            return {"started": datetime.fromtimestamp(started, timezone.utc).isoformat(timespec="seconds"),
                    "wall_s": round(time.time() - started, 1), "cpu_s": round(usage.ru_utime + usage.ru_stime, 1), "timeout_s": timeout,
                    "peak_rss_mib": usage.ru_maxrss // 1024, "load_before": before, "load_after": load_average(), "failed": failed,
                    "log_tail": log.read_text(errors="replace")[-2000:] if failed else "", "report": done}

    def compare(self, case: Case, records: list[dict]) -> None:
        """Says whether the steps' losses agree, and the ratio; fails nothing, since the page says it too."""
        good = {side: [r for r in records if r["side"] == side and not r["failed"]] for side in ("ours", "trl")}
        if not (good["ours"] and good["trl"]):
            print("  no pair to compare", flush=True)
            return
        rows = zip(good["ours"][0]["report"]["rows"], good["trl"][0]["report"]["rows"])
        apart = max(abs(a["loss"] - b["loss"]) for a, b in rows)
        print(f"  losses differ by at most {apart:.2e}: {'agree' if apart <= case.tolerance else 'DISAGREE'} (limit {case.tolerance:g})",
              flush=True)

    def tell(self, record: dict) -> None:
        report = record["report"]
        figures = f"{report['pairs_per_s']} pairs/s" if report and report.get("pairs_per_s") else "nothing measured"
        print(f"  {record['side']:4} round {record['round']}: {figures}, peak {record['peak_rss_mib']} MiB, {record['wall_s']} s, "
              f"load {record['load_before']}{', ' + record['failed'].upper() if record['failed'] else ''}", flush=True)
        if record["failed"]:
            print("    " + "\n    ".join(record["log_tail"].strip().splitlines()[-6:]), file=sys.stderr)

    def number(self, option: str, case: str, otherwise):
        """The last CASE=NUMBER for this case, else the last NUMBER for all, else what suits."""
        own = [value for value in getattr(self.options, option) if value.startswith(case + "=")]
        general = [value for value in getattr(self.options, option) if "=" not in value]
        given = own[-1].split("=")[1] if own else general[-1] if general else None
        return type(otherwise)(given) if given is not None else otherwise

    def init(self, lora: bool) -> Path:
        given = self.options.init_lora if lora else self.options.init
        path = Path(given).resolve() if given else self.results / ("lora.safetensors" if lora else "full.safetensors")
        if not path.exists():
            command = [self.options.trl_python, HERE / "time_trl.py", "--model", self.options.model, "--init", path, "--steps", 0,
                       "--dtype", "fp32", "--report", os.devnull] + ["--use-lora"] * lora
            subprocess.run([str(part) for part in command], check=True)
        return path

    def lengths(self, case: Case, short: bool) -> Path:
        """The file of batches, as absolute path; for a short run one made from it."""
        if case.batches == "equal":
            path = self.results / "equal256.json"
            if not path.exists():
                subprocess.run([sys.executable, str(HERE / "make_bench_batches.py"), "--equal", "256", "--batch", "4", "--out", str(path)],
                               check=True)
        else:
            given = self.options.batch4 if case.batches == "4" else self.options.batch8
            if not given:
                raise SystemExit(f"--batch{case.batches} is needed")
            path = Path(given).resolve()
        if not short:
            return path
        batches = json.loads(path.read_text())["batches"]
        made = self.results / f"short-{path.stem}.json"
        write_json(made, {"doc": f"one pair of 64 tokens to warm up; then {path.name}'s batches, the most typical first",
                          "batches": [[cut(batches[0][0], 64)], *sorted(batches, key=lambda batch: oddity(batch, batches))]})
        return made

    def gflop(self, case: Case, lengths: Path, warmup: int, steps: int) -> float:
        config = json.loads((Path(self.options.model) / "config.json").read_text())
        batches = json.loads(lengths.read_text())["batches"]
        measured = [batches[step % len(batches)] for step in range(warmup, warmup + steps)]
        return round(sum(needed_gflop(config, batch, case.mode == "train", case.lora) for batch in measured), 1)


def cut(given: dict, length: int) -> dict:
    """The ends of a pair's sides, where they differ."""
    sides = {side: given[f"{side}_ids"][-length:] for side in ("chosen", "rejected")}
    return pair(given.get("row", 0), sides["chosen"], sides["rejected"])


def oddity(batch: list[dict], batches: list[list[dict]]) -> float:
    """How far a batch is from the mean of all in the tokens that TRL computes and in those that are needed."""
    def tokens(some: list[dict]) -> tuple[int, int]:
        longest = max(max(p["chosen_total"], p["rejected_total"]) for p in some)
        return 2 * len(some) * longest, sum(p["chosen_total"] + p["rejected_total"] - p["prompt"] for p in some)

    every = [tokens(other) for other in batches]
    means = [sum(column) / len(every) for column in zip(*every)]
    return sum(abs(value / mean - 1) for value, mean in zip(tokens(batch), means))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--list", action="store_true", help="show the cases and stop")
    parser.add_argument("--orca", default=str(HERE.parent / "orca"), help="our program")
    parser.add_argument("--trl-python", default=sys.executable, help="a Python with requirements.txt")
    parser.add_argument("--model", help="folder of the base model")
    parser.add_argument("--batch4", metavar="FILE", help="batches of four pairs")
    parser.add_argument("--batch8", metavar="FILE", help="batches of eight pairs")
    parser.add_argument("--results", help="folder for the reports")
    parser.add_argument("--cases", default="all", help="names by comma; 'all', or 'matmul' for the matmul rate alone")
    for name, text in (("rounds", "of both programs (3)"), ("steps", "measured (5)"), ("warmup", "steps before (2)"),
                       ("timeout", "seconds for one process (3600)")):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="[CASE=]N", help=text)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--init", help="head for full fine-tuning and scoring")
    parser.add_argument("--init-lora", help="head and adapter for LoRA")
    parser.add_argument("--no-prepass", action="store_true")
    parser.add_argument("--whole", action="store_true", help="no short runs, however slow bf16 is here")
    options = parser.parse_args()
    if options.list:
        for name, case in CASES.items():
            print(f"{name:24}{case.title}")
        return
    if not options.model or not options.results:
        parser.error("--model and --results are needed")
    names = list(CASES) if options.cases == "all" else options.cases.split(",")
    if unknown := [name for name in names if name not in CASES and name != "matmul"]:
        parser.error(f"no such case: {', '.join(unknown)}; see --list")
    for values in (options.rounds, options.steps, options.warmup, options.timeout):
        if wrong := [value for value in values if "=" in value and value.split("=")[0] not in CASES]:
            parser.error(f"no such case: {', '.join(wrong)}; see --list")
    comparison = Comparison(options)
    if comparison.slow:
        print("This processor has no fast bf16 products: TRL in bf16 is run short (see --help).", flush=True)
    if "matmul" in names or not (comparison.results / "matmul.json").exists():
        comparison.matmul()
    for name in names:
        if name != "matmul":
            comparison.case(name)


if __name__ == "__main__":
    main()
