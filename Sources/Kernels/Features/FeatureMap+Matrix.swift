import LinearAlgebra

extension FeatureMap {
    /// The matrix of n-th derivatives Φ^(n)(x): one row per point (a matrix of one column), one column per feature.
    public func matrix(_ x: Matrix, order n: Int = 0) -> Matrix {
        precondition(x.columnCount == 1, "Features act on one coordinate, not \(x.columnCount).")
        return x.withPoints { matrix($0, order: n) }
    }

    func matrix(_ points: Points, order n: Int) -> Matrix {
        Matrix(rowCount: points.count, columnCount: featureCount) {
            fill(
                Tile(base: $0, rowCount: points.count, columnCount: featureCount, stride: points.count), order: n,
                at: points)
        }
    }
}
