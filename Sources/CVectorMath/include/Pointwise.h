/// Products and updates, element by element.
#ifndef CV_POINTWISE_H
#define CV_POINTWISE_H

#include <stddef.h>

/// out[i] = a[i] b[i].
void cv_multiply(double *out, const double *a, const double *b, size_t n);

/// out[i] += a[i] b[i].
void cv_multiply_add(double *out, const double *a, const double *b, size_t n);

/// out[i] += scale w[i] (x[i] - z).
void cv_accumulate_difference(double *out, const double *w, const double *x, double z, double scale, size_t m);

/// One column of the derivative of the log evidence by the covariance matrix:
/// out[i] = (alpha[i] alpha_j - kinv_column[i]) / 2, with alpha = K^-1 y
/// (Rasmussen and Williams, Gaussian Processes for Machine Learning, equation 5.9).
void cv_evidence_adjoint(double *out, const double *kinv_column, const double *alpha, double alpha_j, size_t n);

#endif
