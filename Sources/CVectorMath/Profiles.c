// Stationary kernels as functions of the squared scaled distance s, and their slopes d/ds.
//
// A slightly negative s comes from rounding in |x|^2 + |z|^2 - 2 x'z and counts as zero; a huge one is cut where the
// exponential has long underflowed, so that no infinity times zero arises. NaN passes through.
#include "include/CVectorMath.h"

#include "Exponential.h"
#include "Logarithm.h"

static const double root_three = 0x1.bb67ae8584caap+0;
static const double root_five = 0x1.1e3779b97f4a8p+1;

CV_INLINE double clamped(double s) {
    s = s < 0 ? 0 : s;
    return s > 1e6 ? 1e6 : s;
}

typedef struct {
    double value, slope;
} profile;

CV_INLINE profile squared_exponential_profile(double s) {
    double value = exp_core(-0.5 * clamped(s));
    return (profile){value, -0.5 * value};
}

CV_INLINE profile matern12_profile(double s) {
    double r = root(clamped(s));
    double value = exp_core(-r);
    return (profile){value, r == 0 ? 0 : -0.5 * value / r};
}

CV_INLINE profile matern32_profile(double s) {
    double a = root_three * root(clamped(s));
    double decay = exp_core(-a);
    return (profile){(1 + a) * decay, -1.5 * decay};
}

CV_INLINE profile matern52_profile(double s) {
    double t = clamped(s);
    double a = root_five * root(t);
    double decay = exp_core(-a);
    return (profile){(1 + a + t * (5.0 / 3)) * decay, (-5.0 / 6) * (1 + a) * decay};
}

CV_INLINE profile rational_quadratic_profile(double s, double alpha) {
    double u = (s > 0 ? s : 0) / (2 * alpha);
    u = u > 0x1p1000 ? 0x1p1000 : u;
    double value = exp_core(-alpha * log1p_ordinary(u));
    value = s != s ? s : value;
    return (profile){value, -0.5 * value / (1 + u)};
}

#define CV_PROFILE_ROW(name, parameters, arguments, store) \
    CV_INLINE void name##_row parameters {                 \
        CV_INDEPENDENT                                     \
        for (size_t i = 0; i < n; i++) {                   \
            store;                                         \
        }                                                  \
    }                                                      \
    CV_VARIANTS(void, name, parameters, arguments)

#define CV_PROFILE(name)                                                                                       \
    CV_PROFILE_ROW(name, (double *out, const double *s, size_t n), (out, s, n), out[i] = name##_profile(s[i]).value) \
    CV_PROFILE_ROW(name##_slope, (double *out, const double *s, size_t n), (out, s, n),                        \
                   out[i] = name##_profile(s[i]).slope)                                                        \
    CV_PROFILE_ROW(name##_value_slope, (double *value, double *slope, const double *s, size_t n),              \
                   (value, slope, s, n), profile p = name##_profile(s[i]);                                     \
                   value[i] = p.value; slope[i] = p.slope)

CV_PROFILE(squared_exponential)
CV_PROFILE(matern12)
CV_PROFILE(matern32)
CV_PROFILE(matern52)

CV_PROFILE_ROW(rational_quadratic, (double *out, const double *s, double alpha, size_t n), (out, s, alpha, n),
               out[i] = rational_quadratic_profile(s[i], alpha).value)
CV_PROFILE_ROW(rational_quadratic_slope, (double *out, const double *s, double alpha, size_t n), (out, s, alpha, n),
               out[i] = rational_quadratic_profile(s[i], alpha).slope)
CV_PROFILE_ROW(rational_quadratic_value_slope,
               (double *value, double *slope, const double *s, double alpha, size_t n), (value, slope, s, alpha, n),
               profile p = rational_quadratic_profile(s[i], alpha);
               value[i] = p.value; slope[i] = p.slope)
