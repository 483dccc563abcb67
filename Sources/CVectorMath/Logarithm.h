// log and log1p.
//
// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), and with s = f / (2 + f)
//     log(1 + f) = 2 atanh(s) = 2 s + s R(s^2) = f - s (f - R(s^2))
// so that the exact f leads the sum (Tang, ACM Transactions on Mathematical Software 16, 1990).
#ifndef CV_LOGARITHM_H
#define CV_LOGARITHM_H

#include "Coefficients.h"
#include "Scalar.h"

// x = 2^k m.
typedef struct {
    double k, m;
} log_parts;

// For normal positive x.
CV_INLINE log_parts log_split(double x) {
    const uint64_t lowest = 0x3fe6a09e667f3bcd;  // sqrt(1/2)
    uint64_t bits = bits_of(x);
    uint64_t biased = (bits - lowest + (1024ull << 52)) >> 52;  // k + 1024
    double k = double_of(biased | 0x4330000000000000) - (0x1p52 + 1024);
    return (log_parts){k, double_of(bits - ((biased - 1024) << 52))};
}

// k log 2 + log(1 + f) + low, with s = f / (2 + f).
CV_INLINE double log_sum(double k, double f, double s, double low) {
    double z = s * s;
    double remainder = z * CV_POLYNOMIAL(z, log_coefficients);
    return k * log_two_1 - ((s * (f - remainder) - (k * log_two_2 + low)) - f);
}

// The core of `ordinary` arguments alone, those that need no special case, and the core of all: on ordinary
// arguments the two agree to the last bit.

// Positive, normal and finite, by one unsigned comparison.
CV_INLINE int log_is_ordinary(double x) {
    return bits_of(x) - 0x0010000000000000 < 0x7ff0000000000000 - 0x0010000000000000;
}

CV_INLINE double log_ordinary(double x) {
    log_parts p = log_split(x);
    double f = p.m - 1;
    return log_sum(p.k, f, f / (2 + f), 0);
}

CV_INLINE double log_core(double x) {
    int subnormal = x < 0x1p-1022;
    log_parts p = log_split(subnormal ? x * 0x1p54 : x);
    double f = p.m - 1;
    double y = log_sum(p.k - (subnormal ? 54.0 : 0.0), f, f / (2 + f), 0);
    y = x == 0 ? -INFINITY : y;
    y = x < 0 ? NAN : y;
    return x < INFINITY ? y : x;  // +infinity and NaN
}

CV_INLINE int log1p_is_ordinary(double x) { return (x > -1) & (x < 0x1p1000); }

// log(u) + lost / u with u = 1 + x rounded. The second term is so small, or s is, that 1 / u = 2^-k (1 - s) / (1 + s)
// to two terms in s does for a division. Doubled, it is defined for k = 1024, too.
CV_INLINE double log1p_ordinary(double x) {
    double u = 1 + x;
    log_parts p = log_split(u);
    double f = p.m - 1;
    double lost_twice = sum_error(1, x, u) * power_of_two(1 - p.k);
    double s = f / (2 + f);
    double y = log_sum(p.k, f, s, lost_twice * (0.5 - (s - s * s)));
    return x == 0 ? x : y;  // the sign of zero
}

CV_INLINE double log1p_core(double x) {
    double y = log1p_ordinary(x);
    y = x == -1 ? -INFINITY : y;
    y = x < -1 ? NAN : y;
    return x < INFINITY ? y : x;
}

#endif
