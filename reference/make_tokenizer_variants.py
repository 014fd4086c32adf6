#!/usr/bin/env python3
"""Tokenizers whose files transformers changes after loading, and the ids it then gives.

    python reference/make_tokenizer_variants.py src/test/resources/golden/tiny-llama-rm src/test/resources/golden/tokenizer_variants.json

Each variant is a merge patch (RFC 7396) on the small tokenizer's files.
"""
import json
import os
import sys
import tempfile

from transformers import AutoTokenizer

FILES = ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"]
TEXTS = ["Hello world", " it's  2\n\n", "<|im_start|>user\nhi<|im_end|>\n", "one the two", "", "her answer", "é😀"]
BYTE_LEVEL = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
VARIANTS = {
    "as it is": {},
    "padding and truncation in tokenizer.json are not used": {"tokenizer.json": {
        "truncation": {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0},
        "padding": {"strategy": {"Fixed": 20}, "direction": "Right", "pad_to_multiple_of": 0, "pad_id": 2, "pad_type_id": 0, "pad_token": "<|im_end|>"}}},
    "prefix space in tokenizer.json only": {"tokenizer.json": {"pre_tokenizer": BYTE_LEVEL}},
    "prefix space in both": {"tokenizer.json": {"pre_tokenizer": BYTE_LEVEL}, "tokenizer_config.json": {"add_prefix_space": True}},
    "prefix space in the configuration only": {"tokenizer.json": {"pre_tokenizer": {**BYTE_LEVEL, "add_prefix_space": False}}, "tokenizer_config.json": {"add_prefix_space": True}},
    "llama": {"tokenizer_config.json": {"tokenizer_class": "LlamaTokenizerFast"}},
    "llama with eos": {"tokenizer_config.json": {"tokenizer_class": "LlamaTokenizer", "add_eos_token": True}},
    "llama without bos": {"tokenizer.json": {"post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<|im_start|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
        "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}], "special_tokens": {"<|im_start|>": {"id": "<|im_start|>", "ids": [1], "tokens": ["<|im_start|>"]}}}},
        "tokenizer_config.json": {"tokenizer_class": "LlamaTokenizerFast", "add_bos_token": False}},
    "bos by the post-processor": {"tokenizer.json": {"post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<|im_start|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
        "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}], "special_tokens": {"<|im_start|>": {"id": "<|im_start|>", "ids": [1], "tokens": ["<|im_start|>"]}}}}},
    "special tokens in their own file": {"tokenizer_config.json": {"added_tokens_decoder": None, "eos_token": None, "pad_token": None, "bos_token": None},
        "special_tokens_map.json": {"eos_token": {"content": "<|endoftext|>", "lstrip": False, "normalized": False, "rstrip": False, "single_word": False}, "pad_token": None}},
    "that file is not read beside a newer configuration": {"special_tokens_map.json": {"eos_token": "<|endoftext|>", "pad_token": "<|endoftext|>"}},
    "tokens as objects": {"tokenizer_config.json": {"eos_token": {"__type": "AddedToken", "content": "<|endoftext|>", "lstrip": False, "normalized": False, "rstrip": False, "single_word": False}, "pad_token": None}},
    "an added token that only the configuration lists": {"tokenizer_config.json": {"added_tokens_decoder": {"274": {"content": "###", "lstrip": False, "normalized": False, "rstrip": True, "single_word": False, "special": True}}}},
    "a special token that is an ordinary one of the vocabulary": {"tokenizer_config.json": {"added_tokens_decoder": None, "additional_special_tokens": ["er"]}},
    "pad is null": {"tokenizer_config.json": {"pad_token": None}},
}


def merge(target, patch):
    if not isinstance(patch, dict):
        return patch
    target = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        else:
            target[key] = merge(target.get(key), value)
    return target


result = []
for name, patch in VARIANTS.items():
    with tempfile.TemporaryDirectory() as folder:
        for file in FILES:
            with open(os.path.join(sys.argv[1], file), encoding="utf-8") as source, open(os.path.join(folder, file), "w", encoding="utf-8") as target:
                json.dump(merge(json.load(source), patch.get(file, {})), target)
        tokenizer = AutoTokenizer.from_pretrained(folder)
        texts = TEXTS + ["a ###  b"] if "added token" in name else TEXTS
        pad = tokenizer.pad_token or tokenizer.eos_token
        result.append({"name": name, **patch, "pad": tokenizer.convert_tokens_to_ids(pad), "eos": tokenizer.eos_token,
            "variables":
                "|".join([tokenizer.special_tokens_map.get("bos_token", ""), tokenizer.special_tokens_map.get("unk_token", ""), str(tokenizer.special_tokens_map.get("additional_special_tokens", ""))]),
            "samples": [{"text": t, "ids": tokenizer(t)["input_ids"], "bare_ids": tokenizer(t, add_special_tokens=False)["input_ids"]} for t in texts]})
        print(name, "|", type(tokenizer).__name__, result[-1]["eos"], result[-1]["pad"], result[-1]["variables"], result[-1]["samples"][3]["ids"])
with open(sys.argv[2], "w", encoding="utf-8") as out:
    json.dump({"made_by": "transformers", "variants": result}, out, ensure_ascii=False, indent=1)
