import Kernels
import LinearAlgebra

/// The parameter pullback equals differences of Σ A_ij k(x_i, z_j), adds to what is there, honours the adjoint's scale,
/// returns the inner product, and is the sum of the pullbacks of single entries.
func checkParameterPullback(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let x = sampling.points(7, using: &generator)
    let z = sampling.points(5, using: &generator)
    for (place, second) in [("cross", z), ("gram", nil)] as [(String, Matrix?)] {
        let a = randomMatrix(7, second?.rowCount ?? 7, using: &generator)
        requirePullback("parameter pullback", kernel, place, a, x, second, kernel.pulledBack(a, x, second), &findings) {
            $0.tile(x, second)
        }
        let (plain, inner) = kernel.pulledBack(a, x, second)
        let (shifted, scaledInner) = kernel.pulledBack(a, x, second, scale: -3, start: 5)
        for p in plain.indices {
            findings.requireEqual(
                "pullback adds and scales", shifted[p], 5 - 3 * plain[p], tolerance: 1e-12 * (5 + abs(plain[p])),
                "\(place), parameter \(p)")
        }
        findings.requireEqual(
            "pullback adds and scales", scaledInner, -3 * inner, tolerance: 1e-12 * abs(inner) + 1e-14, place)
    }
    let a = randomMatrix(7, 5, using: &generator)
    var sums = [Double](repeating: 0, count: kernel.parameterCount)
    var sizes = sums
    for i in 0..<7 {
        for j in 0..<5 {
            let single = Matrix(rowCount: 1, columnCount: 1, repeating: a[i, j])
            let one = kernel.pulledBack(single, x.rows([i]), z.rows([j])).gradient
            for p in sums.indices {
                sums[p] += one[p]
                sizes[p] += abs(one[p])
            }
        }
    }
    for (p, found) in kernel.pulledBack(a, x, z).gradient.enumerated() {
        findings.requireEqual(
            "pullback = sum of single pullbacks", found, sums[p], tolerance: 1e-8 * sizes[p] + 1e-13, "parameter \(p)")
    }
}

/// Requires a pullback to agree with differences of ⟨A, values⟩ in every parameter.
func requirePullback<K: Kernel>(
    _ law: String, _ kernel: K, _ place: String, _ a: Matrix, _ x: Matrix, _ z: Matrix?,
    _ found: (gradient: [Double], inner: Double), _ findings: inout Findings, _ values: (K) -> Matrix
) {
    let matrix = values(kernel)
    let scale = matrix.largestMagnitude
    findings.requireEqual(
        law, found.inner, entrySum(a, matrix), tolerance: 1e-11 * scale * Double(a.count), "\(place), inner product")
    for (p, named) in kernel.parameters.enumerated() {
        let value = named.parameter.value
        findings.requireDerivative(
            law, found.gradient[p], of: { entrySum(a, values(kernel.settingParameter(p, to: $0))) }, at: value,
            step: 1e-3 * (value == 0 ? 1 : abs(value)), scale: scale, "\(place), \(named.path)")
    }
}

/// The pullback of the diagonal equals differences of Σ w_i k(x_i, x_i).
func checkDiagonalPullback(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let x = sampling.points(6, using: &generator)
    let weights = randomMatrix(6, 1, using: &generator)
    var gradient = [Double](repeating: 1, count: kernel.parameterCount + 1)
    let inner = weights.withUnsafePointer { w in
        x.withPoints { kernel.pullbackDiagonal(w, at: $0, into: &gradient) }
    }
    let found = (gradient.dropLast().map { $0 - 1 }, inner)
    requirePullback("diagonal pullback", kernel, "diagonal", weights, x, nil, found, &findings) {
        Matrix(column: $0.diagonal(x))
    }
}

/// The input pullback equals differences in the first argument, the second held, also where both are equal.
func checkInputPullback(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let x = sampling.points(6, using: &generator)
    let z = sampling.points(5, using: &generator)
    for (place, second) in [("cross", z), ("gram", nil)] as [(String, Matrix?)] {
        let held = second ?? x
        let a = randomMatrix(6, held.rowCount, using: &generator)
        let found = kernel.pulledBackInputs(a, x, second)
        let shifted = kernel.pulledBackInputs(a, x, second, scale: -2, start: 3)
        let scale = kernel.tile(x, held).largestMagnitude / sampling.width
        for i in 0..<x.rowCount {
            for c in 0..<sampling.dimension {
                findings.requireDerivative(
                    "input pullback", found[i, c], of: { kernel.inner(a, x.moved(i, c, by: $0), held) }, at: 0,
                    step: 2e-4 * sampling.width, scale: scale, "\(place), point \(i), coordinate \(c)")
                findings.requireEqual(
                    "input pullback adds and scales", shifted[i, c], 3 - 2 * found[i, c],
                    tolerance: 1e-9 * (3 + scale + abs(found[i, c])), "\(place), point \(i), coordinate \(c)")
            }
        }
    }
}
