#!/usr/bin/env python3
"""Time and memory of our training step as the work grows: runs `orca bench` on made-up lengths, and makes cost.md and cost.png.

    python cost_growth.py run --orca ../orca --results RESULTS [--models 135M,360M,1.7B] [--dtype bf16] [--max-step 120] [--max-gib 12]
    python cost_growth.py render RESULTS ../docs/results

Batch 1 to 64 at 256 tokens a side, and 128 to 8,192 tokens a side at batch 1, for SmolLM2's three shapes with random weights. Half of
each side is the prompt, which both sides share. A shape that doesn't fit whole (1.7B) is run with two and with four layers, and the whole
is reckoned from their difference. A series ends where the next point would take more than --max-step seconds or --max-gib, going by
the points before. Every point is a process of its own: one warm-up, --steps measured. Points that are there already are not run again.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

from speed_common import load_average, machine, write_json

HERE = Path(__file__).resolve().parent
LENGTH, BATCHES, LENGTHS = 256, [1, 2, 4, 8, 16, 32, 64], [128, 256, 512, 1024, 2048, 4096, 8192]


def shape(width: int, inner: int, layers: int, heads: int, keys: int, theta: int) -> dict:
    return {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": width, "intermediate_size": inner,
            "num_hidden_layers": layers, "num_attention_heads": heads, "num_key_value_heads": keys, "head_dim": width // heads,
            "rope_theta": theta, "rope_scaling": None, "vocab_size": 49152, "max_position_embeddings": 8192, "rms_norm_eps": 1e-5,
            "hidden_act": "silu", "initializer_range": 0.02, "attention_bias": False, "mlp_bias": False, "tie_word_embeddings": True,
            "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 2}


SHAPES = {"135M": shape(576, 1536, 30, 9, 3, 100000), "360M": shape(960, 2560, 32, 15, 5, 100000), "1.7B": shape(2048, 8192, 24, 32, 32, 130000)}
PARTS = {"1.7B": [2, 4]}  # layers that are run in place of all


def run(options) -> None:
    results = Path(options.results).resolve()
    for model in options.models.split(","):
        folder = results / "models" / model
        write_json(folder / "config.json", SHAPES[model])
        for layers in PARTS.get(model, [None]):
            for series, points in (("batch", [(b, LENGTH) for b in BATCHES]), ("length", [(1, n) for n in LENGTHS])):
                before = []
                for batch, length in points:
                    if reason := too_much(before, options):
                        print(f"{model} {series}: ends before batch {batch}, length {length}: {reason}", flush=True)
                        break
                    path = results / f"{model}-{options.dtype}-l{layers or 'all'}-b{batch}-n{length}.json"
                    point = json.loads(path.read_text()) if path.exists() else measure(options, folder, model, layers, batch, length)
                    if point["failed"]:
                        print(f"{path.stem}: {point['failed']}", flush=True)
                        break
                    write_json(path, point)
                    before.append(point)
                    print(f"{path.stem}: {point['s']:.3g} s a step, {point['peak_mib']:.0f} MiB, load {point['load'][0]}", flush=True)


def too_much(before: list[dict], options) -> str:
    """Why the next point of a series is not run, each point being twice the one before."""
    if not before:
        return ""
    last = before[-1]
    time_growth = last["s"] / before[-2]["s"] if len(before) > 1 else 2
    if last["s"] * max(2, time_growth) > options.max_step:
        return f"about {last['s'] * max(2, time_growth):.0f} s a step"
    growth = last["peak_mib"] - before[-2]["peak_mib"] if len(before) > 1 else 0
    if last["peak_mib"] + 2 * growth > options.max_gib * 1024:
        return f"about {(last['peak_mib'] + 2 * growth) / 1024:.1f} GiB"
    return ""


def measure(options, model_folder: Path, model: str, layers: int | None, batch: int, length: int) -> dict:
    pair = {"prompt": length // 2, "chosen_total": length, "rejected_total": length}
    with tempfile.TemporaryDirectory() as folder:
        lengths, report, log = (Path(folder) / name for name in ("lengths.json", "report.json", "log.txt"))
        write_json(lengths, {"doc": "made up", "batch_pairs": batch, "batches": [[pair] * batch]})
        command = [Path(options.orca).resolve(), "bench", "--model", model_folder, "--random-weights", "--lengths", lengths, "--mode", "train",
                   "--dtype", options.dtype, "--warmup", 1, "--steps", options.steps, "--threads", options.threads, "--report", report]
        command += ["--layers", layers] * (layers is not None)
        command += ["--gradient-checkpointing"] * options.gradient_checkpointing
        load = load_average()
        with open(log, "wb") as out:
            process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode or not report.exists():
            tail = log.read_text(errors="replace").strip().splitlines()[-3:]
            return {"failed": f"ended with {process.returncode}: " + " / ".join(tail)}
        done = json.loads(report.read_text())
    seconds = [row["s"] for row in done["rows"] if not row["warmup"]]
    return {"failed": "", "model": model, "dtype": options.dtype, "layers": layers, "batch": batch, "length": length,
            "checkpointing": options.gradient_checkpointing, "threads": options.threads, "s": statistics.median(seconds), "all_s": seconds,
            "peak_mib": usage.ru_maxrss / 1024, "tokens": batch * (2 * length - length // 2), "load": load, "machine": machine()}


def whole(points: list[dict]) -> list[dict]:
    """One point for each model, batch and length; of parts, the whole as the line through them goes on to all layers."""
    found = {}
    for point in points:
        found.setdefault((point["model"], point["batch"], point["length"]), []).append(point)
    out = []
    for (model, _, _), parts in found.items():
        full = next((p for p in parts if p["layers"] is None), None)
        if full:
            out.append(full | {"reckoned": False})
        elif len(parts) > 1:
            low, high = sorted(parts, key=lambda p: p["layers"])[:2]
            ahead = (SHAPES[model]["num_hidden_layers"] - low["layers"]) / (high["layers"] - low["layers"])
            out.append(low | {"reckoned": True, **{key: low[key] + ahead * (high[key] - low[key]) for key in ("s", "peak_mib")}})
    return out


def series_of(points: list[dict], model: str, name: str) -> list[dict]:
    chosen = [p for p in points if p["model"] == model and (p["length"] == LENGTH if name == "batch" else p["batch"] == 1)]
    return sorted(chosen, key=lambda p: p["tokens"])


def render(options) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.ticker import LogLocator

    results = Path(options.results)
    points = whole([json.loads(path.read_text()) for path in sorted(results.glob("*-l*-b*-n*.json"))])
    points = [p for p in points if p["dtype"] == (options.dtype or points[0]["dtype"])]
    models = [model for model in SHAPES if any(p["model"] == model for p in points)]
    first = points[0]
    lines = ["# Cost as the work grows", "",
             f"Our training step (full fine-tuning, {first['dtype']}, {first['threads']} threads{', gradient checkpointing' if first['checkpointing'] else ''}, "
             f"random weights) on {first['machine']['cpu']}, {first['machine']['cores']} cores, {first['machine']['memory_gib']} GiB. Half of each side is the prompt; "
             "\"tokens\" counts it once. Peak memory is the whole process's. Every point is a process of its own: one warm-up, then the median of "
             f"{len(first['all_s'])} steps. Load average before a process started: at most {max(p['load'][0] for p in points):.1f}.", "", "![time and memory](cost.png)", ""]
    for name, title, key in (("batch", f"Batch, at {LENGTH} tokens a side", "batch"), ("length", "Length, at one pair", "length")):
        lines += [f"## {title}", "", f"| shape | {key} | tokens | s a step | tokens/s | peak GiB | KiB for each further token | |", "|---|---|---|---|---|---|---|---|"]
        for model in models:
            before = None
            for p in series_of(points, model, name):
                further = f"{(p['peak_mib'] - before['peak_mib']) * 1024 / (p['tokens'] - before['tokens']):.0f}" if before else ""
                lines.append(f"| {model} | {p[key]:,} | {p['tokens']:,} | {p['s']:.3g} | {p['tokens'] / p['s']:.0f} | {p['peak_mib'] / 1024:.2f} | {further} | "
                             f"{'reckoned' if p['reckoned'] else ''} |")
                before = p
        lines.append("")
    lines += ["Memory grows linearly where the KiB for each further token stay the same (or fall) down a column; the first rows show little of it, since "
              "there the program itself is the peak.", ""]
    growth = [line for model in models for line in exponent(points, model)]
    lines += growth + [""] * bool(growth)
    if any(p["reckoned"] for p in points):
        lines += ["\"Reckoned\": " + "; ".join(f"{model} was run with {PARTS[model][0]} and {PARTS[model][1]} layers, and the whole of "
                  f"{SHAPES[model]['num_hidden_layers']} lies on the line through them" for model in models if model in PARTS) + ".", ""]
    lines += ["```", "python reference/cost_growth.py run --results RESULTS", "python reference/cost_growth.py render RESULTS docs/results", "```", ""]
    (Path(options.out) / "cost.md").write_text("\n".join(lines), encoding="utf-8")

    plt.rcParams.update({"font.size": 9})
    figure, axes = plt.subplots(1, 2, figsize=(12, 4.8), dpi=120)
    for axis, key, scale, title in ((axes[0], "s", 1, "Seconds a step"), (axes[1], "peak_mib", 1 / 1024, "Peak memory, GiB")):
        for model, color in zip(models, ("#0969da", "#bc4c00", "#1a7f37")):
            for name, mark, line in (("batch", "o", "-"), ("length", "s", "--")):
                found = series_of(points, model, name)
                hollow = any(p["reckoned"] for p in found)
                axis.plot([p["tokens"] for p in found], [p[key] * scale for p in found], line, marker=mark, color=color, markersize=5, linewidth=1.4,
                          markerfacecolor="white" if hollow else color,
                          label=f"{model}, {'more pairs' if name == 'batch' else 'longer pairs'}{', reckoned' if hollow else ''}")
        tokens = sorted({p["tokens"] for p in points})
        largest = max((p for p in points if p["model"] == models[0]), key=lambda p: p["tokens"])
        low = min(p[key] for p in points) * scale / 1.5
        guide = [(t, largest[key] * scale * 0.55 * t / largest["tokens"]) for t in (tokens[0], tokens[-1])]
        axis.plot(*zip(*guide), color="#57606a", linestyle=":", linewidth=1, label="linear")
        axis.set_xscale("log", base=2)
        axis.set_yscale("log")
        axis.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5), numticks=20))
        axis.set_ylim(low, max(p[key] for p in points) * scale * 1.6)
        axis.set_xticks([t for t in tokens if t in {192 * 2 ** n for n in range(0, 12)}])
        axis.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axis.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axis.minorticks_off()
        axis.set(title=title, xlabel="tokens a step, prompts counted once")
        axis.grid(alpha=0.25)
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(axis="x", labelsize=8)
    axes[0].legend(frameon=False, fontsize=8, loc="upper left")
    figure.tight_layout()
    figure.savefig(Path(options.out) / "cost.png")


def exponent(points: list[dict], model: str) -> list[str]:
    """The power with which time, and memory beyond the smallest point's, grew over the last doubling of the length."""
    found = series_of(points, model, "length")
    if len(found) < 3:
        return []
    base, before, last = found[0], found[-2], found[-1]
    doublings = math.log2(last["tokens"] / before["tokens"])
    time = math.log2(last["s"] / before["s"]) / doublings
    grown = [p["peak_mib"] - base["peak_mib"] for p in (before, last)]
    memory = (f", memory beyond that at {base['length']:,} tokens to the power {math.log2(grown[1] / grown[0]) / doublings:.2f}"
              if min(grown) > 0 else "")
    return [f"- {model}, from {before['length']:,} to {last['length']:,} tokens a side: time to the power {time:.2f}{memory}."]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    runs = verbs.add_parser("run")
    runs.add_argument("--orca", default=str(HERE.parent / "orca"))
    runs.add_argument("--results", required=True)
    runs.add_argument("--models", default=",".join(SHAPES))
    runs.add_argument("--dtype", choices=["bf16", "fp32"], default="bf16")
    runs.add_argument("--gradient-checkpointing", action="store_true")
    runs.add_argument("--steps", type=int, default=2)
    runs.add_argument("--threads", type=int, default=os.cpu_count())
    runs.add_argument("--max-step", type=float, default=120)
    runs.add_argument("--max-gib", type=float, default=12)
    renders = verbs.add_parser("render")
    renders.add_argument("results")
    renders.add_argument("out")
    renders.add_argument("--dtype", help="where the results hold several")
    options = parser.parse_args()
    run(options) if options.verb == "run" else render(options)


if __name__ == "__main__":
    main()
