#!/usr/bin/env python3
"""Makes speed.md and speed.png of what compare_speed.py measured.

    python render_speed.py RESULTS ../docs/results

Each case is read from its newest session, or from all with --all-sessions. Needs matplotlib (requirements-plots.txt).
"""

import argparse
import json
import statistics
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from compare_speed import CASES
from speed_common import spread

OURS, SHORT, TRL, TARGET = "#0969da", "#80b8f0", "#afb8c1", "#bc4c00"


class Measured:
    """One case: its processes, and the figures that the page quotes."""

    def __init__(self, name: str, records: list[dict], peaks: dict):
        self.name, self.case, self.records = name, CASES[name], records
        self.good = {side: [r for r in records if r["side"] == side and not r["failed"]] for side in ("ours", "trl")}
        self.failures = [r for r in records if r["failed"]]
        self.rate = {side: [r["report"]["pairs_per_s"] for r in rs] for side, rs in self.good.items()}
        self.memory = {side: [r["peak_rss_mib"] / 1024 for r in rs] for side, rs in self.good.items()}
        self.both = bool(self.good["ours"] and self.good["trl"])
        self.share = {side: self.share_of_peak(side, peaks) for side in self.good}
        if self.both:
            self.ratio = statistics.median(self.rate["ours"]) / statistics.median(self.rate["trl"])
            self.ratios = [a / b for a, b in self.paired(self.good, lambda r: r["report"]["pairs_per_s"])]
            self.memory_share = statistics.median(self.memory["ours"]) / statistics.median(self.memory["trl"])
            self.apart = max(abs(x["loss"] - y["loss"]) for a, b in self.paired(self.good, lambda r: r["report"]["rows"])
                             for x, y in zip(a, b, strict=True))
            self.agree = self.apart <= self.case.tolerance

    @staticmethod
    def paired(good: dict, value) -> list[tuple]:
        """Ours and TRL's of the same session and round; those without a partner are paired with all of the other side."""
        pairs = [(value(a), value(b)) for a in good["ours"] for b in good["trl"] if (a["session"], a["round"]) == (b["session"], b["round"])]
        return pairs or [(value(a), value(b)) for a in good["ours"] for b in good["trl"]]

    def share_of_peak(self, side: str, peaks: dict) -> float | None:
        dtype = (self.case.ours if side == "ours" else self.case.trl)[:4]
        if not self.good[side] or dtype not in peaks:
            return None
        return statistics.median(r["gflop"] / r["report"]["total_s"] for r in self.good[side]) / peaks[dtype]

    def times_fp32_peak(self, peaks: dict) -> float | None:
        if not self.good["ours"] or "fp32" not in peaks:
            return None
        return statistics.median(r["gflop"] / r["report"]["total_s"] for r in self.good["ours"]) / peaks["fp32"]


def figure(values: list[float], digits: int = 3) -> str:
    if not values:
        return "-"
    middle, low, high = spread(values)
    return f"{middle:.{digits}g}" if len(values) == 1 else f"{middle:.{digits}g} ({low:.{digits}g}..{high:.{digits}g})"


def percent(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:.0f} %" if value >= 0.095 else f"{value * 100:.1f} %"


def verdict(reached: bool) -> str:
    return "reached" if reached else "**missed**"


def read(folder: Path, every_session: bool) -> tuple[list[Measured], dict | None]:
    matmul = json.loads((folder / "matmul.json").read_text()) if (folder / "matmul.json").exists() else None
    peaks = peak_rates(matmul)
    cases = []
    for name in CASES:
        records = [json.loads(path.read_text()) for path in sorted((folder / name).glob("*.json"))]
        if records and not every_session:
            newest = max(r["session"] for r in records)
            records = [r for r in records if r["session"] == newest]
        if records:
            cases.append(Measured(name, records, peaks))
    return cases, matmul


def peak_rates(matmul: dict | None) -> dict:
    peaks = {}
    for name, rate in (matmul or {"gflops": {}})["gflops"].items():
        peaks[name[:4]] = max(peaks.get(name[:4], 0), rate["best_gflops"])
    return peaks


def page(cases: list[Measured], matmul: dict | None) -> str:
    peaks = peak_rates(matmul)
    machine = cases[0].records[0]["machine"]
    threads = {r["report"]["threads"] for c in cases for r in c.records if r["report"] and "threads" in r["report"]}
    torch = {r["report"]["torch"] for c in cases for r in c.good["trl"]}
    commits = sorted({r["commit"] for c in cases for r in c.records if r["commit"]})
    days = sorted({r["started"][:10] for c in cases for r in c.records})
    lines = ["# Speed and memory beside TRL", "",
             f"{machine['cpu']}, {machine['cores']} cores, {machine['memory_gib']} GiB; instructions of interest: {', '.join(machine['flags']) or 'none'}. "
             f"{', '.join(map(str, sorted(threads)))} threads each, torch {', '.join(sorted(torch))} on TRL's side. Measured {days[0]}"
             f"{' to ' + days[-1] if days[-1] != days[0] else ''}, our commit {', '.join(commits) or 'unknown'}. "
             f"Load average before a process started: at most {max(r['load_before'][0] for c in cases for r in c.records):.1f}.", "",
             "Both programs run the same batches in the same order from the same weights, head and adapter, in separate processes that take "
             "turns. \"TRL\" is the plain loop of `reference/time_trl.py`, which does what TRL's RewardTrainer does in a step and nothing besides.", ""]
    short = [c for c in cases if c.records[0]["short"]]
    if short:
        lines += ["**This processor has no fast bf16 products**, so that torch's, and with them TRL's bf16 steps, are many times slower than its float32. "
                  "The ratios of those cases say more about that than about either program; the rows that hold ours in bf16 against TRL in "
                  "float32, and float32 against float32, are the ones to judge by here. The slow cases ran once: one small warm-up and one "
                  "typical batch (ours before and after TRL): " + ", ".join(c.name for c in short) + ".", ""]
    lines += ["![speed and memory](speed.png)", "", "## Pairs a second", "",
              "Medians with the lowest and highest round; the ratio is of the medians, its spread that of the paired rounds.", "",
              "| case | ours | TRL | ratio | at least | | losses differ by at most |", "|---|---|---|---|---|---|---|"]
    for c in cases:
        target = f"{c.case.target:g} x" if c.case.target else ""
        if c.both:
            ratio = f"**{c.ratio:.2f}** ({min(c.ratios):.2f}..{max(c.ratios):.2f})" if len(c.ratios) > 1 else f"**{c.ratio:.2f}** (one round)"
            ratio += " †" if c.records[0]["short"] else ""
            mark = verdict(c.ratio >= c.case.target) if c.case.target else ""
            losses = f"{c.apart:.1e}{'' if c.agree else ', **more than'} {'' if c.agree else f'{c.case.tolerance:g}**'}".rstrip()
        else:
            ratio, mark, losses = "-", "not measured" if c.case.target else "", "-"
        lines.append(f"| {c.case.title} | {figure(c.rate['ours'])} | {figure(c.rate['trl'])} | {ratio} | {target} | {mark} | {losses} |")
    lines += ["", "Losses are held to 1e-4 where both are float32 and to 2e-2 where both are bf16; between the two precisions they are shown, not held." + (" † One step of TRL." if short else ""), "", "## Peak memory", "",
              "GiB of the whole process, Java and Python included, as the kernel counts it.", "",
              "| case | ours | TRL | ours / TRL | at most | |", "|---|---|---|---|---|---|"]
    for c in cases:
        limit = c.case.memory_target
        share = f"{c.memory_share:.2f}" if c.both else "-"
        mark = (verdict(c.memory_share <= limit) if c.both else "not measured") if limit else ""
        lines.append(f"| {c.case.title} | {figure(c.memory['ours'])} | {figure(c.memory['trl'])} | {share} | {f'{limit:.2f}' if limit else ''} | {mark} |")
    lines += ["", "## Share of the machine's matmul peak", ""]
    if peaks:
        lines += ["The best rate of `torch.mm` on this machine (`time_trl.py --mode matmul`): "
                  + ", ".join(f"{dtype} {rate:.1f} GFLOP/s" for dtype, rate in peaks.items())
                  + ". Only the products that the batch's distinct tokens need count as work (formula: `speed_common.needed_gflop`): no padding, a "
                    "prompt once, the last layer's for the scored tokens alone, no recomputation.", "",
                  "| case | ours, of its dtype's peak | of the fp32 peak | TRL, of its dtype's peak |", "|---|---|---|---|"]
        lines += [f"| {c.case.title} | {percent(c.share['ours'])} | {percent(c.times_fp32_peak(peaks))} | {percent(c.share['trl'])} |" for c in cases]
        lines += ["", "| product (rows x inner x columns) | median GFLOP/s | best | processor time per wall time |", "|---|---|---|---|"]
        lines += [f"| {name} | {r['median_gflops']} | {r['best_gflops']} | {r['cpu_per_wall']} |" for name, r in matmul["gflops"].items()]
    else:
        lines.append("The matmul rate was not measured.")
    lines += ["", "## Every process", "", "| case | round | | pairs/s | s a step | peak GiB | wall s | load before | |", "|---|---|---|---|---|---|---|---|---|"]
    for c in cases:
        for r in c.records:
            report = r["report"] or {}
            steps = ", ".join(f"{row['s']:.3g}" for row in report.get("rows", []) if not row["warmup"])
            rate = report.get("pairs_per_s")
            lines.append(f"| {c.name} | {r['round']} | {'ours' if r['side'] == 'ours' else 'TRL'} | {f'{rate:.3g}' if rate else '-'} | {steps or '-'} | "
                         f"{r['peak_rss_mib'] / 1024:.2f} | {r['wall_s']:.0f} | {r['load_before'][0]:.1f} | {r['failed']} |")
    own = [(c, r["report"]["model_gflop_needed"] / r["gflop"]) for c in cases for r in c.good["ours"][:1] if r["report"].get("model_gflop_needed")]
    if odd := [f"{c.name} {share:.2f}" for c, share in own if abs(share - 1) > 0.02]:
        lines += ["", "Our program's own count of the work needed, as a share of the count used above: " + ", ".join(odd) + "."]
    lines += ["", "## Command", "", "```", "python reference/compare_speed.py --trl-python VENV/bin/python --model smollm2-135m --batch4 batch4.json "
              "--batch8 batch8.json --results RESULTS", "python reference/render_speed.py RESULTS docs/results", "```", "",
              "The batches come from `reference/make_bench_batches.py`.", ""]
    return "\n".join(lines)


def picture(cases: list[Measured], path: Path) -> None:
    shown = [c for c in cases if c.both][::-1]
    if not shown:
        return
    plt.rcParams.update({"font.size": 9})
    drawing, (speed, memory) = plt.subplots(1, 2, figsize=(13, 1.3 + 0.5 * len(shown)), dpi=120, sharey=True, width_ratios=[3, 2])
    places = range(len(shown))
    ratios = [c.ratio for c in shown]
    ends = [(min(c.ratios + [c.ratio]), max(c.ratios + [c.ratio])) for c in shown]
    speed.barh(places, ratios, height=0.6, color=[SHORT if c.records[0]["short"] else OURS for c in shown],
               xerr=[[r - low for r, (low, _) in zip(ratios, ends)], [high - r for r, (_, high) in zip(ratios, ends)]],
               error_kw={"ecolor": "#1f2328", "capsize": 3, "linewidth": 1.1})
    wide = max(ratios) > 12
    if wide:
        speed.set_xscale("log")
        speed.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    limit = max([high for _, high in ends] + [c.case.target or 0 for c in shown])
    speed.set_xlim(min(0.5, min(ratios) * 0.8) if wide else 0, limit * (2.4 if wide else 1.16))
    for place, c, (_, high) in zip(places, shown, ends):
        if c.case.target:
            speed.plot([c.case.target] * 2, [place - 0.38, place + 0.38], color=TARGET, linewidth=2.2, label="goal")
        right = max(high, c.case.target or 0) if (c.case.target or 0) < high * 1.25 else high
        speed.annotate(f"{c.ratio:.3g} x", (right, place), xytext=(7, 0), textcoords="offset points", va="center",
                       color="#1f2328" if c.agree else "#cf222e", fontweight="bold")
    speed.axvline(1, color="#57606a", linewidth=1, linestyle=":")
    speed.set_yticks(list(places), [c.case.title.replace("; ", ";\n").replace("fine-tuning, ", "") for c in shown])
    speed.set(title="Pairs a second, as a multiple of TRL's" + (" (logarithmic)" if wide else ""), xlabel="times TRL")
    for offset, side, color, label in ((0.19, "ours", OURS, "ours"), (-0.19, "trl", TRL, "TRL")):
        middles = [statistics.median(c.memory[side]) for c in shown]
        memory.barh([place + offset for place in places], middles, height=0.36, color=color, label=label,
                    xerr=[[m - min(c.memory[side]) for m, c in zip(middles, shown)], [max(c.memory[side]) - m for m, c in zip(middles, shown)]],
                    error_kw={"ecolor": "#1f2328", "capsize": 2, "linewidth": 1})
        for place, middle, c in zip(places, middles, shown):
            memory.annotate(f"{middle:.1f}", (max(c.memory[side]), place + offset), xytext=(5, 0), textcoords="offset points", va="center", fontsize=7.5)
    for place, c in zip(places, shown):
        if c.case.memory_target:
            goal = c.case.memory_target * statistics.median(c.memory["trl"])
            memory.plot([goal] * 2, [place, place + 0.38], color=TARGET, linewidth=2.2)
    memory.set(title="Peak memory, GiB", xlabel="GiB", xlim=(0, max(max(c.memory["trl"] + c.memory["ours"]) for c in shown) * 1.12))
    handles, labels = memory.get_legend_handles_labels()
    handles.append(plt.Line2D([], [], color=TARGET, linewidth=2.2))
    labels.append("goal")
    if any(c.records[0]["short"] for c in shown):
        handles.append(plt.Rectangle((0, 0), 1, 1, color=SHORT))
        labels.append("one step of TRL, whose bf16 is slow on this processor")
    drawing.legend(handles, labels, frameon=False, loc="upper right", ncols=4)
    for axis in (speed, memory):
        axis.grid(axis="x", alpha=0.25)
        axis.set_axisbelow(True)
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(axis="y", length=0)
        axis.set_ylim(-0.6, len(shown) - 0.4)
    drawing.tight_layout(rect=(0, 0, 1, 1 - 0.2 / (1.3 + 0.5 * len(shown))))
    drawing.savefig(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("results", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--all-sessions", action="store_true")
    options = parser.parse_args()
    cases, matmul = read(options.results, options.all_sessions)
    if not cases:
        parser.error(f"{options.results} holds no reports")
    picture(cases, options.out / "speed.png")
    (options.out / "speed.md").write_text(page(cases, matmul), encoding="utf-8")


if __name__ == "__main__":
    main()
