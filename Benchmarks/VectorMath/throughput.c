// Nanoseconds per element of CVectorMath and of plain loops over the C library, one line a function:
//   name cv_nanoseconds libm_nanoseconds     (- where the C library has no such function)
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "CVectorMath.h"

enum { length = 4096, coordinates = 8 };
static const double seconds_per_measurement = 0.01;

static double in[length], second[length], out[length], out2[length], points[length * coordinates];
static volatile double sink;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double uniform(void) {
    static uint64_t state = 88172645463325252ull;
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (state >> 11) * 0x1p-53;
}

static void fill(double lowest, double highest) {
    for (int i = 0; i < length; i++) in[i] = lowest + (highest - lowest) * uniform();
}

#define NANOSECONDS(result, ...)                                              \
    do {                                                                      \
        long calls = 0;                                                       \
        double start = now(), elapsed;                                        \
        do {                                                                  \
            for (int repeat = 0; repeat < 16; repeat++) {                     \
                __VA_ARGS__;                                                  \
                __asm__ volatile("" ::: "memory");                            \
            }                                                                 \
            calls += 16;                                                      \
            elapsed = now() - start;                                          \
        } while (elapsed < seconds_per_measurement);                          \
        result = elapsed * 1e9 / ((double)calls * length);                    \
    } while (0)

#define ELEMENTARY(name, lowest, highest)                                                      \
    do {                                                                                       \
        double ours, theirs;                                                                   \
        fill(lowest, highest);                                                                 \
        NANOSECONDS(ours, cv_##name(out, in, length));                                         \
        NANOSECONDS(theirs, for (int i = 0; i < length; i++) out[i] = name(in[i]));            \
        printf("%s %.4f %.4f\n", #name, ours, theirs);                                         \
    } while (0)

#define OURS(name, ...)                       \
    do {                                      \
        double ours;                          \
        NANOSECONDS(ours, __VA_ARGS__);         \
        printf("%s %.4f -\n", name, ours);    \
    } while (0)

int main(void) {
    ELEMENTARY(exp, -20, 0);
    ELEMENTARY(expm1, -2, 2);
    ELEMENTARY(log, 0.001, 100);
    ELEMENTARY(log1p, -0.5, 10);
    ELEMENTARY(sin, -50, 50);
    ELEMENTARY(cos, -50, 50);
    ELEMENTARY(asin, -1, 1);
    ELEMENTARY(acos, -1, 1);
    ELEMENTARY(erf, -4, 4);
    ELEMENTARY(erfc, -2, 8);
    ELEMENTARY(sqrt, 0, 100);
    ELEMENTARY(tanh, -4, 4);

    fill(-50, 50);
    double sincos_libm;
    NANOSECONDS(sincos_libm, for (int i = 0; i < length; i++) out[i] = sin(in[i]), out2[i] = cos(in[i]));
    double sincos_ours;
    NANOSECONDS(sincos_ours, cv_sincos(out, out2, in, length));
    printf("sincos %.4f %.4f\n", sincos_ours, sincos_libm);
    OURS("cosine_row", cv_cosine_row(out, in, 1.5, 0.25, length));

    fill(0, 40);
    OURS("squared_exponential", cv_squared_exponential(out, in, length));
    OURS("matern12", cv_matern12(out, in, length));
    OURS("matern32", cv_matern32(out, in, length));
    OURS("matern52", cv_matern52(out, in, length));
    OURS("matern52_value_slope", cv_matern52_value_slope(out, out2, in, length));
    OURS("rational_quadratic", cv_rational_quadratic(out, in, 2, length));

    for (int i = 0; i < length; i++) second[i] = uniform();
    for (int i = 0; i < length * coordinates; i++) points[i] = uniform();
    double weights[coordinates], center[coordinates], total[coordinates] = {0};
    for (int c = 0; c < coordinates; c++) weights[c] = uniform(), center[c] = uniform();
    OURS("multiply", cv_multiply(out, in, second, length));
    OURS("multiply_add", cv_multiply_add(out, in, second, length));
    OURS("evidence_adjoint", cv_evidence_adjoint(out, in, second, 0.5, length));
    OURS("sum", sink = cv_sum(in, length));
    OURS("dot", sink = cv_dot(in, second, length));
    OURS("squared_distances_8", cv_squared_distances(out, points, length, center, 1, weights, coordinates, length));
    OURS("weighted_squared_differences_8",
         cv_weighted_squared_differences(total, in, points, length, center, 1, coordinates, length));
    return 0;
}
