"""Writes the Parquet files that the data tests read, with the rows they hold beside them as JSON Lines.

Run with the pinned reference (pyarrow 22.0.0, datasets 4.4.1) from the repository's root:
    python reference/make_parquet_fixtures.py
"""

import json
from pathlib import Path

import datasets
import pyarrow as pa
import pyarrow.parquet as pq

TARGET = Path("src/test/resources/golden/data")
TEXTS = ["Plain.", "Two\nlines", "Grüße, 世界 🐋", "", 'a "quoted" text', "x" * 300]


def question_rows(count):
    for i in range(count):
        yield {
            "system": None if i % 5 == 4 else "" if i % 3 == 0 else "You are helpful.",
            "question": f"Question {i}? {TEXTS[i % len(TEXTS)]}",
            "chosen": TEXTS[(i + 1) % len(TEXTS)],
            "rejected": TEXTS[(i + 2) % len(TEXTS)],
            "score": i / 7,  # a column that nobody reads
        }


def message_rows(count):
    for i in range(count):
        prompt = [{"role": "user", "content": f"Question {i}? {TEXTS[i % len(TEXTS)]}"}]
        if i % 2:
            prompt.insert(0, {"role": "system", "content": "You are helpful."})
        if i % 3 == 2:
            prompt += [{"role": "assistant", "content": "First reply"}, {"role": "user", "content": "And then?"}]
        yield {
            "prompt": prompt,
            "chosen": [{"role": "assistant", "content": TEXTS[(i + 1) % len(TEXTS)]}],
            "rejected": [{"role": "assistant", "content": TEXTS[(i + 2) % len(TEXTS)]}],
            "margin": (i * 7 % 11) / 10 - 0.3,
        }


def conversation_rows(count):
    for i in range(count):
        yield {
            "conversations": [
                {"from": "system", "value": "You are helpful."},
                {"from": "human", "value": f"Question {i}?"},
            ],
            "chosen": {"from": "gpt", "value": TEXTS[(i + 1) % len(TEXTS)]},
            "rejected": {"from": "gpt", "value": TEXTS[(i + 2) % len(TEXTS)]},
        }


def write_rows(name, rows):
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (TARGET / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    questions = list(question_rows(24))
    write_rows("questions", questions)
    table = pa.Table.from_pylist(questions)
    for codec in ["none", "snappy", "gzip", "zstd", "lz4"]:
        pq.write_table(table, TARGET / f"questions_{codec}.parquet", compression=codec, row_group_size=10)
    large = pa.schema([pa.field(f.name, pa.large_string() if f.type == pa.string() else f.type) for f in table.schema])
    pq.write_table(table.cast(large), TARGET / "questions_large_v2.parquet", data_page_version="2.0",
                   use_dictionary=False)

    messages = list(message_rows(24))
    write_rows("messages", messages)
    datasets.Dataset.from_list(messages).to_parquet(TARGET / "messages_datasets.parquet", batch_size=10)
    pq.write_table(pa.Table.from_pylist(messages), TARGET / "messages_zstd.parquet", compression="zstd")

    conversations = list(conversation_rows(8))
    write_rows("conversations", conversations)
    datasets.Dataset.from_list(conversations).to_parquet(TARGET / "conversations_datasets.parquet")

    broken = questions[:3] + [dict(questions[3], chosen=None)]
    pq.write_table(pa.Table.from_pylist(broken), TARGET / "null_chosen.parquet")


if __name__ == "__main__":
    main()
