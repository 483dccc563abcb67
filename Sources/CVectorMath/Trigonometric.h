// sin and cos for |x| <= trigonometric_limit.
//
// x = n pi / 2 + r in three parts (Cody and Waite): n part_1 and n part_2 are exact for n < 2^20, with and without
// FMA, and the rounding error of r is carried along, so that zeros far from the origin keep full relative accuracy.
#ifndef CV_TRIGONOMETRIC_H
#define CV_TRIGONOMETRIC_H

#include "Coefficients.h"
#include "Scalar.h"

static const double trigonometric_limit = 1e6;

typedef struct {
    double sine, cosine;
} sine_cosine;

CV_INLINE sine_cosine sincos_core(double x) {
    double shifted = x * two_over_pi + rounding_shift;
    uint64_t quadrant = bits_of(shifted);
    double n = shifted - rounding_shift;
    double a = x - n * half_pi_1;
    double w = n * half_pi_2;
    double b = a - w;
    double tail = n * half_pi_3 - sum_error(a, -w, b);
    double r = b - tail;
    double low = (b - r) - tail;

    double z = r * r;
    double sine = r + (r * z * CV_POLYNOMIAL(z, sin_coefficients) + low);
    double half = 0.5 * z;
    double head = 1 - half;
    double cosine = head + (((1 - head) - half) + (z * z * CV_POLYNOMIAL(z, cos_coefficients) - r * low));

    int odd = (quadrant & 1) != 0;
    double s = odd ? cosine : sine, c = odd ? sine : cosine;
    s = double_of(bits_of(s) ^ ((quadrant & 2) << 62));
    c = double_of(bits_of(c) ^ (((quadrant + 1) & 2) << 62));
    return (sine_cosine){x == 0 ? x : s, c};
}

CV_INLINE double sin_core(double x) { return sincos_core(x).sine; }
CV_INLINE double cos_core(double x) { return sincos_core(x).cosine; }

#endif
