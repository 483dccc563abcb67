// Minimax polynomials, lowest power first. Written by Benchmarks/VectorMath/coefficients.py.
#ifndef CV_COEFFICIENTS_H
#define CV_COEFFICIENTS_H

// (exp(r) - 1 - r) / r^2, |r| <= log(2) / 2: of expm1, relative error 2.6e-19.
static const double exp_coefficients[] = {
    0x1.0000000000000p-1,
    0x1.5555555555559p-3,
    0x1.555555555553fp-5,
    0x1.111111110f6dbp-7,
    0x1.6c16c16c1f073p-10,
    0x1.a01a01afd3a36p-13,
    0x1.a01a017bca197p-16,
    0x1.71ddf87f3b9a8p-19,
    0x1.27e536227321dp-22,
    0x1.af5e7444cf38cp-26,
    0x1.1ee89839bce47p-29,
};

// (2 atanh(s) / s - 2) / s^2 in s^2, s^2 <= 0.0295: relative error 1.2e-18.
static const double log_coefficients[] = {
    0x1.5555555555592p-1,
    0x1.999999997fe33p-2,
    0x1.24924941eb6a9p-2,
    0x1.c71c520d70e28p-3,
    0x1.74663e27c82afp-3,
    0x1.39a1cc8261f10p-3,
    0x1.2f04bd03c948ap-3,
};

// (sin(r) / r - 1) / r^2 in r^2, r <= pi / 4: relative error 3.6e-18.
static const double sin_coefficients[] = {
    -0x1.5555555555548p-3,
    0x1.111111110f7cfp-7,
    -0x1.a01a019bfdac4p-13,
    0x1.71de3567804f4p-19,
    -0x1.ae5e5a417406ap-26,
    0x1.5d8fb6e3420f2p-33,
};

// (cos(r) - 1 + r^2 / 2) / r^4 in r^2, r <= pi / 4: relative error 5.6e-20.
static const double cos_coefficients[] = {
    0x1.555555555554bp-5,
    -0x1.6c16c16c14fa6p-10,
    0x1.a01a019c85e11p-16,
    -0x1.27e4f7ebae6e2p-22,
    0x1.1ee9d83654853p-29,
    -0x1.8fa4d0f1b5341p-37,
};

// (asin(t) / t - 1) / t^2 in t^2, t <= 1/2: relative error 1.5e-17.
static const double asin_coefficients[] = {
    0x1.5555555555393p-3,
    0x1.333333336e47ep-4,
    0x1.6db6db4297c94p-5,
    0x1.f1c72c30fefabp-6,
    0x1.6e89f4e64445ap-6,
    0x1.1c6bd8f79aadcp-6,
    0x1.c6fe5c4e005f0p-7,
    0x1.8ebf5e0314a2cp-7,
    0x1.abec379363e5dp-8,
    0x1.3fe2532e24d4fp-6,
    -0x1.09b840ae87651p-6,
    0x1.0564c14a4c2ccp-5,
};

// erf(x) / x - 1 in x^2, x <= 1: relative error 1.3e-19.
static const double erf_coefficients[] = {
    0x1.06eba8214db69p-3,
    -0x1.812746b0379e6p-2,
    0x1.ce2f21a042b20p-4,
    -0x1.b82ce3128499ep-6,
    0x1.565bcd0db0317p-8,
    -0x1.c02db3d8eda3bp-11,
    0x1.f9a321a12a5cfp-14,
    -0x1.f4d1df3a198d1p-17,
    0x1.b9def1a6a9f9ep-20,
    -0x1.5f1d36ff7c0b0p-23,
    0x1.f7a41443e4febp-27,
    -0x1.386ac5d5dc878p-30,
    0x1.0579b507d5a79p-34,
};

// exp(x^2) erfc(x) (x + 2.5) in t, 1/2 <= x <= 28: relative error 4.9e-17.
static const double erfcx_coefficients[] = {
    0x1.fa6267649aa6fp-1,
    0x1.195bf33351f39p-1,
    0x1.dbf863173fdabp-3,
    0x1.17e75cc729f62p-4,
    0x1.47d60ca4a2af8p-7,
    -0x1.7284558f0bda1p-10,
    -0x1.d1acad2f91c1cp-11,
    -0x1.8ad402fb43143p-18,
    0x1.2e381a95ebd59p-14,
    0x1.af6711ce285e5p-19,
    -0x1.d23482852addep-18,
    -0x1.8ce38f4eca8a6p-24,
    0x1.9ad6c654c193cp-21,
    -0x1.0a1923262e696p-24,
    -0x1.6d0b7aef56de9p-24,
    0x1.5239e4365af2fp-26,
    0x1.131afc35765c1p-27,
    -0x1.f164d49c83ea8p-29,
    -0x1.0541d3332d291p-31,
    0x1.8407c39858895p-32,
    0x1.ac7e50bf6238fp-38,
};

// t = erfcx_slope / (x + 2.5) + erfcx_offset.
static const double erfcx_slope = 0x1.a9e4100000000p+2;
static const double erfcx_offset = -0x1.37dac00000000p+0;

// log(2) in two parts, the first of 42 bits: its products with exponents are exact.
static const double log_two_1 = 0x1.62e42fefa3800p-1;
static const double log_two_2 = 0x1.ef35793c76730p-45;

// pi / 2 in three parts, the first two of 33 bits: their products with integers below 2^20 are exact.
static const double half_pi_1 = 0x1.921fb54400000p+0;
static const double half_pi_2 = 0x1.0b4611a600000p-34;
static const double half_pi_3 = 0x1.3198a2e037073p-69;

// pi / 2 in two full parts.
static const double quarter_turn_1 = 0x1.921fb54442d18p+0;
static const double quarter_turn_2 = 0x1.1a62633145c07p-54;
static const double log2_e = 0x1.71547652b82fep+0;
static const double two_over_pi = 0x1.45f306dc9c883p-1;

#endif
