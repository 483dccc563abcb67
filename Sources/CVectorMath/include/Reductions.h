/// Distances from one point to many, and weighted sums.
///
/// Coordinate c of point i is x[i + c * ldx]; that of the single point is z[c * ldz]. Sums run in a fixed order.
#ifndef CV_REDUCTIONS_H
#define CV_REDUCTIONS_H

#include <stddef.h>

/// The sum of a[i].
double cv_sum(const double *a, size_t n);

/// The sum of a[i] b[i].
double cv_dot(const double *a, const double *b, size_t n);

/// The sum of w[i] (x[i] - z).
double cv_weighted_difference(const double *w, const double *x, double z, size_t m);

/// The sum of w[i] (x[i] - z)^2.
double cv_weighted_squared_difference(const double *w, const double *x, double z, size_t m);

/// out[c] += sum over i of w[i] (x_ic - z_c)^2, for each of the d coordinates.
void cv_weighted_squared_differences(double *out, const double *w, const double *x, size_t ldx, const double *z,
                                     size_t ldz, size_t d, size_t m);

/// out[i] = sum over c of ((x_ic - z_c) inverse_lengthscales[c])^2, for m points of d coordinates.
///
/// By explicit differences: exactly zero for equal points, and the same to the last bit when the points change roles.
/// `out` must be apart from `x`.
void cv_squared_distances(double *out, const double *x, size_t ldx, const double *z, size_t ldz,
                          const double *inverse_lengthscales, size_t d, size_t m);

#endif
