// log and log1p.
//
// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), and with s = f / (2 + f)
//     log(1 + f) = 2 atanh(s) = f - (f^2 / 2 - s (f^2 / 2 + R(s^2)))
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

// k log 2 + log(1 + f) + low.
CV_INLINE double log_sum(double k, double f, double low) {
    double s = f / (2 + f);
    double z = s * s;
    double remainder = z * CV_POLYNOMIAL(z, log_coefficients);
    double half_square = 0.5 * f * f;
    return k * log_two_1 - ((half_square - (s * (half_square + remainder) + (k * log_two_2 + low))) - f);
}

CV_INLINE double log_core(double x) {
    int subnormal = x < 0x1p-1022;
    log_parts p = log_split(subnormal ? x * 0x1p54 : x);
    double y = log_sum(p.k - (subnormal ? 54.0 : 0.0), p.m - 1, 0);
    y = x == 0 ? -INFINITY : y;
    y = x < 0 ? NAN : y;
    return x < INFINITY ? y : x;  // +infinity and NaN
}

// log(u) + (1 + x - u) / u with u = 1 + x rounded; where u needs no scaling f is x itself.
CV_INLINE double log1p_core(double x) {
    double u = 1 + x;
    log_parts p = log_split(u);
    double lost = sum_error(1, x, u) / u;
    int direct = p.k == 0;
    double y = log_sum(p.k, direct ? x : p.m - 1, direct ? 0 : lost);
    y = x == -1 ? -INFINITY : y;
    y = x < -1 ? NAN : y;
    y = x == 0 ? x : y;
    return x < INFINITY ? y : x;
}

#endif
