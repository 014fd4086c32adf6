"""Writes the golden values of the evaluation's statistics, computed with numpy.

    python reference/make_statistics_cases.py

The Java code uses closed forms and running sums; where there is a choice this program takes another road to the same number: the
Wilson bounds as roots of their quadratic, the log-loss by logaddexp, bins by numpy's histogram.
"""
import json
import pathlib
from statistics import NormalDist

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / "src/test/resources/golden/statistics/cases.json"
Z = NormalDist().inv_cdf(0.975)


def wilson(hits, n):
    """(share - p)^2 = z^2 p (1 - p) / n, solved for p."""
    share = hits / n
    low, high = sorted(np.roots([1 + Z * Z / n, -2 * share - Z * Z / n, share * share]).real)
    return [float(share), float(low), float(high)]


def spread(values):
    return [float(np.mean(values)), float(np.median(values)), float(np.std(values))]


def calibration(margin):
    p = 1 / (1 + np.exp(-np.clip(margin, -700, 700)))
    confidence = np.maximum(p, 1 - p)
    right = margin > 0
    edges = np.linspace(0.5, 1, 11)
    counts = np.histogram(confidence, edges)[0]
    sums = np.histogram(confidence, edges, weights=confidence)[0]
    hits = np.histogram(confidence, edges, weights=right.astype(float))[0]
    return float(np.abs(sums - hits).sum() / len(margin)), counts.tolist()


def terciles(margin, difference):
    low, high = np.quantile(difference, [1 / 3, 2 / 3])
    groups = [difference <= low, (difference > low) & (difference <= high), difference > high]
    return [[int(g.sum()), int((margin[g] > 0).sum())] for g in groups]


def case(name, chosen, rejected, chosen_tokens, rejected_tokens):
    chosen, rejected = np.asarray(chosen, np.float64), np.asarray(rejected, np.float64)
    chosen_tokens, rejected_tokens = np.asarray(chosen_tokens), np.asarray(rejected_tokens)
    n = len(chosen)
    margin = chosen - rejected
    difference = chosen_tokens - rejected_tokens
    error, counts = calibration(margin)
    order = [int(i) for i in np.lexsort((np.arange(n), margin)) if margin[i] < 0][:10]
    return {
        "name": name,
        "chosen": chosen.tolist(), "rejected": rejected.tolist(),
        "chosen_tokens": chosen_tokens.tolist(), "rejected_tokens": rejected_tokens.tolist(),
        "expected": {
            "accuracy": wilson(int((margin > 0).sum()), n),
            "ties": int((margin == 0).sum()),
            "chosen": spread(chosen), "rejected": spread(rejected),
            "margin": np.quantile(margin, [0, .05, .25, .5, .75, .95, 1]).tolist(),
            "log_loss": float(np.logaddexp(0, -margin).mean()),
            "calibration_error": error, "calibration_counts": counts,
            "terciles": terciles(margin, difference),
            "longer_wins": wilson(int((difference > 0).sum()), n),
            "shorter_wins": wilson(int((difference < 0).sum()), n),
            "equal_lengths": int((difference == 0).sum()),
            "mistakes": order,
        },
    }


def main():
    rng = np.random.default_rng(20260101)
    cases = []
    for name, n, shift, scale in [("useful", 211, 1.0, 1.3), ("overconfident", 97, 1.0, 8.0), ("no better than chance", 60, 0.0, 0.2)]:
        rejected = rng.normal(0, scale, n)
        # As the engine gives them: fp32 values in doubles.
        chosen = (rejected + rng.normal(shift, scale, n)).astype(np.float32)
        rejected = rejected.astype(np.float32)
        chosen[5] = rejected[5]
        cases.append(case(name, chosen, rejected, rng.integers(1, 400, n), rng.integers(1, 400, n)))
    cases.append(case("one pair", [0.5], [0.25], [3], [4]))
    cases.append(case("all ties, equal lengths", [0.0] * 7, [0.0] * 7, [5] * 7, [5] * 7))
    cases.append(case("huge margins", [1e4, -1e4, 800, -3], [-1e4, 1e4, -800, 2], [1, 2, 3, 4], [4, 3, 2, 1]))
    cases.append(case("all right", [2, 3, 4, 5], [1, 1, 1, 1], [9, 9, 1, 9], [1, 1, 2, 9]))
    cases.append(case("few distinct lengths", rng.normal(1, 1, 30), rng.normal(0, 1, 30), rng.integers(1, 4, 30), rng.integers(1, 4, 30)))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps({"written_by": "reference/make_statistics_cases.py, numpy " + np.__version__, "cases": cases}) + "\n")


main()
