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
        for j in 0..<tile.columnCount {
            let column = tile.column(j)
            squaredDistances(pairs.x, pairs.z, j, inverses, into: column)
            applyProfile(column, count: tile.rowCount)
        }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        for i in 0..<points.count { values[i] = 1 }
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        (0..<points.count).reduce(0) { $0 + weights[$1] }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let x = pairs.x
        let m = adjoint.rowCount
        let inverses = lengthscales.inverses(dimension: x.dimension)
        var inner = 0.0
        Tile.withScratch(rowCount: m, columnCount: 4) { scratch in
            let (s, value, slope, weights) = (
                scratch.column(0), scratch.column(1), scratch.column(2), scratch.column(3)
            )
            for j in 0..<adjoint.columnCount {
                let a = adjoint.column(j)
                squaredDistances(x, pairs.z, j, inverses, into: s)
                applyProfile(s, count: m, value: value, slope: slope)
                var dot = 0.0
                for i in 0..<m {
                    dot += a[i] * value[i]
                    weights[i] = adjoint.scale * a[i]
                }
                inner += adjoint.scale * dot
                var shapeOffset = 1
                switch lengthscales {
                case .isotropic:
                    var total = 0.0
                    for i in 0..<m { total += weights[i] * slope[i] * s[i] }
                    gradient[0] -= 2 * total * inverses[0]
                case .perCoordinate(let parameters):
                    shapeOffset = parameters.count
                    for i in 0..<m { slope[i] *= weights[i] }
                    for c in parameters.indices {
                        let xs = x.coordinate(c)
                        let z = pairs.z[j, c]
                        var total = 0.0
                        for i in 0..<m { total += slope[i] * (xs[i] - z) * (xs[i] - z) }
                        gradient[c] -= 2 * total * inverses[c] * inverses[c] * inverses[c]
                    }
                }
                pullbackShape(s, weights: weights, count: m, into: gradient + shapeOffset)
            }
        }
        return inner
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        let x = pairs.x
        let m = adjoint.rowCount
        let inverses = lengthscales.inverses(dimension: x.dimension)
        Tile.withScratch(rowCount: m, columnCount: 3) { scratch in
            let (s, value, slope) = (scratch.column(0), scratch.column(1), scratch.column(2))
            for j in 0..<adjoint.columnCount {
                let a = adjoint.column(j)
                squaredDistances(x, pairs.z, j, inverses, into: s)
                applyProfile(s, count: m, value: value, slope: slope)
                for i in 0..<m { slope[i] *= 2 * adjoint.scale * a[i] }
                for c in 0..<x.dimension {
                    let xs = x.coordinate(c)
                    let z = pairs.z[j, c]
                    let out = gradient.column(c)
                    let w = inverses[c] * inverses[c]
                    for i in 0..<m { out[i] += slope[i] * w * (xs[i] - z) }
                }
            }
        }
    }

    /// s_i = Σ_c ((x_ic - z_jc)/ℓ_c)² for all points x_i.
    func squaredDistances(
        _ x: Points, _ z: Points, _ j: Int, _ inverses: [Double], into s: UnsafeMutablePointer<Double>
    ) {
        for i in 0..<x.count { s[i] = 0 }
        for c in inverses.indices {
            let xs = x.coordinate(c)
            let center = z[j, c]
            let w = inverses[c]
            for i in 0..<x.count {
                let difference = (xs[i] - center) * w
                s[i] += difference * difference
            }
        }
    }
}
