import CVectorMath

extension StationaryKernel {
    public mutating func visitShape(_ visit: (String, inout Parameter) -> Void) {}
    public func pullbackShape(
        _ s: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {}

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        lengthscales.visitParameters(visit)
        visitShape(visit)
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension < 1 { throw .noCoordinates }
        try lengthscales.validate(inputDimension: inputDimension, kernel: Self.name)
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        let inverses = lengthscales.inverses(dimension: pairs.x.dimension)
        let usesProducts = ProductDistances.pay(for: pairs)
        if usesProducts { ProductDistances.write(pairs, inverses, into: tile) }
        for j in 0..<tile.columnCount {
            let first = pairs.coincide ? j : 0
            let rows = pairs.x[first..<tile.rowCount]
            let column = tile.column(j) + first
            if !usesProducts { squaredDistances(from: pairs.z, j, to: rows, inverses, into: column) }
            applyProfile(column, count: rows.count)
        }
        if pairs.coincide { tile.mirrorLowerTriangle() }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        values.update(repeating: 1, count: points.count)
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        cv_sum(weights, points.count)
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let (x, z) = (pairs.x, pairs.z)
        let m = adjoint.rowCount
        let inverses = lengthscales.inverses(dimension: x.dimension)
        let lengthscaleCount = lengthscales.parameterCount
        let hasShape = parameterCount > lengthscaleCount
        var inner = 0.0
        var totals = [Double](repeating: 0, count: lengthscaleCount)
        Tile.withScratch(rowCount: m, columnCount: 2) { scratch in
            let (value, slope) = (scratch.column(0), scratch.column(1))
            forEachDistanceRow(pairs, inverses) { j, s in
                let a = adjoint.column(j)
                applyProfile(s, count: m, value: value, slope: slope)
                inner += cv_dot(a, value, m)
                cv_multiply(slope, slope, a, m)
                switch lengthscales {
                case .isotropic:
                    totals[0] += cv_dot(slope, s, m)
                case .perCoordinate:
                    cv_weighted_squared_differences(
                        &totals, slope, x.base, x.stride, z.base + j, z.stride, x.dimension, m)
                }
                if hasShape {
                    for i in 0..<m { value[i] = adjoint.scale * a[i] }
                    pullbackShape(s, weights: value, count: m, into: gradient + lengthscaleCount)
                }
            }
        }
        // ∂s/∂ℓ = -2 s/ℓ, and ∂s/∂ℓ_c = -2 (x_c - z_c)²/ℓ_c³.
        switch lengthscales {
        case .isotropic:
            gradient[0] -= 2 * adjoint.scale * totals[0] * inverses[0]
        case .perCoordinate:
            for c in totals.indices {
                gradient[c] -= 2 * adjoint.scale * totals[c] * inverses[c] * inverses[c] * inverses[c]
            }
        }
        return adjoint.scale * inner
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        let (x, z) = (pairs.x, pairs.z)
        let m = adjoint.rowCount
        let inverses = lengthscales.inverses(dimension: x.dimension)
        Tile.withScratch(rowCount: m, columnCount: 2) { scratch in
            let (value, slope) = (scratch.column(0), scratch.column(1))
            forEachDistanceRow(pairs, inverses) { j, s in
                applyProfile(s, count: m, value: value, slope: slope)
                cv_multiply(slope, slope, adjoint.column(j), m)
                for c in 0..<x.dimension {
                    cv_accumulate_difference(
                        gradient.column(c), slope, x.coordinate(c), z[j, c],
                        2 * adjoint.scale * inverses[c] * inverses[c], m)
                }
            }
        }
    }

    /// s_i = Σ_c ((x_ic - z_jc)/ℓ_c)² for all points x_i.
    func squaredDistances(
        from z: Points, _ j: Int, to x: Points, _ inverses: [Double], into s: UnsafeMutablePointer<Double>
    ) {
        cv_squared_distances(s, x.base, x.stride, z.base + j, z.stride, inverses, x.dimension, x.count)
    }

    /// Calls `body` with the squared distances from each z_j to all x_i, j in order.
    private func forEachDistanceRow(
        _ pairs: Pairs, _ inverses: [Double], _ body: (Int, UnsafeMutablePointer<Double>) -> Void
    ) {
        let usesProducts = ProductDistances.pay(for: pairs)
        let (m, n) = (pairs.x.count, pairs.z.count)
        Tile.withScratch(rowCount: m, columnCount: usesProducts ? n : 1) { distances in
            if usesProducts { ProductDistances.write(pairs, inverses, into: distances) }
            for j in 0..<n {
                let row = distances.column(usesProducts ? j : 0)
                if !usesProducts { squaredDistances(from: pairs.z, j, to: pairs.x, inverses, into: row) }
                body(j, row)
            }
        }
    }
}
