#!/usr/bin/env python3
"""Writes distributions.json: values of the numeric functions over a wide grid.

The values are scipy's, written with scipy 1.17.1. Each was compared with mpmath 1.4.1 at 35
digits or more; where the two differ by more than 1e-12, the row has mpmath's value and ends in "mpmath".
Usage: make_fixtures.py > distributions.json, with scipy and mpmath installed.
"""

import itertools
import json
import math
import sys

import mpmath
import scipy
from scipy import special, stats

SMALLEST = 1e-290

SHAPES = [0.1, 0.5, 1, 1.5, 3, 10.5, 41, 100, 1e3, 1e4, 1e5, 1e6]
RATIOS = [1e-6, 0.01, 0.1, 0.5, 0.9, 0.99, 1, 1.01, 1.1, 1.5, 2, 5, 40]
PARTS = [1e-200, 1e-50, 1e-12, 1e-4, 0.005, 0.025, 0.3, 0.5, 0.7, 0.975, 0.995, 0.9999]
BETA_SHAPES = [0.1, 0.5, 1, 2, 12.5, 57, 300, 5e3, 1e5]
DEVIATIONS = [-30, -8, -3, -1, 0, 0.5, 2, 5, 20]


def end():
    """Where a series may stop."""
    return mpmath.mpf(10) ** -mpmath.mp.dps


def lower_gamma(a, x):
    """The series of positive terms."""
    a, x = mpmath.mpf(a), mpmath.mpf(x)
    total, term, n = mpmath.mpf(1), mpmath.mpf(1), 0
    while term > total * end():
        n += 1
        term *= x / (a + n)
        total += term
    return total * mpmath.exp(a * mpmath.log(x) - x - mpmath.loggamma(a + 1))


def upper_gamma(a, x):
    return 1 - lower_gamma(a, x)


def lower_beta(a, b, x, y):
    """The series of positive terms up to the middle, 1 minus the other side from there."""
    a, b = mpmath.mpf(a), mpmath.mpf(b)
    if x > 0.5:
        return 1 - lower_beta(b, a, y, x)
    weight = mpmath.exp(
        a * mpmath.log(x) + b * mpmath.log(y) - mpmath.log(a) - mpmath.loggamma(a)
        - mpmath.loggamma(b) + mpmath.loggamma(a + b))
    total, term, n = mpmath.mpf(1), mpmath.mpf(1), 0
    while term > total * end():
        term *= (a + b + n) * x / (a + 1 + n)
        total += term
        n += 1
    return weight * total


def row(function, arguments, value, exact):
    """One line of the table, or None where the value is too small to have all its digits, or 1.

    `exact` is a function of no arguments, as it takes long.
    """
    value = float(value)
    if not SMALLEST < abs(value) < 1e300 or value == 1:
        return None
    # What is 1 minus something keeps its digits only if there are enough to lose.
    with mpmath.workdps(35 + max(0, int(-math.log10(abs(value))))):
        exact = float(exact())
    if abs(value - exact) > 1e-12 * abs(exact):
        return [function, *arguments, exact, "mpmath"]
    return [function, *arguments, value]


def gamma_rows():
    for exponent in range(-32, 29):
        x = 10 ** (exponent / 4)
        yield row("logGamma", [x], special.gammaln(x), lambda: mpmath.loggamma(x))
    for x in [0.999999, 1.000001, 1.25, 1.499, 1.501, 1.75, 1.999, 2.001, 2.4, 2.6, 9.9, 10.1]:
        yield row("logGamma", [x], special.gammaln(x), lambda: mpmath.loggamma(x))
    for a, ratio in itertools.product(SHAPES, RATIOS):
        x = a * ratio
        if a <= 1e5:
            yield row("gammaLower", [a, x], special.gammainc(a, x), lambda: lower_gamma(a, x))
            yield row("gammaUpper", [a, x], special.gammaincc(a, x), lambda: upper_gamma(a, x))
    for a, p in itertools.product(SHAPES, PARTS):
        for name, start, tail, slope in [
            ("gammaBelow", special.gammaincinv(a, p), lower_gamma, 1),
            ("gammaAbove", special.gammainccinv(a, p), upper_gamma, -1),
        ]:
            if a <= 1e4 and start > SMALLEST:
                yield row(name, [a, p], start, lambda: polished(start, tail, slope, a, p))


def digits(p):
    return mpmath.workdps(40 - int(math.log10(p)))


def polished(start, tail, slope, a, p):
    """Newton's steps on scipy's answer, along the logarithm of the tail."""
    with digits(p):
        x = mpmath.mpf(float(start))
        for _ in range(2):
            density = mpmath.exp((a - 1) * mpmath.log(x) - x - mpmath.loggamma(a))
            part = tail(a, x)
            x -= slope * part * mpmath.log(part / p) / density
        return x


def beta_rows():
    for a, b in itertools.product(BETA_SHAPES, BETA_SHAPES):
        spread = (a * b / (a + b) ** 2 / (a + b + 1)) ** 0.5
        places = {a / (a + b) + k * spread for k in DEVIATIONS} | {1e-5, 0.5, 0.999}
        for x in sorted(x for x in places if 0 < x < 1):
            low = lambda: lower_beta(a, b, mpmath.mpf(x), 1 - mpmath.mpf(x))
            high = lambda: lower_beta(b, a, 1 - mpmath.mpf(x), mpmath.mpf(x))
            yield row("betaLower", [a, b, x], special.betainc(a, b, x), low)
            yield row("betaUpper", [a, b, x], special.betaincc(a, b, x), high)
        for p in [1e-50, 1e-12, 1e-4, 0.025, 0.3, 0.5, 0.7, 0.975, 0.9999]:
            start = special.betaincinv(a, b, p)
            if SMALLEST < start < 1 - 1e-12:
                yield row("betaBelow", [a, b, p], start, lambda: polished_beta(start, a, b, p))


def polished_beta(start, a, b, p):
    with digits(p):
        x, a, b = mpmath.mpf(float(start)), mpmath.mpf(a), mpmath.mpf(b)
        scale = mpmath.loggamma(a + b) - mpmath.loggamma(a) - mpmath.loggamma(b)
        for _ in range(2):
            density = mpmath.exp(scale + (a - 1) * mpmath.log(x) + (b - 1) * mpmath.log(1 - x))
            part = lower_beta(a, b, x, 1 - x)
            x -= part * mpmath.log(part / p) / density
        return x


def normal_rows():
    for step in range(-148, 149, 4):
        z = step / 4
        yield row("normalBelow", [z], special.ndtr(z), lambda: mpmath.ncdf(z))
    for p in [1e-250, 1e-30, 1e-9, 0.001, 0.025, 0.2, 0.26, 0.4, 0.4999, 0.51, 0.74, 0.9, 0.999]:
        start = float(special.ndtri(p))
        yield row("normalQuantile", [p], start, lambda: polished_normal(start, p))


def polished_normal(z, p):
    with digits(p):
        z = mpmath.mpf(z)
        for _ in range(2):
            z -= (mpmath.ncdf(z) - p) / mpmath.npdf(z)
        return z


def count_rows():
    for mean in [0.01, 0.5, 3, 24, 365, 2e4]:
        for k in sorted({max(0, round(mean + d * mean**0.5)) for d in DEVIATIONS}):
            low = lambda: upper_gamma(k + 1, mean)
            high = lambda: lower_gamma(k, mean)
            yield row("poissonAtMost", [k, mean], stats.poisson.cdf(k, mean), low)
            if k > 0:
                yield row("poissonAtLeast", [k, mean], stats.poisson.sf(k - 1, mean), high)
    for n, chance in itertools.product([1, 5, 56, 1000, 40_000], [0.001, 0.2, 0.5956, 0.9]):
        spread = (n * chance * (1 - chance)) ** 0.5
        for k in sorted({round(n * chance + d * spread) for d in DEVIATIONS}):
            if 0 < k < n:
                p = mpmath.mpf(chance)
                high = lambda: lower_beta(k, n - k + 1, p, 1 - p)
                low = lambda: lower_beta(n - k, k + 1, 1 - p, p)
                yield row("binomialAtMost", [k, n, chance], stats.binom.cdf(k, n, chance), low)
                yield row("binomialAtLeast", [k, n, chance], stats.binom.sf(k - 1, n, chance), high)
    for degrees, value in itertools.product([1, 2, 7, 149, 3000], [1e-6, 0.5, 4, 100, 1400, 4000]):
        exact = lambda: upper_gamma(mpmath.mpf(degrees) / 2, mpmath.mpf(value) / 2)
        yield row("chiSquareAbove", [degrees, value], stats.chi2.sf(value, degrees), exact)


def main():
    assert scipy.__version__ == "1.17.1", scipy.__version__
    rows = [*gamma_rows(), *beta_rows(), *normal_rows(), *count_rows()]
    rows = [row for row in rows if row is not None]
    lines = ",\n".join("  " + json.dumps(row) for row in rows)
    sys.stdout.write('{ "scipy": "1.17.1", "rows": [\n' + lines + "\n] }\n")
    print(len(rows), "rows", sum(row[-1] == "mpmath" for row in rows), "mpmath", file=sys.stderr)


if __name__ == "__main__":
    main()
