#!/usr/bin/env python3
"""Minimax polynomials of CVectorMath, by Remez' exchange in 60 digits.

Prints Sources/CVectorMath/Coefficients.h; run it again after a change of a degree or an interval.
Each entry is (name, function, weight, lowest, highest, degree): the polynomial p of that degree minimises
max |weight(x) (p(x) - function(x))|, with the weight chosen so that this is the relative error of the result.
"""

from mpmath import mp, mpf, asin, atanh, cos, erf, erfc, exp, lu_solve, matrix, pi, sin, sqrt

mp.dps = 60


def remez(function, weight, lowest, highest, degree):
    a, b, count = mpf(lowest), mpf(highest), degree + 2
    nodes = [(a + b) / 2 - (b - a) / 2 * cos(pi * i / (count - 1)) for i in range(count)]
    steps = 40 * count
    grid = [(a + b) / 2 - (b - a) / 2 * cos(pi * (i + mpf(1) / 2) / steps) for i in range(steps)]
    grid = [a] + grid + [b]
    floor = max(weight(x) for x in grid) / 10000  # keeps the exchange regular where the weight vanishes
    values = [(x, function(x), weight(x) + floor) for x in grid]
    for _ in range(12):
        rows = matrix(count, count)
        right = matrix(count, 1)
        for i, x in enumerate(nodes):
            for j in range(degree + 1):
                rows[i, j] = x**j
            rows[i, degree + 1] = (-1) ** i / (weight(x) + floor)
            right[i] = function(x)
        solution = lu_solve(rows, right)
        coefficients = [solution[j] for j in range(degree + 1)]
        errors = []
        for x, f, w in values:
            p = mpf(0)
            for c in reversed(coefficients):
                p = p * x + c
            errors.append(w * (p - f))
        extrema = []
        for i, e in enumerate(errors):
            if extrema and (errors[extrema[-1]] > 0) == (e > 0):
                if abs(e) > abs(errors[extrema[-1]]):
                    extrema[-1] = i
            else:
                extrema.append(i)
        while len(extrema) > count:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        largest = max(abs(e) for e in errors)
        if len(extrema) < count:
            break
        nodes = [grid[i] for i in extrema]
        if largest < abs(solution[degree + 1]) * mpf("1.001"):
            break
    return coefficients, largest


def near_zero(closed, expansion, radius):
    """`closed`, replaced within `radius` of zero by the power series `expansion`."""

    def value(x):
        if abs(x) > radius:
            return closed(x)
        return sum(c * x**i for i, c in enumerate(expansion))

    return value


fact = mp.factorial
exponential = near_zero(lambda r: (exp(r) - 1 - r) / r**2, [1 / fact(i + 2) for i in range(30)], mpf("0.05"))
logarithm = near_zero(
    lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z, [mpf(2) / (2 * i + 3) for i in range(40)], mpf("0.01"))
sine = near_zero(
    lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, [(-1) ** (i + 1) / fact(2 * i + 3) for i in range(25)], mpf("0.1"))
cosine = near_zero(
    lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, [(-1) ** i / fact(2 * i + 4) for i in range(25)], mpf("0.1"))
arcsine = near_zero(
    lambda u: (asin(sqrt(u)) / sqrt(u) - 1) / u,
    [fact(2 * i) / (mpf(4) ** i * fact(i) ** 2 * (2 * i + 1)) for i in range(1, 60)], mpf("0.05"))
error_function = near_zero(
    lambda z: erf(sqrt(z)) / sqrt(z) - 1,
    [2 / sqrt(pi) * (-1) ** i / (fact(i) * (2 * i + 1)) - (1 if i == 0 else 0) for i in range(40)], mpf("0.1"))

# exp(x^2) erfc(x) (x + SHIFT) as a function of t = SLOPE / (x + SHIFT) + OFFSET, in [-1, 1] for x in [1/2, 28].
# SLOPE and OFFSET have few bits, so that their products with a short number are exact.
SHIFT = mpf("2.5")
LOW, HIGH = 1 / (28 + SHIFT), 1 / (mpf("0.5") + SHIFT)
SLOPE = mpf(int(2 / (HIGH - LOW) * 2**20)) / 2**20
OFFSET = -mpf(int((HIGH + LOW) / (HIGH - LOW) * 2**20)) / 2**20


def complementary(t):
    x = SLOPE / (t - OFFSET) - SHIFT
    return exp(x * x) * erfc(x) * (x + SHIFT)


h = mp.log(2) / 2 * mpf("1.0001")
quarter = pi / 4 * mpf("1.0001")
top = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2
one = lambda x: mpf(1)

TABLE = [
    ("exp", "(exp(r) - 1 - r) / r^2, |r| <= log(2) / 2: of expm1, ",
     exponential, lambda r: abs(r) / (1 + r * exponential(r)), -h, h, 10),
    ("log", "(2 atanh(s) / s - 2) / s^2 in s^2, s^2 <= 0.0295: ",
     logarithm, lambda z: z / 2, 0, top, 6),
    ("sin", "(sin(r) / r - 1) / r^2 in r^2, r <= pi / 4: ",
     sine, lambda z: z / (1 + z * sine(z)), 0, quarter**2, 5),
    ("cos", "(cos(r) - 1 + r^2 / 2) / r^4 in r^2, r <= pi / 4: ",
     cosine, lambda z: z**2 / cos(sqrt(z)), 0, quarter**2, 5),
    ("asin", "(asin(t) / t - 1) / t^2 in t^2, t <= 1/2: ",
     arcsine, lambda u: u / (1 + u * arcsine(u)), 0, mpf("0.25"), 11),
    ("erf", "erf(x) / x - 1 in x^2, x <= 1: ",
     error_function, lambda z: 1 / (1 + error_function(z)), 0, 1, 12),
    ("erfcx", "exp(x^2) erfc(x) (x + 2.5) in t, 1/2 <= x <= 28: ",
     complementary, lambda t: 1 / complementary(t), -1, 1, 20),
]

def constant(name, value):
    print(f"static const double {name} = {float(value).hex()};")


def parts(name, value, widths):
    """Declares name_1, name_2, ...: leading parts cut after the given number of bits, the last one rounded."""
    for i, width in enumerate(widths):
        part = value
        if i < len(widths) - 1:
            unit = mpf(2) ** (mp.floor(mp.log(value, 2)) + 1 - width)
            part = mp.floor(value / unit) * unit
        constant(f"{name}_{i + 1}", part)
        value -= mpf(float(part))


if __name__ == "__main__":

    print("// Minimax polynomials, lowest power first. Written by Benchmarks/VectorMath/coefficients.py.")
    print("#ifndef CV_COEFFICIENTS_H\n#define CV_COEFFICIENTS_H")
    for name, comment, function, weight, lowest, highest, degree in TABLE:
        coefficients, error = remez(function, weight, lowest, highest, degree)
        print(f"\n// {comment}relative error {mp.nstr(error, 2)}.")
        print(f"static const double {name}_coefficients[] = {{")
        for c in coefficients:
            print(f"    {float(c).hex()},")
        print("};")
    print("\n// t = erfcx_slope / (x + 2.5) + erfcx_offset.")
    constant("erfcx_slope", SLOPE)
    constant("erfcx_offset", OFFSET)
    print("\n// log(2) in two parts, the first of 42 bits: its products with exponents are exact.")
    parts("log_two", mp.log(2), [42, 53])
    print("\n// pi / 2 in three parts, the first two of 33 bits: their products with integers below 2^20 are exact.")
    parts("half_pi", pi / 2, [33, 33, 53])
    print("\n// pi / 2 in two full parts.")
    parts("quarter_turn", pi / 2, [53, 53])
    constant("log2_e", 1 / mp.log(2))
    constant("two_over_pi", 2 / pi)
    print("\n#endif")
