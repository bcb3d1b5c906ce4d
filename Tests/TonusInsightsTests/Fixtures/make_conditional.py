#!/usr/bin/env python3
"""Writes conditional.json: odds ratios of matched sets by conditional logistic regression.

The likelihood is that of statsmodels 0.15.0 (ConditionalLogit). Its own fit stops after four digits and its
hessian is a coarse difference, so the root of its score is found by scipy 1.17.1, and the slope there from
five points. A set is whether the case was exposed, how many controls were, and how many
controls there are.
Usage: make_conditional.py > conditional.json, with statsmodels installed.
"""

import json
import math

import numpy
import statsmodels
from scipy import optimize, stats
from statsmodels.discrete.conditional_models import ConditionalLogit

KINDS = [
    ("a few", 30, 0.5, 0.25), ("many", 200, 0.3, 0.15), ("rare", 60, 0.12, 0.05),
    ("protective", 120, 0.15, 0.35), ("nothing", 150, 0.3, 0.3),
]


def fitted(sets):
    rows = []
    for group, (case, exposed, controls) in enumerate(sets):
        rows.append((1, case, group))
        rows += [(0, int(control < exposed), group) for control in range(controls)]
    y, x, groups = (numpy.array(column) for column in zip(*rows))
    model = ConditionalLogit(y, x[:, None].astype(float), groups=groups)
    score = lambda beta: float(model.score(numpy.array([beta]))[0])
    beta = optimize.brentq(score, -10, 10, xtol=1e-15, rtol=1e-14)
    return {
        "ratio": math.exp(beta), "logError": information(score, beta) ** -0.5,
        "scorePValue": float(stats.chi2.sf(score(0) ** 2 / information(score, 0), 1)),
    }


def information(score, beta, step=2e-3):
    """Minus the slope of the score, from four points around."""
    near, far = (score(beta + d) - score(beta - d) for d in (step, 2 * step))
    return -(8 * near - far) / (12 * step)


def main():
    assert statsmodels.__version__ == "0.15.0", statsmodels.__version__
    random = numpy.random.default_rng(20261126)
    cases = []
    for name, count, of_cases, of_controls in KINDS:
        sets = []
        for _ in range(count):
            controls = int(random.integers(1, 5))
            case = int(random.random() < of_cases)
            sets.append([case, int((random.random(controls) < of_controls).sum()), controls])
        cases.append({"name": name, "sets": sets, **fitted(sets)})
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    print('{ "statsmodels": "0.15.0", "cases": [\n' + lines + "\n] }")


if __name__ == "__main__":
    main()
