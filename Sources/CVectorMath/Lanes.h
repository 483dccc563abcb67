// Eight doubles at once, split by the compiler into whatever registers the variant has.
// Sums keep 32 partial sums and fold them in a fixed order: the result depends neither on the variant's width nor on
// the alignment of the data (with FMA it differs from the portable one by rounding).
#ifndef CV_LANES_H
#define CV_LANES_H

#include "Variants.h"

typedef double lanes __attribute__((vector_size(64), aligned(8), may_alias));

#define CV_LANES(pointer) (*(const lanes *)(pointer))

// Pairwise sum of four accumulators of eight lanes each.
CV_INLINE double folded(const lanes *part) {
    lanes t = (part[0] + part[1]) + (part[2] + part[3]);
    return ((t[0] + t[4]) + (t[2] + t[6])) + ((t[1] + t[5]) + (t[3] + t[7]));
}

// The sum over i < n of `term`, an expression in i through CV_AT(array), for scalars and lanes alike.
#define CV_SUM(total, n, vector_term, scalar_term)                              \
    double total;                                                               \
    {                                                                           \
        lanes part[4] = {{0}, {0}, {0}, {0}};                                   \
        size_t i = 0;                                                           \
        for (; i + 32 <= n; i += 32) {                                          \
            { const size_t at = i; part[0] += vector_term; }                    \
            { const size_t at = i + 8; part[1] += vector_term; }                \
            { const size_t at = i + 16; part[2] += vector_term; }               \
            { const size_t at = i + 24; part[3] += vector_term; }               \
        }                                                                       \
        for (; i + 8 <= n; i += 8) {                                            \
            const size_t at = i;                                                \
            part[0] += vector_term;                                             \
        }                                                                       \
        double rest = 0;                                                        \
        for (; i < n; i++) {                                                    \
            const size_t at = i;                                                \
            rest += scalar_term;                                                \
        }                                                                       \
        total = folded(part) + rest;                                            \
    }

#endif
