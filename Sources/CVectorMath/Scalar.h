// Pieces shared by the cores: bit casts, polynomials, error-free sums. No branches, no library calls.
#ifndef CV_SCALAR_H
#define CV_SCALAR_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "Variants.h"

CV_INLINE uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

CV_INLINE double double_of(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

CV_INLINE double absolute(double x) { return double_of(bits_of(x) & 0x7fffffffffffffff); }

// The magnitude of the first with the sign of the second.
CV_INLINE double with_sign(double magnitude, double sign) {
    return double_of((bits_of(magnitude) & 0x7fffffffffffffff) | (bits_of(sign) & 0x8000000000000000));
}

// The leading 26 bits of the significand: products of two such numbers are exact with and without FMA.
CV_INLINE double leading_half(double x) { return double_of(bits_of(x) & 0xfffffffff8000000); }

// Square root without errno, which would keep the loop scalar.
CV_INLINE double root(double x) {
#if defined(__clang__)
    return __builtin_elementwise_sqrt(x);
#else
    return sqrt(x);
#endif
}

// Adding this number rounds to an integer, which then sits in the low bits.
static const double rounding_shift = 0x1.8p52;

// 2^k for an integer -1022 <= k <= 1023.
CV_INLINE double power_of_two(double k) { return double_of(bits_of(k + (rounding_shift + 1023)) << 52); }

// x 2^k for |k| <= 2044: two factors, so that a subnormal result is rounded once.
CV_INLINE double scaled(double x, double k) {
    double half = (k * 0.5 + rounding_shift) - rounding_shift;
    return x * power_of_two(half) * power_of_two(k - half);
}

// c[0] + c[1] x + ... by Horner's rule; the count is a constant, so the loop unrolls.
CV_INLINE double polynomial_of(double x, const double *c, int count) {
    double p = c[count - 1];
#if defined(__clang__)
#pragma clang loop unroll(full)
#endif
    for (int i = count - 2; i >= 0; i--) p = p * x + c[i];
    return p;
}

#define CV_POLYNOMIAL(x, coefficients) \
    polynomial_of(x, coefficients, (int)(sizeof(coefficients) / sizeof(coefficients[0])))

// The rounding error of sum = a + b (Knuth, The Art of Computer Programming 2, section 4.2.2).
CV_INLINE double sum_error(double a, double b, double sum) {
    double from_b = sum - a;
    return (a - (sum - from_b)) + (b - from_b);
}

#endif
