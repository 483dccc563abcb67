// One body, several instruction sets.
//
// A loop is written once, as an always inlined function `NAME_row`, and compiled by CV_VARIANTS into
//   cv_NAME           dispatched at load time to AVX-512, AVX2 with FMA or the baseline (ELF on x86-64),
//   cv_portable_NAME  for the baseline of the target: what other platforms run,
//   cv_avx2_NAME      for AVX2 with FMA (elsewhere the same as the portable one).
// The last two exist so that the tests can reach every path on one machine.
#ifndef CV_VARIANTS_H
#define CV_VARIANTS_H

#include <stddef.h>

#if defined(__x86_64__) && defined(__ELF__)
#define CV_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#define CV_AVX2 __attribute__((target("arch=x86-64-v3")))
#else
#define CV_CLONES
#define CV_AVX2
#endif

#define CV_INLINE static inline __attribute__((always_inline))

// Iterations are independent: `out` is either one of the inputs or apart from them, never a shifted view.
// Saying so spares the run-time overlap checks, which would send in-place calls to a scalar loop.
#if defined(__clang__)
#define CV_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define CV_INDEPENDENT _Pragma("GCC ivdep")
#else
#define CV_INDEPENDENT
#endif

#define CV_VARIANTS(result, name, parameters, arguments)                \
    CV_CLONES result cv_##name parameters { return name##_row arguments; } \
    result cv_portable_##name parameters { return name##_row arguments; }  \
    CV_AVX2 result cv_avx2_##name parameters { return name##_row arguments; }

// Rows are looked through for rare arguments in blocks of this length.
enum { CV_BLOCK = 512 };

// out[i] = core(in[i]).
#define CV_MAP(name, core)                                                      \
    CV_INLINE void name##_row(double *out, const double *in, size_t n) {        \
        CV_INDEPENDENT                                                          \
        for (size_t i = 0; i < n; i++) out[i] = core(in[i]);                    \
    }                                                                           \
    CV_VARIANTS(void, name, (double *out, const double *in, size_t n), (out, in, n))

// The same, with a shorter loop for blocks whose arguments are all ordinary. name##_is_ordinary decides, and
// name##_ordinary and name##_core agree wherever it holds, so that a value never depends on its neighbours.
#define CV_MAP_BY_BLOCKS(name)                                                                          \
    CV_INLINE void name##_row(double *out, const double *in, size_t n) {                                \
        for (size_t start = 0; start < n; start += CV_BLOCK) {                                          \
            size_t end = n - start < CV_BLOCK ? n : start + CV_BLOCK;                                   \
            unsigned long long special = 0;                                                             \
            CV_INDEPENDENT                                                                              \
            for (size_t i = start; i < end; i++) special |= !name##_is_ordinary(in[i]);                 \
            if (special) {                                                                              \
                CV_INDEPENDENT                                                                          \
                for (size_t i = start; i < end; i++) out[i] = name##_core(in[i]);                       \
            } else {                                                                                    \
                CV_INDEPENDENT                                                                          \
                for (size_t i = start; i < end; i++) out[i] = name##_ordinary(in[i]);                   \
            }                                                                                           \
        }                                                                                               \
    }                                                                                                   \
    CV_VARIANTS(void, name, (double *out, const double *in, size_t n), (out, in, n))

#endif
