#include "include/CVectorMath.h"

#include "Variants.h"

#define CV_POINTWISE(name, parameters, arguments, count, step) \
    CV_INLINE void name##_row parameters {                     \
        CV_INDEPENDENT                                         \
        for (size_t i = 0; i < count; i++) step;               \
    }                                                          \
    CV_VARIANTS(void, name, parameters, arguments)

CV_POINTWISE(multiply, (double *out, const double *a, const double *b, size_t n), (out, a, b, n), n,
             out[i] = a[i] * b[i])

CV_POINTWISE(multiply_add, (double *out, const double *a, const double *b, size_t n), (out, a, b, n), n,
             out[i] += a[i] * b[i])

CV_POINTWISE(accumulate_difference,
             (double *out, const double *w, const double *x, double z, double scale, size_t m),
             (out, w, x, z, scale, m), m, out[i] += (scale * w[i]) * (x[i] - z))

CV_POINTWISE(evidence_adjoint,
             (double *out, const double *kinv_column, const double *alpha, double alpha_j, size_t n),
             (out, kinv_column, alpha, alpha_j, n), n, out[i] = 0.5 * (alpha[i] * alpha_j - kinv_column[i]))
