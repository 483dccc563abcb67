/// The same functions for one instruction set each, so that tests reach every path on one machine.
/// `cv_portable_` is the baseline of the target; `cv_avx2_` needs what `cv_instruction_set` calls "x86-64-v3".
#ifndef CV_VARIANTS_FOR_TESTS_H
#define CV_VARIANTS_FOR_TESTS_H

#include <stddef.h>

#define CV_DECLARE_VARIANTS(result, name, parameters) \
    result cv_portable_##name parameters;             \
    result cv_avx2_##name parameters;

#define CV_DECLARE_MAP(name) CV_DECLARE_VARIANTS(void, name, (double *out, const double *in, size_t n))

CV_DECLARE_MAP(exp)
CV_DECLARE_MAP(expm1)
CV_DECLARE_MAP(log)
CV_DECLARE_MAP(log1p)
CV_DECLARE_MAP(sin)
CV_DECLARE_MAP(cos)
CV_DECLARE_MAP(acos)
CV_DECLARE_MAP(asin)
CV_DECLARE_MAP(erf)
CV_DECLARE_MAP(erfc)
CV_DECLARE_MAP(sqrt)
CV_DECLARE_MAP(tanh)
CV_DECLARE_MAP(squared_exponential)
CV_DECLARE_MAP(squared_exponential_slope)
CV_DECLARE_MAP(matern12)
CV_DECLARE_MAP(matern12_slope)
CV_DECLARE_MAP(matern32)
CV_DECLARE_MAP(matern32_slope)
CV_DECLARE_MAP(matern52)
CV_DECLARE_MAP(matern52_slope)

CV_DECLARE_VARIANTS(void, sincos, (double *sine, double *cosine, const double *in, size_t n))
CV_DECLARE_VARIANTS(void, rational_quadratic, (double *out, const double *s, double alpha, size_t n))
CV_DECLARE_VARIANTS(double, sum, (const double *a, size_t n))
CV_DECLARE_VARIANTS(double, dot, (const double *a, const double *b, size_t n))
CV_DECLARE_VARIANTS(double, weighted_difference, (const double *w, const double *x, double z, size_t m))
CV_DECLARE_VARIANTS(double, weighted_squared_difference, (const double *w, const double *x, double z, size_t m))
CV_DECLARE_VARIANTS(void, squared_distances,
                    (double *out, const double *x, size_t ldx, const double *z, size_t ldz,
                     const double *inverse_lengthscales, size_t d, size_t m))

#endif
