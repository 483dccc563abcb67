/// Vectorised functions on rows of doubles.
///
/// Conventions: `out` may be one of the inputs, but never a shifted view of it. `n` may be zero. Every call is
/// thread-safe and allocates nothing. Results do not depend on an element's position in the row. On x86-64 Linux the
/// best of AVX-512, AVX2 with FMA and SSE2 is chosen when the program is loaded; the variants differ within the
/// stated errors.
#ifndef CVECTORMATH_H
#define CVECTORMATH_H

#include "Elementary.h"
#include "Pointwise.h"
#include "Profiles.h"
#include "Reductions.h"
#include "VariantsForTests.h"

/// The instruction set that was chosen: "x86-64-v4", "x86-64-v3", "x86-64", "aarch64" or "portable".
const char *cv_instruction_set(void);

#endif
