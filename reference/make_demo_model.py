#!/usr/bin/env python3
"""Makes the demo's base model: python make_demo_model.py [--steps 150]

A byte-level BPE and a small Llama, pretrained as a language model on questions and good answers of the demo's little world. No
question of the preference pairs is among them.
"""

import argparse
import json
import os
import time
from pathlib import Path
from random import Random


os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # before torch: another program on the machine must not stall it
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from demo_text import SYSTEMS, THINGS, TONES, answer, question

DEMO = Path(__file__).resolve().parent.parent / "src/main/resources/orcareward/demo"
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
TEMPLATE = ("{%- for turn in messages -%}\n{{ '<|im_start|>' + turn['role'] + '\\n' + turn['content'] + '<|im_end|>\\n' }}\n{%- endfor -%}\n"
            "{%- if add_generation_prompt -%}\n{{ '<|im_start|>assistant\\n' }}\n{%- endif -%}\n")

options = argparse.ArgumentParser()
options.add_argument("--steps", type=int, default=150)
options.add_argument("--batch", type=int, default=32)
options.add_argument("--seed", type=int, default=101)
options.add_argument("--threads", type=int, default=2)
options = options.parse_args()
torch.manual_seed(options.seed)
torch.set_num_threads(options.threads)
held = {json.loads(line)["question"] for line in open(DEMO / "preferences.jsonl", encoding="utf-8")}


def conversations(seed: int):
    rng = Random(seed)
    while True:
        thing, tone = rng.choice(list(THINGS)), rng.choice(list(TONES))
        asked = question(rng, thing, tone)
        if asked not in held:
            system = rng.choice(SYSTEMS)
            turns = ([("system", system)] if system else []) + [("user", asked), ("assistant", answer(rng, thing, tone))]
            yield "".join(f"<|im_start|>{role}\n{text}<|im_end|>\n" for role, text in turns)


stream = conversations(options.seed)
bpe = Tokenizer(models.BPE())
bpe.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
bpe.decoder = decoders.ByteLevel()
bpe.train_from_iterator((next(stream) for _ in range(4000)), trainers.BpeTrainer(
    vocab_size=1024, special_tokens=[AddedToken(t, special=True, normalized=False) for t in SPECIAL],
    initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
tokenizer = PreTrainedTokenizerFast(tokenizer_object=bpe, bos_token=SPECIAL[1], eos_token=SPECIAL[2], pad_token=SPECIAL[2],
                                    unk_token=SPECIAL[0], model_max_length=512, clean_up_tokenization_spaces=False)
tokenizer.chat_template = TEMPLATE

config = LlamaConfig(vocab_size=len(tokenizer), hidden_size=128, intermediate_size=384, num_hidden_layers=4, num_attention_heads=4,
                     num_key_value_heads=2, max_position_embeddings=512, initializer_range=0.04, rms_norm_eps=1e-5, rope_theta=10000.0,
                     tie_word_embeddings=True, bos_token_id=1, eos_token_id=2, pad_token_id=2)
model = LlamaForCausalLM(config)
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, betas=(0.9, 0.98), weight_decay=0.01)
started = time.time()
for step in range(options.steps):
    for group in optimizer.param_groups:
        group["lr"] = 3e-3 * min((step + 1) / 30, (options.steps - step) / options.steps)
    batch = [tokenizer(next(stream), add_special_tokens=False)["input_ids"] for _ in range(options.batch)]
    width = max(map(len, batch))
    ids = torch.full((len(batch), width), 2)
    labels = torch.full((len(batch), width), -100)
    for i, row in enumerate(batch):
        ids[i, :len(row)] = torch.tensor(row)
        labels[i, :len(row)] = torch.tensor(row)
    loss = model(input_ids=ids, labels=labels, use_cache=False).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    if (step + 1) % 25 == 0:
        print(f"step {step + 1}: {loss.item():.3f} nats a token, {time.time() - started:.0f} s", flush=True)
model.to(torch.bfloat16).save_pretrained(DEMO / "model")
tokenizer.save_pretrained(DEMO / "model")
(DEMO / "model/generation_config.json").unlink(missing_ok=True)
print(sum(p.numel() for p in model.parameters()), "parameters", sum(f.stat().st_size for f in (DEMO / "model").iterdir()) / 1e6, "MB")
