import CVectorMath

extension ActivationKernel {
    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        if weightVariances.count == 1 {
            visit("weightVariance", &weightVariances[0])
        } else {
            for c in weightVariances.indices { visit("weightVariances[\(c)]", &weightVariances[c]) }
        }
        visit("biasVariance", &biasVariance)
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension < 1 { throw .noCoordinates }
        if weightVariances.count != 1 && weightVariances.count != inputDimension {
            throw .unsupported(
                kernel: Self.name,
                reason: "there are \(weightVariances.count) weight variances but the inputs have \(inputDimension) "
                    + "columns; give one, or one per column.")
        }
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        withDirections(pairs) { x, z, scratch in
            for j in 0..<tile.columnCount {
                let first = pairs.coincide ? j : 0
                x.withRows(first..<tile.rowCount, z, j, scratch) {
                    applyActivation($0, count: tile.rowCount - first, into: tile.column(j) + first)
                }
            }
        }
        if pairs.coincide { tile.mirrorLowerTriangle() }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        for i in 0..<points.count { values[i] = diagonal(variance(points, i)).value }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let m = adjoint.rowCount
        var inner = 0.0
        Tile.withScratch(rowCount: m, columnCount: 1) { values in
            forEachSlopeRow(adjoint, at: pairs) { j, rows, slopes in
                applyActivation(rows, count: m, into: values.base)
                inner += cv_dot(adjoint.column(j), values.base, m)
                let second = cv_sum(slopes.second, m)
                gradient[weightVariances.count] += cv_sum(slopes.covariance, m) + cv_sum(slopes.first, m) + second
                for c in 0..<pairs.x.dimension {
                    let (xs, z) = (pairs.x.coordinate(c), pairs.z[j, c])
                    var total = 0.0
                    for i in 0..<m {
                        total += xs[i] * (slopes.covariance[i] * z + slopes.first[i] * xs[i])
                    }
                    gradient[weightVariances.count == 1 ? 0 : c] += total + second * z * z
                }
            }
        }
        return adjoint.scale * inner
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        var inner = 0.0
        for i in 0..<points.count {
            let (value, slope) = diagonal(variance(points, i))
            inner += weights[i] * value
            gradient[weightVariances.count] += weights[i] * slope
            for c in 0..<points.dimension {
                gradient[weightVariances.count == 1 ? 0 : c] += weights[i] * slope * points[i, c] * points[i, c]
            }
        }
        return inner
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        forEachSlopeRow(adjoint, at: pairs) { j, _, slopes in
            for c in 0..<pairs.x.dimension {
                let (out, xs, z, v) = (gradient.column(c), pairs.x.coordinate(c), pairs.z[j, c], weightVariance(c))
                for i in 0..<adjoint.rowCount {
                    out[i] += v * (slopes.covariance[i] * z + 2 * slopes.first[i] * xs[i])
                }
            }
        }
    }
}

extension ActivationKernel {
    private func weightVariance(_ c: Int) -> Double { weightVariances[weightVariances.count == 1 ? 0 : c].value }

    /// u(x_i, x_i), in the order of summation of the tiles.
    private func variance(_ points: Points, _ i: Int) -> Double {
        (0..<points.dimension).reduce(biasVariance.value) { $0 + weightVariance($1) * points[i, $1] * points[i, $1] }
    }

    private func withDirections(_ pairs: Pairs, _ body: (Directions, Directions, Tile) -> Void) {
        let (weights, bias) = (weightVariances.map(\.value), biasVariance.value)
        Tile.withScratch(rowCount: pairs.x.count, columnCount: 5) { scratch in
            Directions.with(pairs.x, weightVariances: weights, biasVariance: bias) { x in
                if pairs.coincide { return body(x, x, scratch) }
                Directions.with(pairs.z, weightVariances: weights, biasVariance: bias) { body(x, $0, scratch) }
            }
        }
    }

    /// Calls `body` for each column with the rows of its pairs and the slopes times the adjoint, its scale included.
    private func forEachSlopeRow(
        _ adjoint: Adjoint, at pairs: Pairs, _ body: (Int, ActivationRows, ActivationSlopes) -> Void
    ) {
        let m = adjoint.rowCount
        Tile.withScratch(rowCount: m, columnCount: 3) { tile in
            let slopes = ActivationSlopes(
                covariance: tile.column(0), first: tile.column(1), second: tile.column(2))
            withDirections(pairs) { x, z, scratch in
                for j in 0..<adjoint.columnCount {
                    let a = adjoint.column(j)
                    x.withRows(0..<m, z, j, scratch) { rows in
                        applySlopes(rows, count: m, into: slopes)
                        for k in 0..<3 {
                            let row = tile.column(k)
                            for i in 0..<m { row[i] *= adjoint.scale * a[i] }
                        }
                        body(j, rows, slopes)
                    }
                }
            }
        }
    }
}
