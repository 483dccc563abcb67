// asin and acos.
//
// For |x| <= 1/2, asin(x) = x + x^3 p(x^2). Beyond, asin|x| = pi / 2 - 2 asin(t) with t = sqrt((1 - |x|) / 2), where
// 1 - |x| is exact: this keeps the accuracy of acos near 1.
#ifndef CV_INVERSE_TRIGONOMETRIC_H
#define CV_INVERSE_TRIGONOMETRIC_H

#include "Coefficients.h"
#include "Scalar.h"

// asin(t) = t + rest, where t stands for |x| or, if far, for its complement.
typedef struct {
    int far;
    double t, rest;
} asin_parts;

CV_INLINE asin_parts asin_split(double x) {
    double a = absolute(x);
    int far = a > 0.5;
    double square = far ? 0.5 * (1 - a) : x * x;
    double t = far ? root(square) : a;
    return (asin_parts){far, t, t * square * CV_POLYNOMIAL(square, asin_coefficients)};
}

CV_INLINE double asin_core(double x) {
    asin_parts p = asin_split(x);
    double twice = 2 * p.t;
    double head = quarter_turn_1 - twice;
    double far = head + (((quarter_turn_1 - head) - twice) + (quarter_turn_2 - 2 * p.rest));
    double y = p.far ? far : p.t + p.rest;
    return x != x ? x : with_sign(y, x);
}

CV_INLINE double acos_core(double x) {
    asin_parts p = asin_split(x);
    int negative = x < 0;
    double t = negative ? -p.t : p.t, rest = negative ? -p.rest : p.rest;
    double head = quarter_turn_1 - t;
    double near = head + (((quarter_turn_1 - head) - t) + (quarter_turn_2 - rest));
    double far = 2 * (p.t + p.rest);
    double turned = 2 * quarter_turn_1 - 2 * p.t;
    double beyond = turned + (((2 * quarter_turn_1 - turned) - 2 * p.t) + 2 * (quarter_turn_2 - p.rest));
    return p.far ? (negative ? beyond : far) : near;
}

#endif
