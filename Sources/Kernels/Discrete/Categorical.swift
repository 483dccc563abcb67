import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// A free covariance between L categories: k(a, b) = B_ab, B = W Wᵀ + diag(κ), with an L-by-R matrix of loadings W and own
/// variances κ > 0. One coordinate, whose values 0, 1, ..., L - 1 name the categories.
///
/// The rank R bounds what categories share: 1 for one common pattern, L for any covariance. The coordinate is rounded to
/// the nearest whole number; other values become NaN, which factorisations report.
///
/// - Source: E. V. Bonilla, K. M. A. Chai and C. K. I. Williams, Multi-task Gaussian process prediction (2008), for the
///   parametrisation; as a kernel on categories alone it needs no tasks.
public struct Categorical: Kernel {
    /// The number of categories, L.
    public let levelCount: Int
    /// The number of loadings per category, R.
    public let rank: Int
    /// The loadings W_ar, category by category.
    public var loadings: [Parameter]
    /// The own variances κ_a.
    public var ownVariances: [Parameter]

    /// A covariance of `levels` categories whose loadings start as cosines over the categories, so that no two columns of
    /// W are alike and a fit can tell them apart; B has the given variance on average.
    public init(levels: Int, rank: Int = 1, variance: Double = 1) {
        precondition(levels >= 1 && rank >= 0, "There must be at least one category and no negative rank.")
        let scale = (variance / Double(2 * Swift.max(rank, 1))).squareRoot()
        let own = rank == 0 ? variance : 0.5 * variance
        self.init(
            loadings: (0..<levels).map { a in
                (0..<rank).map { r in
                    let wave = cos(Double.pi * Double(r) * (Double(a) + 0.5) / Double(levels))
                    return scale * (r == 0 ? 1 : 2.0.squareRoot() * wave)
                }
            }, ownVariances: [Double](repeating: own, count: levels))
    }

    /// The covariance of the given loadings, one list of R numbers per category, and own variances.
    public init(loadings: [[Double]], ownVariances: [Double]) {
        precondition(
            !loadings.isEmpty && loadings.count == ownVariances.count
                && loadings.allSatisfy { $0.count == loadings[0].count },
            "There must be one list of loadings, all of one length, and one own variance per category.")
        levelCount = loadings.count
        rank = loadings[0].count
        self.loadings = loadings.flatMap { $0 }.map(Parameter.real)
        self.ownVariances = ownVariances.map(Parameter.positive)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        for k in loadings.indices { visit("loadings[\(k / rank)][\(k % rank)]", &loadings[k]) }
        for a in ownVariances.indices { visit("ownVariances[\(a)]", &ownVariances[a]) }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        try requireOneCoordinate(inputDimension, kernel: "Categorical")
    }

    /// B, L-by-L.
    public var covariance: Matrix {
        Matrix(rowCount: levelCount, columnCount: levelCount) { a, b in
            (0..<rank).reduce(a == b ? ownVariances[a].value : 0) {
                $0 + loadings[a * rank + $1].value * loadings[b * rank + $1].value
            }
        }
    }

    /// Adds ⟨G, ∂B/∂θ⟩ for an L-by-L sensitivity G of any shape to the gradient.
    public func pullbackCovariance(_ sensitivity: Matrix, into gradient: UnsafeMutablePointer<Double>) {
        for a in 0..<levelCount {
            for b in 0..<levelCount {
                let both = sensitivity[a, b] + sensitivity[b, a]
                for r in 0..<rank { gradient[a * rank + r] += both * loadings[b * rank + r].value }
            }
            gradient[loadings.count + a] += sensitivity[a, a]
        }
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        let (b, x, z) = (covariance, levels(pairs.x), levels(pairs.z))
        for j in 0..<tile.columnCount {
            for i in 0..<tile.rowCount {
                tile[i, j] = x[i] < 0 || z[j] < 0 ? .nan : b[x[i], z[j]]
            }
        }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        let b = covariance
        for (i, level) in levels(points).enumerated() { values[i] = level < 0 ? .nan : b[level, level] }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let (x, z) = (levels(pairs.x), levels(pairs.z))
        var sensitivity = Matrix(rowCount: levelCount, columnCount: levelCount)
        for j in 0..<adjoint.columnCount where z[j] >= 0 {
            let a = adjoint.column(j)
            for i in 0..<adjoint.rowCount where x[i] >= 0 { sensitivity[x[i], z[j]] += adjoint.scale * a[i] }
        }
        return pullback(sensitivity, into: gradient)
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        var sensitivity = Matrix(rowCount: levelCount, columnCount: levelCount)
        for (i, level) in levels(points).enumerated() where level >= 0 { sensitivity[level, level] += weights[i] }
        return pullback(sensitivity, into: gradient)
    }

    /// Nothing: categories do not move.
    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {}

    private func pullback(_ sensitivity: Matrix, into gradient: UnsafeMutablePointer<Double>) -> Double {
        pullbackCovariance(sensitivity, into: gradient)
        let b = covariance
        var inner = 0.0
        for c in 0..<levelCount { for a in 0..<levelCount { inner += sensitivity[a, c] * b[a, c] } }
        return inner
    }

    /// The category of each point; -1 where there is none.
    private func levels(_ points: Points) -> [Int] {
        (0..<points.count).map { i in
            let nearest = points[i, 0].rounded()
            return nearest >= 0 && nearest < Double(levelCount) ? Int(nearest) : -1
        }
    }
}
