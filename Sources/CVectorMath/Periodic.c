// sin and cos of any argument. Rows go through blocks: the vector loop serves a whole block, then the rare arguments
// beyond the reach of the short reduction are done again by the C library, so that a value never depends on its
// neighbours.
#include "include/CVectorMath.h"

#include "Trigonometric.h"

CV_INLINE int any_beyond_limit(const double *in, size_t n) {
    uint64_t beyond = 0;
    for (size_t i = 0; i < n; i++) beyond |= absolute(in[i]) > trigonometric_limit;
    return beyond != 0;
}

#define CV_PERIODIC(name, parameters, arguments, prepare, vector_step, library_step)                   \
    CV_INLINE void name##_row parameters {                                                            \
        for (size_t start = 0; start < n; start += CV_BLOCK) {                                    \
            size_t count = n - start < CV_BLOCK ? n - start : CV_BLOCK;                       \
            double argument[CV_BLOCK];                                                            \
            CV_INDEPENDENT                                                                            \
            for (size_t i = 0; i < count; i++) argument[i] = prepare;                                 \
            CV_INDEPENDENT                                                                            \
            for (size_t i = 0; i < count; i++) vector_step;                                           \
            if (any_beyond_limit(argument, count)) {                                                  \
                for (size_t i = 0; i < count; i++)                                                    \
                    if (absolute(argument[i]) > trigonometric_limit) library_step;                    \
            }                                                                                         \
        }                                                                                             \
    }                                                                                                 \
    CV_VARIANTS(void, name, parameters, arguments)

CV_PERIODIC(sin, (double *out, const double *in, size_t n), (out, in, n), in[start + i],
            out[start + i] = sin_core(argument[i]), out[start + i] = sin(argument[i]))

CV_PERIODIC(cos, (double *out, const double *in, size_t n), (out, in, n), in[start + i],
            out[start + i] = cos_core(argument[i]), out[start + i] = cos(argument[i]))

CV_PERIODIC(cosine_row, (double *out, const double *d, double omega, double phase, size_t n),
            (out, d, omega, phase, n), omega *d[start + i] + phase,
            out[start + i] = cos_core(argument[i]), out[start + i] = cos(argument[i]))

CV_INLINE void store_sine_cosine(double *sine, double *cosine, sine_cosine value) {
    *sine = value.sine;
    *cosine = value.cosine;
}

CV_PERIODIC(sincos, (double *sine, double *cosine, const double *in, size_t n), (sine, cosine, in, n), in[start + i],
            store_sine_cosine(sine + start + i, cosine + start + i, sincos_core(argument[i])),
            store_sine_cosine(sine + start + i, cosine + start + i,
                              ((sine_cosine){sin(argument[i]), cos(argument[i])})))
