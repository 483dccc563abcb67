/// Elementary functions, `out[i] = f(in[i])`.
///
/// NaN gives NaN, and the special values are those of the C standard (annex F). The errors are the largest measured
/// against 34 digits, over a million arguments an interval and every instruction set, in units in the last place of the
/// exact result (ulp).
#ifndef CV_ELEMENTARY_H
#define CV_ELEMENTARY_H

#include <stddef.h>

/// e^x, within 0.85 ulp; gradual underflow below -708.4, zero below -745.2, infinity above 709.8.
void cv_exp(double *out, const double *in, size_t n);

/// e^x - 1, within 0.96 ulp.
void cv_expm1(double *out, const double *in, size_t n);

/// The natural logarithm, within 0.92 ulp: -infinity at zero, NaN below.
void cv_log(double *out, const double *in, size_t n);

/// log(1 + x), within 0.94 ulp: -infinity at -1, NaN below.
void cv_log1p(double *out, const double *in, size_t n);

/// The sine of an angle in radians, within 0.86 ulp. Arguments beyond 1e6 cost a call of the C library each, and have
/// its accuracy.
void cv_sin(double *out, const double *in, size_t n);

/// The cosine of an angle in radians, within 0.90 ulp. Arguments beyond 1e6 cost a call of the C library each, and have
/// its accuracy.
void cv_cos(double *out, const double *in, size_t n);

/// Sine and cosine at once, for little more than one of them. The two results must be apart.
void cv_sincos(double *sine, double *cosine, const double *in, size_t n);

/// cos(omega d[i] + phase), where the argument rounds once or twice before the cosine.
void cv_cosine_row(double *out, const double *d, double omega, double phase, size_t n);

/// The arc cosine in [0, pi], within 1.22 ulp: NaN outside [-1, 1].
void cv_acos(double *out, const double *in, size_t n);

/// The arc sine in [-pi/2, pi/2], within 1.24 ulp: NaN outside [-1, 1].
void cv_asin(double *out, const double *in, size_t n);

/// 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x, within 1.26 ulp.
void cv_erf(double *out, const double *in, size_t n);

/// 1 - erf(x) to full relative accuracy, within 1.80 ulp; zero above 27.3.
void cv_erfc(double *out, const double *in, size_t n);

/// The square root, correctly rounded: NaN below zero.
void cv_sqrt(double *out, const double *in, size_t n);

/// The hyperbolic tangent, within 1.28 ulp.
void cv_tanh(double *out, const double *in, size_t n);

#endif
