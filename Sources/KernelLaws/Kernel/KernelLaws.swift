import Kernels

/// The laws of every kernel: symmetry, bulk forms equal to single entries, positive semidefinite Gram matrices, the
/// Cauchy-Schwarz inequality, permutation, edges, value semantics, parameters, and pullbacks equal to differences.
///
/// An observation meets itself only where the pairs coincide, so noise needs no exception. These laws know nothing of a
/// kernel's formula: restate that in a test of its own.
public func kernelLaws(
    _ kernel: some Kernel, at sampling: Sampling = Sampling(), using generator: inout some RandomNumberGenerator
) -> [Violation] {
    var findings = Findings()
    checkVisiting(kernel, &findings)
    checkBulk(kernel, sampling, &generator, &findings)
    checkSymmetry(kernel, sampling, &generator, &findings)
    checkDefiniteness(kernel, sampling, &generator, &findings)
    checkPermutation(kernel, sampling, &generator, &findings)
    checkEdges(kernel, sampling, &generator, &findings)
    checkValueSemantics(kernel, sampling, &generator, &findings)
    checkParameterPullback(kernel, sampling, &generator, &findings)
    checkDiagonalPullback(kernel, sampling, &generator, &findings)
    checkInputPullback(kernel, sampling, &generator, &findings)
    checkDrivers(kernel, sampling, &generator, &findings)
    return findings.violations
}
