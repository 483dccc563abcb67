#include "include/CVectorMath.h"

#include "Lanes.h"

CV_INLINE double sum_row(const double *a, size_t n) {
    CV_SUM(total, n, CV_LANES(a + at), a[at])
    return total;
}
CV_VARIANTS(double, sum, (const double *a, size_t n), (a, n))

CV_INLINE double dot_row(const double *a, const double *b, size_t n) {
    CV_SUM(total, n, CV_LANES(a + at) * CV_LANES(b + at), a[at] * b[at])
    return total;
}
CV_VARIANTS(double, dot, (const double *a, const double *b, size_t n), (a, b, n))

CV_INLINE double weighted_difference_row(const double *w, const double *x, double z, size_t m) {
    CV_SUM(total, m, CV_LANES(w + at) * (CV_LANES(x + at) - z), w[at] * (x[at] - z))
    return total;
}
CV_VARIANTS(double, weighted_difference, (const double *w, const double *x, double z, size_t m), (w, x, z, m))

CV_INLINE double weighted_squared_difference_row(const double *w, const double *x, double z, size_t m) {
    CV_SUM(total, m, CV_LANES(w + at) * ((CV_LANES(x + at) - z) * (CV_LANES(x + at) - z)),
           w[at] * ((x[at] - z) * (x[at] - z)))
    return total;
}
CV_VARIANTS(double, weighted_squared_difference, (const double *w, const double *x, double z, size_t m), (w, x, z, m))

CV_INLINE void weighted_squared_differences_row(double *out, const double *w, const double *x, size_t ldx,
                                                const double *z, size_t ldz, size_t d, size_t m) {
    for (size_t c = 0; c < d; c++) out[c] += weighted_squared_difference_row(w, x + c * ldx, z[c * ldz], m);
}
CV_VARIANTS(void, weighted_squared_differences,
            (double *out, const double *w, const double *x, size_t ldx, const double *z, size_t ldz, size_t d,
             size_t m),
            (out, w, x, ldx, z, ldz, d, m))
