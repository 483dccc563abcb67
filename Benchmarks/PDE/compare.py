"""The default solver beside classical ones, alternating in one run.

    python Benchmarks/PDE/compare.py PATH_TO_PDE [rounds, 7]

PATH_TO_PDE is the program of this folder. Peers, all on one thread: chebfun (PyPI, module chebpy; u'' = f as two cumulative
sums), second-order finite differences (SciPy's banded solver), and in two variables dense Chebyshev collocation by one
eigendecomposition (NumPy). Each round runs every contestant once more; the table holds medians and ratios of medians.
Errors are |u - exact| / |exact| on 300 points a variable. The times of the default solver include its residual, error band,
frequencies and the comparison with the exact solution; those of the peers the solve and its values on the same points.
"""

import json
import os
import statistics
import subprocess
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np
import scipy.linalg
from chebpy import chebfun

ONE = {
    "single sine": (2 * np.pi, lambda x: np.sin(100 * x), lambda x: -1e4 * np.sin(100 * x), 400),
    "mixed sines": (
        1.0,
        lambda x: np.sin(x) + 0.1 * np.sin(20 * x) + 0.05 * np.sin(100 * x),
        lambda x: -np.sin(x) - 40 * np.sin(20 * x) - 500 * np.sin(100 * x),
        900,
    ),
    "peak": (
        1.0,
        lambda x: np.exp(-300 * (x - 0.61) ** 2),
        lambda x: (360000 * (x - 0.61) ** 2 - 600) * np.exp(-300 * (x - 0.61) ** 2),
        400,
    ),
}


def relative(found, truth):
    return float(np.linalg.norm(found - truth) / np.linalg.norm(truth))


def by_chebfun(upper, exact, source, x):
    v = chebfun(source, [0, upper]).cumsum().cumsum()
    ends = v(np.array([0.0, upper]))
    low, high = exact(0.0) - ends[0], exact(upper) - ends[1]
    return v(x) + low + (high - low) * x / upper


def by_differences(upper, exact, source, x, count):
    grid = np.linspace(0, upper, count)
    h = grid[1] - grid[0]
    right = source(grid[1:-1]) * h * h
    right[0] -= exact(0.0)
    right[-1] -= exact(upper)
    band = np.ones((3, count - 2))
    band[1] = -2
    u = np.concatenate([[exact(0.0)], scipy.linalg.solve_banded((1, 1), band, right), [exact(upper)]])
    return np.interp(x, grid, u)


def second_derivative(n, upper):
    k = np.arange(n + 1)
    x = np.sin(np.pi * (n - 2 * k) / (2 * n))
    c = np.ones(n + 1)
    c[[0, n]] = 2
    c *= (-1.0) ** k
    d = x[:, None] - x[None, :] + np.eye(n + 1)
    first = np.outer(c, 1 / c) / d
    np.fill_diagonal(first, 0)
    np.fill_diagonal(first, -first.sum(axis=1))
    return 0.5 * upper * (1 + x), first @ first * (2 / upper) ** 2


def by_dense_chebyshev(upper, source, n):
    """u = 0 on all sides; values on the collocation grid."""
    x, d2 = second_derivative(n, upper)
    values, vectors = np.linalg.eig(d2[1:-1, 1:-1])
    values, vectors = values.real, vectors.real
    f = source(x[1:-1, None], x[None, 1:-1])
    inverse = np.linalg.inv(vectors)
    w = inverse @ f @ inverse.T / (values[:, None] + values[None, :])
    return x, vectors @ w @ vectors.T


def timed(body):
    start = time.perf_counter()
    result = body()
    return 1e3 * (time.perf_counter() - start), result


def main():
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 7
    times, errors = {}, {}

    def book(problem, who, milliseconds, error):
        times.setdefault(problem, {}).setdefault(who, []).append(milliseconds)
        errors.setdefault(problem, {})[who] = error

    for _ in range(rounds):
        out = subprocess.run([program, "time"], capture_output=True, text=True, check=True).stdout
        for line in out.splitlines():
            row = json.loads(line)
            book(row["problem"], "Mercer", row["milliseconds"], row["error"])
        for name, (upper, exact, source, count) in ONE.items():
            x = np.linspace(0, upper, 300)
            ms, u = timed(lambda: by_chebfun(upper, exact, source, x))
            book(name, "chebfun", ms, relative(u, exact(x)))
            ms, u = timed(lambda: by_differences(upper, exact, source, x, count))
            book(name, f"differences {count}", ms, relative(u, exact(x)))
        for name, k, n in (("sine times sine", 100, 420), ("low sine times sine", 20, 110)):
            upper = 2 * np.pi
            source = lambda x, y: -2 * k * k * np.sin(k * x) * np.sin(k * y)
            ms, (x, u) = timed(lambda: by_dense_chebyshev(upper, source, n))
            truth = np.sin(k * x[1:-1, None]) * np.sin(k * x[None, 1:-1])
            book(name, f"dense Chebyshev {n}", ms, relative(u, truth))

    print("| problem | solver | ms, median | error | times Mercer |")
    print("|---|---|---|---|---|")
    for problem, rows in times.items():
        base = statistics.median(rows["Mercer"])
        for who, values in rows.items():
            median = statistics.median(values)
            print(f"| {problem} | {who} | {median:.2f} | {errors[problem][who]:.1e} | {median / base:.2f} |")


main()
