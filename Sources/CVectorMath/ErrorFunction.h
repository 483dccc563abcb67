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

    // exp(-x^2) = 2^k (power + power_low).
    double x_high = leading_half(x);
    exp_parts e = exp_split(-x_high * x_high, -(x - x_high) * (x + x_high));
    double one_r = 1 + e.r;
    double power_rest = ((1 - one_r) + e.r) + e.low + e.square * e.q;
    double power = leading_half(one_r + power_rest);
    double power_low = (one_r - power) + power_rest;

    // 1 / (x + 5/2) = v (1 + excess) with a short v, so that t before the excess is exact.
    double d = x + 2.5;
    double d_low = sum_error(x, 2.5, d);
    double d_high = leading_half(d);
    double v = leading_half(1 / d);
    double missing = ((1 - d_high * v) - (d - d_high) * v) - d_low * v;
    double excess = missing + missing * missing;
    double scaled_v = erfcx_slope * v;
    double t_short = scaled_v + erfcx_offset;
    double t_high = leading_half(t_short);
    double t_low = (t_short - t_high) + scaled_v * excess;
    double t = t_high + t_low;

    // Q(t) (1 + excess) = q + q_low: c_0 + c_1 t in two parts, the rest in one.
    double c0 = erfcx_coefficients[0], c1 = erfcx_coefficients[1];
    double c1_high = leading_half(c1);
    double linear = t_high * c1_high;
    double head = c0 + linear;
    double curved = t * t * polynomial_of(t, erfcx_coefficients + 2, sizeof erfcx_coefficients / sizeof(double) - 2);
    double rest = (c0 - head) + linear + (t_high * (c1 - c1_high) + t_low * c1 + curved);
    double near_q = head + rest;
    double q = leading_half(near_q);
    double q_low = (head - q) + rest + near_q * excess;

    // v (power + power_low) (q + q_low), rounded once.
    double product = power * q;
    double product_low = power * q_low + power_low * (q + q_low);
    double short_product = leading_half(product + product_low);
    return scaled(v * short_product + v * ((product - short_product) + product_low), e.k);
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
