// exp, expm1 and tanh.
//
// x = k log 2 + r with |r| <= log(2) / 2 (Cody and Waite): the first part of log 2 has 42 bits, so that k log_two_1
// is exact. Then exp(x) = 2^k (1 + r + r^2 q(r)). The rounding error of r is carried along, times 1 + r: it would
// cost a quarter of a unit in the last place.
#ifndef CV_EXPONENTIAL_H
#define CV_EXPONENTIAL_H

#include "Coefficients.h"
#include "Scalar.h"

// exp = 2^k (1 + (r + (low + square q))). The last product is left to its users, to be rounded with their sums.
typedef struct {
    double k, r, low, square, q;
} exp_parts;

// For exp(x + low), with low far below x.
CV_INLINE exp_parts exp_split(double x, double low) {
    double k = (x * log2_e + rounding_shift) - rounding_shift;
    double high = x - k * log_two_1;
    double tail = k * log_two_2 - low;
    double r = high - tail;
    double rounding = (high - r) - tail;
    return (exp_parts){k, r, rounding + rounding * r, r * r, CV_POLYNOMIAL(r, exp_coefficients)};
}

CV_INLINE double exp_core(double x) {
    x = x < -746.0 ? -746.0 : x;
    x = x > 710.0 ? 710.0 : x;
    exp_parts e = exp_split(x, 0);
    return scaled(1 + (e.r + (e.low + e.square * e.q)), e.k);
}

// The unevaluated sum of two parts.
typedef struct {
    double high, low;
} two_parts;

// (exp(x) - 1) / 2 = (2^k - 1) / 2 + 2^k (r + low + square q) / 2. At full scale k = 1024 would overflow early.
CV_INLINE two_parts half_expm1(double x) {
    exp_parts e = exp_split(x, 0);
    double scale = power_of_two(e.k - 1);
    double whole = scale - 0.5;
    double part = scale * e.r;
    double sum = whole + part;
    double lost = ((scale - whole) - 0.5) + sum_error(whole, part, sum);
    return (two_parts){sum, (lost + scale * e.low) + scale * e.square * e.q};
}

CV_INLINE double expm1_core(double x) {
    double c = x < -40.0 ? -40.0 : x;
    c = c > 710.0 ? 710.0 : c;
    two_parts half = half_expm1(c);
    double y = 2 * (half.high + half.low);
    return absolute(x) < 0x1p-54 ? x : y;
}

// With h = expm1(2 |x|) / 2 the result is q = h / (h + 1). The rounding errors of h and of d = h + 1 move q by
// (h_low - q (h_low + d_low)) / d, where 1 / d = 1 - q.
CV_INLINE double tanh_core(double x) {
    double a = absolute(x);
    a = a > 20.0 ? 20.0 : a;
    two_parts half = half_expm1(2 * a);
    double h = half.high + half.low;
    double h_low = (half.high - h) + half.low;
    double d = h + 1;
    double q = h / d;
    double y = q + (h_low * (1 - q) - q * sum_error(h, 1, d)) * (1 - q);
    y = a < 0x1p-28 ? a : y;
    return x != x ? x : with_sign(y, x);
}

#endif
