/// Stationary kernels k(s) of unit variance as functions of the squared scaled distance s = r^2, and their slopes
/// dk/ds (Rasmussen and Williams, Gaussian Processes for Machine Learning, section 4.2.1).
///
/// A negative s, as rounding gives, counts as zero; NaN gives NaN. The combined functions share the exponential;
/// their two results must be apart, and either may be the input.
#ifndef CV_PROFILES_H
#define CV_PROFILES_H

#include <stddef.h>

/// exp(-s / 2).
void cv_squared_exponential(double *out, const double *s, size_t n);
/// -exp(-s / 2) / 2.
void cv_squared_exponential_slope(double *out, const double *s, size_t n);
/// Value and slope of the squared exponential.
void cv_squared_exponential_value_slope(double *value, double *slope, const double *s, size_t n);

/// exp(-r).
void cv_matern12(double *out, const double *s, size_t n);
/// -exp(-r) / (2 r), infinite at the origin, where zero stands in its place.
void cv_matern12_slope(double *out, const double *s, size_t n);
/// Value and slope of the Matern 1/2 kernel.
void cv_matern12_value_slope(double *value, double *slope, const double *s, size_t n);

/// (1 + sqrt(3) r) exp(-sqrt(3) r).
void cv_matern32(double *out, const double *s, size_t n);
/// -3/2 exp(-sqrt(3) r).
void cv_matern32_slope(double *out, const double *s, size_t n);
/// Value and slope of the Matern 3/2 kernel.
void cv_matern32_value_slope(double *value, double *slope, const double *s, size_t n);

/// (1 + sqrt(5) r + 5 s / 3) exp(-sqrt(5) r).
void cv_matern52(double *out, const double *s, size_t n);
/// -5/6 (1 + sqrt(5) r) exp(-sqrt(5) r).
void cv_matern52_slope(double *out, const double *s, size_t n);
/// Value and slope of the Matern 5/2 kernel.
void cv_matern52_value_slope(double *value, double *slope, const double *s, size_t n);

/// (1 + s / (2 alpha))^-alpha. The relative error grows to |log k| units in the last place.
void cv_rational_quadratic(double *out, const double *s, double alpha, size_t n);
/// -(1 + s / (2 alpha))^(-alpha - 1) / 2.
void cv_rational_quadratic_slope(double *out, const double *s, double alpha, size_t n);
/// Value and slope of the rational quadratic kernel.
void cv_rational_quadratic_value_slope(double *value, double *slope, const double *s, double alpha, size_t n);

#endif
