#include "include/CVectorMath.h"

#include "Lanes.h"

// Blocks of 32 points keep their sums in registers while the coordinates pass by.
CV_INLINE void squared_distances_row(double *out, const double *x, size_t ldx, const double *z, size_t ldz,
                                     const double *inverse_lengthscales, size_t d, size_t m) {
    size_t i = 0;
    for (; i + 32 <= m; i += 32) {
        lanes total[4] = {{0}, {0}, {0}, {0}};
        for (size_t c = 0; c < d; c++) {
            const double *column = x + i + c * ldx;
            double center = z[c * ldz], weight = inverse_lengthscales[c];
            for (int k = 0; k < 4; k++) {
                lanes t = (CV_LANES(column + 8 * k) - center) * weight;
                total[k] += t * t;
            }
        }
        for (int k = 0; k < 4; k++) *(lanes *)(out + i + 8 * k) = total[k];
    }
    for (; i < m; i++) {
        double total = 0;
        for (size_t c = 0; c < d; c++) {
            double t = (x[i + c * ldx] - z[c * ldz]) * inverse_lengthscales[c];
            total += t * t;
        }
        out[i] = total;
    }
}
CV_VARIANTS(void, squared_distances,
            (double *out, const double *x, size_t ldx, const double *z, size_t ldz, const double *inverse_lengthscales,
             size_t d, size_t m),
            (out, x, ldx, z, ldz, inverse_lengthscales, d, m))
