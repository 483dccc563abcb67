"""Nanoseconds per element of NumPy and SciPy for the functions of throughput.c, same lengths and ranges."""

import time

import numpy as np

try:
    from scipy import special
except ImportError:
    special = None

LENGTH, COORDINATES, SECONDS = 4096, 8, 0.01
generator = np.random.default_rng(1)


def nanoseconds(call):
    calls, start = 0, time.perf_counter()
    while True:
        for _ in range(16):
            call()
        calls += 16
        elapsed = time.perf_counter() - start
        if elapsed > SECONDS:
            return elapsed * 1e9 / (calls * LENGTH)


def report(name, call):
    print(name, f"{nanoseconds(call):.4f}")


out, out2 = np.empty(LENGTH), np.empty(LENGTH)
ELEMENTARY = [
    ("exp", np.exp, -20, 0), ("expm1", np.expm1, -2, 2), ("log", np.log, 0.001, 100), ("log1p", np.log1p, -0.5, 10),
    ("sin", np.sin, -50, 50), ("cos", np.cos, -50, 50), ("asin", np.arcsin, -1, 1), ("acos", np.arccos, -1, 1),
    ("sqrt", np.sqrt, 0, 100), ("tanh", np.tanh, -4, 4),
]
if special is not None:
    ELEMENTARY += [("erf", special.erf, -4, 4), ("erfc", special.erfc, -2, 8)]
for name, function, lowest, highest in ELEMENTARY:
    x = generator.uniform(lowest, highest, LENGTH)
    report(name, lambda: function(x, out=out))

angle = generator.uniform(-50, 50, LENGTH)
report("sincos", lambda: (np.sin(angle, out=out), np.cos(angle, out=out2)))
report("cosine_row", lambda: np.cos(1.5 * angle + 0.25, out=out))

s = generator.uniform(0, 40, LENGTH)
report("squared_exponential", lambda: np.exp(-0.5 * s, out=out))
report("matern12", lambda: np.exp(-np.sqrt(s), out=out))


def matern32():
    a = np.sqrt(3) * np.sqrt(s)
    return (1 + a) * np.exp(-a)


def matern52():
    a = np.sqrt(5) * np.sqrt(s)
    return (1 + a + s * (5 / 3)) * np.exp(-a)


def matern52_value_slope():
    a = np.sqrt(5) * np.sqrt(s)
    decay = np.exp(-a)
    return (1 + a + s * (5 / 3)) * decay, (-5 / 6) * (1 + a) * decay


report("matern32", matern32)
report("matern52", matern52)
report("matern52_value_slope", matern52_value_slope)
report("rational_quadratic", lambda: (1 + s / 4) ** -2.0)

second = generator.random(LENGTH)
points = np.asfortranarray(generator.random((LENGTH, COORDINATES)))
center, weights = generator.random(COORDINATES), generator.random(COORDINATES)
report("multiply", lambda: np.multiply(s, second, out=out))
report("multiply_add", lambda: np.add(out, s * second, out=out))
report("evidence_adjoint", lambda: np.multiply(second * 0.5 - s, 0.5, out=out))
report("sum", lambda: s.sum())
report("dot", lambda: s @ second)
report("squared_distances_8", lambda: (((points - center) * weights) ** 2).sum(axis=1))
report("weighted_squared_differences_8", lambda: s @ (points - center) ** 2)
