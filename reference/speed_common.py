"""What the scripts that time things share: the work that a batch needs, and what the machine is."""

import json
import os
import platform
import statistics
from pathlib import Path

# Instructions that decide how fast matrix products are; "bf16" is ARM's name.
FLAGS = ("avx2", "fma", "avx512f", "avx512bw", "avx512vnni", "avx512_bf16", "amx_tile", "amx_bf16", "bf16")


def needed_gflop(config: dict, batch: list[dict], training: bool, lora: bool) -> float:
    """Matrix products, in GFLOP, of the tokens that a batch's rewards depend on; the count of `orca bench`'s model_gflop_needed.

    A pair's prompt counts once, padding not at all, and attention only as far back as each token sees. The last layer needs keys and
    values of all tokens, but the rest for the scored tokens only. Training adds a product for each input's gradient and, without LoRA,
    one for each weight's. Recomputation, the head, and the adapter's own products are not counted.
    """
    width, layers = config["hidden_size"], config["num_hidden_layers"]
    head = config.get("head_dim") or width // config["num_attention_heads"]
    query, key = head * config["num_attention_heads"], head * config["num_key_value_heads"]
    keys, others = 2 * width * key, 2 * width * query + 3 * width * config["intermediate_size"]
    tokens = seen = seen_by_scored = 0
    for pair in batch:
        prompt, sides = pair["prompt"], (pair["chosen_total"], pair["rejected_total"])
        tokens += sum(sides) - prompt
        seen += sum(side * (side + 1) // 2 for side in sides) - prompt * (prompt + 1) // 2
        seen_by_scored += sum(sides)
    linear = 2 * (layers * keys * tokens + others * ((layers - 1) * tokens + 2 * len(batch)))
    attention = 4 * query * ((layers - 1) * seen + seen_by_scored)
    if training:
        linear, attention = linear * (2 if lora else 3), attention * 3
    return (linear + attention) / 1e9


def machine() -> dict:
    """The processor, its instructions of interest, cores and memory."""
    facts = {"system": platform.system(), "cpu": platform.processor() or platform.machine(), "flags": [], "cores": os.cpu_count(), "memory_gib": None}
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        named = dict(line.split(":", 1) for line in lines if ":" in line)
        named = {name.strip(): value.strip() for name, value in named.items()}
        facts["cpu"] = named.get("model name", facts["cpu"])
        flags = (named.get("flags") or named.get("Features") or "").split()
        facts["flags"] = [flag for flag in FLAGS if flag in flags]
        total = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
        facts["memory_gib"] = round(int(total.split()[1]) / 2**20, 1)
    except (OSError, StopIteration):
        pass
    return facts


def slow_bf16(facts: dict) -> bool:
    """Whether torch has no fast bf16 products here: oneDNN's need AVX-512 at least, or ARM's bf16."""
    return bool(facts["flags"]) and not {"avx512bw", "amx_bf16", "bf16"} & set(facts["flags"])


def load_average() -> list[float]:
    return [round(value, 2) for value in os.getloadavg()] if hasattr(os, "getloadavg") else []


def write_json(path: Path, value) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def spread(values: list[float]) -> tuple[float, float, float]:
    """Median, minimum, maximum."""
    return statistics.median(values), min(values), max(values)
