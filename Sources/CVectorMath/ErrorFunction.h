// erf and erfc.
//
// Small arguments: erf(x) = x + x p(x^2). Else, as Shepherd and Laframboise (Mathematics of Computation 36, 1981),
//     erfc(x) = exp(-x^2) Q(t) / (x + 5/2),  t linear in 1 / (x + 5/2),
// which one polynomial covers up to x = 28, where erfc is below the smallest subnormal. Exponent, reciprocal and the
// last step of Q each carry their rounding error, since their relative errors would add up in a product.
#ifndef CV_ERROR_FUNCTION_H
#define CV_ERROR_FUNCTION_H

#include "Coefficients.h"
#include "Exponential.h"
#include "Scalar.h"

// erf(x) - x for |x| <= 1.
CV_INLINE double erf_rest(double x) {
    double z = x * x;
    return x * CV_POLYNOMIAL(z, erf_coefficients);
}

// erfc(x) for x >= 1/2.
CV_INLINE double erfc_tail(double x) {
    x = x < 0.5 ? 0.5 : x;
    x = x > 28.0 ? 28.0 : x;
    double x_high = leading_half(x);
    exp_parts e = exp_split(-x_high * x_high, -(x - x_high) * (x + x_high));
    double one_r = 1 + e.r;
    double power_rest = ((1 - one_r) + e.r) + e.rest;
    double power = one_r + power_rest;
    double power_low = (one_r - power) + power_rest;

    // 1 / (x + 5/2) = v (1 + excess) with a short v.
    double d = x + 2.5;
    double d_low = sum_error(x, 2.5, d);
    double d_high = leading_half(d);
    double v = leading_half(1 / d);
    double missing = ((1 - d_high * v) - (d - d_high) * v) - d_low * v;
    double excess = missing + missing * missing;

    double t = (erfcx_slope * v + erfcx_offset) + erfcx_slope * v * excess;
    double product = t * polynomial_of(t, erfcx_coefficients + 1, sizeof erfcx_coefficients / sizeof(double) - 1);
    double q = erfcx_coefficients[0] + product;
    double q_low = (erfcx_coefficients[0] - q) + product + q * excess;
    return scaled(v * (power * q + (power_low * q + power * q_low)), e.k);
}

CV_INLINE double erf_core(double x) {
    double a = absolute(x);
    double y = a < 1 ? a + erf_rest(a) : 1 - erfc_tail(a);
    return x != x ? x : with_sign(y, x);
}

CV_INLINE double erfc_core(double x) {
    double a = absolute(x);
    double tail = erfc_tail(a);
    double far = x < 0 ? 2 - tail : tail;
    double y = a < 0.5 ? 1 - (x + erf_rest(x)) : far;
    return x != x ? x : y;
}

#endif
