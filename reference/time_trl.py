#!/usr/bin/env python3
"""Times training steps as TRL's RewardTrainer does them, for compare_speed.py; also scoring, and the machine's matmul rate.

    python time_trl.py --model DIR --lengths FILE --mode train --dtype bf16 --prepass --report OUT.json
    python time_trl.py --mode matmul --report OUT.json

The options are those of `orca bench`, and the report has the same keys. A step: forward of the chosen sides and then the rejected
sides, right-padded to the longest of the batch; mean of -logsigmoid(chosen - rejected); backward; gradient norm clipped to 1; fused
AdamW, rate 1e-5, no decay. --dtype bf16 is float32 weights under autocast, as the Trainer has it; bf16w holds the weights in bf16.
Batches come from the file in its order, the warm-up's first. --prepass goes through all of them once before (training as it goes),
so that nothing measured is a process's first. The report is written again after every step ("complete": false until the end), so
that a run which is stopped leaves what it measured.

--init FILE: the head, and the adapter with --use-lora, in PEFT's names. A file that is missing is written; with --steps 0 nothing
else is done.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch

from speed_common import needed_gflop

LORA_RANK, LORA_ALPHA, LORA_TARGETS = 16, 32, ["q_proj", "v_proj"]
SHAPES = ((2048, 576, 1536), (2048, 1536, 576), (2048, 576, 576), (2048, 2048, 2048))


def matmul_rates(seconds: float) -> dict:
    """GFLOP/s of torch.mm, for about `seconds` a shape and dtype, in five bursts after a first product that is not counted.

    Both ways in which a step multiplies: by a plain matrix (an input's gradient) and by a transposed one (forward). Where a dtype has
    slow kernels, the product has an eighth of the rows, so that it ends.
    """
    rates = {}
    for dtype in (torch.float32, torch.bfloat16):
        for rows, k, n in SHAPES:
            for transposed in (False, True):
                b = torch.randn(n, k).to(dtype).t() if transposed else torch.randn(k, n).to(dtype)
                eighth = torch.randn(rows // 8, k).to(dtype)
                m = rows // 8 if 8 * min(burst(eighth, b, 1) for _ in range(3)) > seconds / 4 else rows
                a = torch.randn(m, k).to(dtype)
                repeats = max(1, int(seconds / 5 / burst(a, b, 1)))
                cpu, wall = time.process_time(), time.perf_counter()
                times = [burst(a, b, repeats) for _ in range(5)]
                gflop = 2 * m * k * n / 1e9
                name = f"{'fp32' if dtype == torch.float32 else 'bf16'} {m}x{k}x{n}{' transposed' if transposed else ''}"
                rates[name] = {"median_gflops": round(gflop / statistics.median(times), 2), "best_gflops": round(gflop / min(times), 2),
                               "cpu_per_wall": round((time.process_time() - cpu) / (time.perf_counter() - wall), 2)}
                print(name, json.dumps(rates[name]), file=sys.stderr, flush=True)
    return rates


def burst(a, b, repeats: int) -> float:
    """Seconds of one product, as the mean of `repeats`."""
    started = time.perf_counter()
    for _ in range(repeats):
        torch.mm(a, b)
    return (time.perf_counter() - started) / repeats


def load(options):
    """The classifier of one number, with adapter, checkpointing and given head as asked."""
    from transformers import AutoModelForSequenceClassification

    torch.manual_seed(0)
    model = AutoModelForSequenceClassification.from_pretrained(
        options.model, num_labels=1, dtype=torch.bfloat16 if options.dtype == "bf16w" else torch.float32)
    model.config.use_cache = False
    if options.gradient_checkpointing and options.mode == "train":
        model.gradient_checkpointing_enable()
        if options.use_lora:
            model.enable_input_require_grads()
    if options.use_lora:
        from peft import LoraConfig, get_peft_model

        model = get_peft_model(model, LoraConfig(r=LORA_RANK, lora_alpha=LORA_ALPHA, lora_dropout=0.0, target_modules=LORA_TARGETS,
                                                 task_type="SEQ_CLS"))
    if options.init:
        start_from(model, Path(options.init))
    return model.train(options.mode == "train")


def start_from(model, path: Path) -> None:
    """Reads head and adapter, or writes them where the file is missing."""
    from safetensors.torch import load_file, save_file

    def peft_name(name: str) -> str:
        return name.replace(".default.weight", ".weight").replace("score.modules_to_save.weight", "score.weight")

    given_here = {name: p for name, p in model.named_parameters() if p.requires_grad and ("lora_" in name or "score" in name)}
    if path.exists():
        stored = load_file(path)
        with torch.no_grad():
            for name, parameter in given_here.items():
                parameter.copy_(stored[peft_name(name)])
    else:
        save_file({peft_name(name): p.detach().float().contiguous() for name, p in given_here.items()}, path)


def batch_tensors(batch, vocabulary: int, pad: int, generator):
    """Ids and mask: chosen rows, then rejected rows. Ids that the file does not give are made up."""
    lengths = [pair[f"{side}_total"] for side in ("chosen", "rejected") for pair in batch]
    given = [pair.get(f"{side}_ids") for side in ("chosen", "rejected") for pair in batch]
    ids = torch.full((len(lengths), max(lengths)), pad)
    mask = torch.zeros(ids.shape, dtype=torch.long)
    for row, (length, known) in enumerate(zip(lengths, given)):
        ids[row, :length] = torch.tensor(known) if known else torch.randint(3, vocabulary, (length,), generator=generator)
        mask[row, :length] = 1
    return ids, mask, sum(lengths)


def run(options) -> None:
    model = load(options)
    config, training = model.config, options.mode == "train"
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=1e-5, weight_decay=0.0, fused=True) if training else None
    batches = json.load(open(options.lengths, encoding="utf-8"))["batches"]
    steps = options.warmup + options.steps
    plan = [(s, True) for s in range(steps)] * options.prepass + [(s, s < options.warmup) for s in range(steps)]
    generator = torch.Generator().manual_seed(123)
    rows, needed = [], 0.0
    for done, (step, warmup) in enumerate(plan, start=1):
        batch = batches[step % len(batches)]
        ids, mask, real = batch_tensors(batch, config.vocab_size, config.pad_token_id, generator)
        started = time.perf_counter()
        with torch.set_grad_enabled(training):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.dtype == "bf16"):
                logits = model(input_ids=ids, attention_mask=mask, use_cache=False).logits
            chosen, rejected = torch.chunk(logits.float().squeeze(-1), 2)
            loss = -torch.nn.functional.logsigmoid(chosen - rejected).mean()
        norm = None
        if training:
            loss.backward()
            norm = torch.nn.utils.clip_grad_norm_(trained, 1.0).item()
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        seconds = time.perf_counter() - started
        rows.append({"batch": step, "warmup": warmup, "s": round(seconds, 4), "loss": loss.item(), "grad_norm": norm,
                     "tokens": ids.numel(), "tokens_real": real, "pairs": len(batch)})
        needed += 0 if warmup else needed_gflop(config.to_dict(), batch, training, options.use_lora)
        print(f"batch {step}{' (warm-up)' if warmup else ''}: {seconds:.2f} s, {ids.numel()} tokens, loss {loss.item():.6f}",
              file=sys.stderr, flush=True)
        write(options.report, report_of(options, rows, needed, done == len(plan)))


def report_of(options, rows: list[dict], needed: float, complete: bool) -> dict:
    measured = [row for row in rows if not row["warmup"]]
    seconds = sum(row["s"] for row in measured)
    return {"program": "trl", "complete": complete, "mode": options.mode, "dtype": options.dtype, "lora": options.use_lora,
            "gradient_checkpointing": options.gradient_checkpointing, "threads": options.threads, "prepass": options.prepass,
            "steps": len(measured), "pairs_per_s": round(sum(row["pairs"] for row in measured) / seconds, 5) if measured else None,
            "total_s": round(seconds, 3), "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "tokens_computed": sum(row["tokens"] for row in measured), "tokens_padded": sum(row["tokens"] for row in measured),
            "tokens_real": sum(row["tokens_real"] for row in measured), "model_gflop_needed": round(needed, 1),
            "gflops": round(needed / seconds, 2) if measured else None, "torch": torch.__version__, "rows": rows}


def write(path: str, report: dict) -> None:
    Path(path + ".part").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    os.replace(path + ".part", path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", help="folder of the base model")
    parser.add_argument("--lengths", help="batches, as make_bench_batches.py writes them")
    parser.add_argument("--init", help="safetensors file of head and adapter")
    parser.add_argument("--mode", choices=["train", "score", "matmul"], default="train")
    parser.add_argument("--dtype", choices=["fp32", "bf16", "bf16w"], default="bf16")
    parser.add_argument("--use-lora", action="store_true", help=f"r {LORA_RANK}, alpha {LORA_ALPHA}, on {', '.join(LORA_TARGETS)}")
    parser.add_argument("--gradient-checkpointing", action="store_true")
    parser.add_argument("--warmup", type=int, default=2)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--prepass", action="store_true")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--seconds", type=float, default=2, help="with --mode matmul, about so long a shape and dtype")
    parser.add_argument("--report", required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.mode == "matmul":
        rates = matmul_rates(options.seconds)
        write(options.report, {"program": "trl", "mode": "matmul", "threads": options.threads, "torch": torch.__version__, "gflops": rates})
    elif not options.model or (options.steps > 0 and not options.lengths):
        parser.error("--model and --lengths are needed")
    elif options.steps > 0:
        run(options)
    else:
        load(options)


if __name__ == "__main__":
    main()
