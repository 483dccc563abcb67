import LinearAlgebra

/// The kernel k(x, z) = Σ_f λ_f φ_f(x) φ_f(z) of finite rank: a sum of m functions with independent normal coefficients
/// of variance λ_f. One coordinate; see ``CoordinateProduct`` for more.
///
/// A Gram matrix is Φ Λ Φ^T. Solvers that take Φ itself need no Gram matrix and do not square its condition number.
public struct FeatureKernel<Features: FeatureMap>: SmoothKernel {
    /// The functions φ_f.
    public var features: Features
    /// The prior variances λ_f of their coefficients.
    public var variances: [Parameter]

    /// The kernel of the given functions with the given coefficient variances, one per function.
    public init(_ features: Features, variances: [Double]) {
        precondition(
            variances.count == features.featureCount,
            "There are \(features.featureCount) features but \(variances.count) variances.")
        self.features = features
        self.variances = variances.map(Parameter.positive)
    }

    public var smoothness: Int { features.smoothness }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        for f in variances.indices { visit("variances[\(f)]", &variances[f]) }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension != 1 {
            throw .unsupported(
                kernel: "FeatureKernel",
                reason: "features act on one column, but the inputs have \(inputDimension); select one, or take a "
                    + "product over coordinates.")
        }
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        fillDerivative(tile, at: pairs, x: [0], z: [0])
        if pairs.coincide { tile.mirrorLowerTriangle() }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        values.update(repeating: 0, count: points.count)
        features.matrix(points, order: 0).withUnsafePointer { phi in
            for (f, variance) in variances.enumerated() {
                let column = phi + f * points.count
                for i in 0..<points.count { values[i] += variance.value * column[i] * column[i] }
            }
        }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullbackDerivative(adjoint, at: pairs, x: [0], z: [0], into: gradient)
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        features.matrix(points, order: 0).withUnsafePointer { phi in
            var inner = 0.0
            for (f, variance) in variances.enumerated() {
                let column = phi + f * points.count
                let total = (0..<points.count).reduce(0) { $0 + weights[$1] * column[$1] * column[$1] }
                gradient[f] += total
                inner += variance.value * total
            }
            return inner
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        withDerivative(adjoint.rowCount, adjoint.columnCount, at: pairs, [1], [0]) { tile in
            for j in 0..<adjoint.columnCount {
                for i in 0..<adjoint.rowCount { gradient[i, 0] += adjoint[i, j] * tile[i, j] }
            }
        }
    }

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        let left = scaledByVariances(features.matrix(pairs.x, order: x[0]))
        let block = multiply(left, features.matrix(pairs.z, order: z[0]), transposingSecond: true)
        block.withUnsafePointer { p in
            for j in 0..<tile.columnCount {
                tile.column(j).update(from: p + j * tile.rowCount, count: tile.rowCount)
            }
        }
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        // ∂/∂λ_f = φ_f(x)^T A φ_f(z).
        let (phi, psi) = (features.matrix(pairs.x, order: x[0]), features.matrix(pairs.z, order: z[0]))
        let weights = Matrix(rowCount: adjoint.rowCount, columnCount: adjoint.columnCount) { adjoint[$0, $1] }
        let image = multiply(weights, psi)
        var inner = 0.0
        phi.withUnsafePointer { a in
            image.withUnsafePointer { b in
                for (f, variance) in variances.enumerated() {
                    let start = f * adjoint.rowCount
                    let total = (0..<adjoint.rowCount).reduce(0) { $0 + a[start + $1] * b[start + $1] }
                    gradient[f] += total
                    inner += variance.value * total
                }
            }
        }
        return inner
    }

    private func scaledByVariances(_ phi: Matrix) -> Matrix {
        var result = phi
        result.withUnsafeMutablePointer { p in
            for (f, variance) in variances.enumerated() {
                for i in 0..<phi.rowCount { p[i + f * phi.rowCount] *= variance.value }
            }
        }
        return result
    }
}
