#pragma once
// Complex numbers as plain structures, which Swift can import.
typedef struct { double real, imag; } mercer_complex_double;
typedef struct { float real, imag; } mercer_complex_float;
#define LAPACK_COMPLEX_CUSTOM
#define lapack_complex_double mercer_complex_double
#define lapack_complex_float mercer_complex_float
#include <lapacke.h>
