"""Writes golden files for the formats of models: python reference/make_format_cases.py (torch 2.7.1, transformers 4.57.3).

golden/formats/dtypes.safetensors: the same float32 numbers as F32, F16 and BF16 as torch rounds them, and integers.
golden/formats/rope_frequencies.json: inverse frequencies by transformers' modeling_rope_utils.
"""
import json
import pathlib

import torch
from safetensors.torch import save_file
from transformers import LlamaConfig
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

OUT = pathlib.Path(__file__).parent.parent / "src/test/resources/golden/formats"


def dtypes():
    torch.manual_seed(7)
    edges = [0.0, -0.0, 1.0, 1.00390625, 1.01171875, 65504.0, 65520.0, -70000.0, 1e-8, 6e-8, 3e-5, 3.4e38, 1e-40,
             float("inf"), float("-inf"), float("nan")]
    numbers = torch.cat([torch.tensor(edges), torch.randn(240) * torch.logspace(-9, 6, 240)]).reshape(16, 16)
    tensors = {
        "numbers.f32": numbers,
        "numbers.f16": numbers.to(torch.float16),
        "numbers.bf16": numbers.to(torch.bfloat16),
        "numbers.f64": numbers.to(torch.float64),
        "longs": torch.tensor([0, 1, -1, 2**62, -(2**63)]),
        "bytes": torch.arange(7, dtype=torch.uint8),
        "flags": torch.tensor([True, False, True]),
        "single": torch.tensor(2.5),
        "empty": torch.zeros(0, 3),
    }
    save_file(tensors, OUT / "dtypes.safetensors", metadata={"format": "pt"})


def rope():
    cases = []
    llama3 = {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
              "original_max_position_embeddings": 64}
    for head_dim in (8, 16, 64, 128):
        for theta in (10000.0, 100000.0, 500000.0):
            for scaling in (None, {"rope_type": "linear", "factor": 2.0}, {"rope_type": "linear", "factor": 3.0},
                            llama3, llama3 | {"factor": 32.0, "original_max_position_embeddings": 8192}):
                config = LlamaConfig(hidden_size=4 * head_dim, num_attention_heads=4, head_dim=head_dim,
                                     rope_theta=theta, rope_scaling=scaling, max_position_embeddings=131072)
                kind = scaling["rope_type"] if scaling else "default"
                inverse, _ = ROPE_INIT_FUNCTIONS[kind](config, "cpu")
                cases.append({"head_dim": head_dim, "rope_theta": theta, "rope_scaling": scaling,
                              "inverse_frequencies": inverse.tolist()})
    (OUT / "rope_frequencies.json").write_text(json.dumps(cases) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    OUT.mkdir(parents=True, exist_ok=True)
    dtypes()
    rope()
