#include "include/CVectorMath.h"

#include "ErrorFunction.h"
#include "Exponential.h"
#include "InverseTrigonometric.h"
#include "Logarithm.h"

CV_MAP(exp, exp_core)
CV_MAP(expm1, expm1_core)
CV_MAP(tanh, tanh_core)
CV_MAP_BY_BLOCKS(log)
CV_MAP_BY_BLOCKS(log1p)
CV_MAP(asin, asin_core)
CV_MAP(acos, acos_core)
CV_MAP(erf, erf_core)
CV_MAP(erfc, erfc_core)
CV_MAP(sqrt, root)
