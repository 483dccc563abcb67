#!/usr/bin/env python3
"""Writes Tests/CVectorMathTests/References/*.swift: exact values of the elementary functions at hard arguments.

Each entry is three hexadecimal words: the bits of the argument, of the correctly rounded result (doubles), and of the
exact result minus the rounded one, in units in the last place (a float).
"""

import math
import pathlib
import random
import struct

from mpmath import mp, mpf

mp.dps = 40
HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = HERE.parent.parent / "Tests" / "CVectorMathTests" / "References"
generator = random.Random(20)


def around(*centers, steps=(-2, -1, 0, 1, 2)):
    """Doubles a few units in the last place around each center."""
    result = []
    for center in centers:
        x = float(center)
        for step in steps:
            result.append(x + step * math.ulp(x))
    return result


def uniform(lowest, highest, count):
    return [generator.uniform(lowest, highest) for _ in range(count)]


def scales(lowest, highest, count, signs=(1, -1)):
    """Numbers of any magnitude 2^lowest ... 2^highest."""
    return [
        generator.choice(signs) * math.ldexp(generator.uniform(1, 2), generator.randint(lowest, highest))
        for _ in range(count)
    ]


tiny = scales(-1074, -20, 40) + [5e-324, -5e-324, 2.0**-1022, -(2.0**-1022), 2.0**-54, 2.0**-27, -(2.0**-28)]
positive = scales(-1074, 1023, 120, signs=(1,)) + [5e-324, 2.0**-1022, 1.7976931348623157e308]
half_log = [
    (k + 0.5) * mp.log(2) for k in (-1074, -1023, -1021, -500, -53, -3, -2, -1, 0, 1, 2, 52, 53, 54, 500, 1022)
]
quarter_turns = [
    k * mp.pi / 2 for k in list(range(1, 12)) + [101, 1000, 31415, 99999, 271828, 523306, 573204, 636618]
]
eighth_turns = [(2 * k + 1) * mp.pi / 4 for k in (0, 1, 2, 3, 50, 12345, 300000)]
angles = (
    tiny + around(*quarter_turns) + around(*eighth_turns, steps=(-1, 0, 1)) + uniform(-10, 10, 60)
    + uniform(-1e6, 1e6, 60) + scales(20, 1023, 30) + [1e6, -1e6, 1e22]
)
near_one = [
    math.copysign(1 - math.ldexp(generator.uniform(1, 2), -k), s) for k in range(2, 53, 2) for s in (1, -1)
]
unit = tiny + near_one + around(0.5, -0.5) + uniform(-1, 1, 120) + uniform(0.45, 0.55, 40) + [1.0, -1.0]

CASES = {
    "exp": (mp.exp, tiny + around(*half_log) + uniform(-745.1, 709.7, 80) + uniform(-745.1, -708, 20)
            + uniform(-1, 1, 40) + [709.782712893384, -745.1332191019411, -708.3964185322641]),
    "expm1": (mp.expm1, tiny + around(*half_log[7:]) + uniform(-45, 709.7, 60) + uniform(-2, 2, 120)
              + [709.782712893384]),
    "log": (mp.log, positive + around(1, math.sqrt(0.5), math.sqrt(2), 0.5, 2, 4 * math.sqrt(2))
            + uniform(0.5, 2, 120)),
    "log1p": (mp.log1p, tiny + scales(-20, 1023, 60, signs=(1,)) + around(math.sqrt(0.5) - 1, math.sqrt(2) - 1, 1, -0.5)
              + [-1 + 2.0**-k for k in (1, 2, 10, 30, 52, 53)] + uniform(-1, 3, 120)),
    "sin": (mp.sin, angles),
    "cos": (mp.cos, angles),
    "asin": (mp.asin, unit),
    "acos": (mp.acos, unit),
    "erf": (mp.erf, tiny + around(0.5, 1, -1) + uniform(-6, 6, 100) + uniform(-1.2, 1.2, 80) + [5.9, 6.1, 27, 1e5]),
    "erfc": (mp.erfc, tiny + around(0.5, -0.5, 1, 2.5) + uniform(-6, 27.2, 120) + uniform(0.4, 3, 80)
             + uniform(26, 27.2, 20)),
    "tanh": (mp.tanh, tiny + around(*half_log[9:12], 0.125, 1) + uniform(-20, 20, 60) + uniform(-2, 2, 100)
             + [22.0, 1e5]),
}


def word(x):
    return struct.pack(">d", x).hex()


def rounded(exact):
    """The nearest double, also among the subnormals, where mpmath's own conversion may round twice."""
    x = float(exact)
    neighbors = [x, math.nextafter(x, math.inf), math.nextafter(x, -math.inf)]
    return min((y for y in neighbors if math.isfinite(y)), key=lambda y: abs(mpf(y) - exact))


for name, (function, arguments) in CASES.items():
    entries = []
    for x in sorted(set(arguments)):
        mp.dps = 400 if abs(x) > 1e10 or 0 < abs(x) < 1e-10 else 60
        exact = function(mpf(x))
        if abs(exact) > 1.7976931348623157e308:
            continue
        y = rounded(exact)
        if y == 0 and x != 0 and name != "erfc":
            continue
        residual = float((exact - mpf(y)) / mpf(math.ulp(y)))
        entries.append(f"{word(x)} {word(y)} {struct.pack('>f', residual).hex()}")
    lines = ["  ".join(entries[i:i + 2]) for i in range(0, len(entries), 2)]
    body = "\n".join(f"        {line}" for line in lines)
    (OUTPUT / f"{name.capitalize()}.swift").write_text(
        "extension ReferenceTable {\n"
        f"    /// Exact values of {name}, written by Benchmarks/VectorMath/references.py.\n"
        f"    static let {name} = ReferenceTable(\n        \"\"\"\n{body}\n        \"\"\")\n}}\n")
    print(name, len(entries))
