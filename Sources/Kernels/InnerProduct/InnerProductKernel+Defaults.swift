import CVectorMath

extension InnerProductKernel {
    public var smoothness: Int { .max }
    public mutating func visitShape(_ visit: (String, inout Parameter) -> Void) {}
    public func pullbackShape(
        order m: Int, _ u: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {}

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        if variances.count == 1 {
            visit("variance", &variances[0])
        } else {
            for c in variances.indices { visit("variances[\(c)]", &variances[c]) }
        }
        visitShape(visit)
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension < 1 { throw .noCoordinates }
        if variances.count != 1 && variances.count != inputDimension {
            throw .unsupported(
                kernel: "\(Self.self)",
                reason: "there are \(variances.count) variances but the inputs have \(inputDimension) columns; "
                    + "give one variance, or one per column.")
        }
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        for j in 0..<tile.columnCount {
            let first = pairs.coincide ? j : 0
            let rows = pairs.x[first..<tile.rowCount]
            let column = tile.column(j) + first
            innerProducts(of: rows, pairs.z, j, into: column)
            applyFunction(order: 0, column, count: rows.count)
        }
        if pairs.coincide { tile.mirrorLowerTriangle() }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        values.update(repeating: 0, count: points.count)
        for c in 0..<points.dimension {
            let (xs, v) = (points.coordinate(c), variance(c))
            for i in 0..<points.count { values[i] += v * xs[i] * xs[i] }
        }
        applyFunction(order: 0, values, count: points.count)
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let none = MultiIndex.none(dimension: pairs.x.dimension)
        return pullbackDerivative(adjoint, at: pairs, x: none, z: none, into: gradient)
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        (0..<points.count).reduce(0) { total, i in
            total
                + pullback(
                    Adjoint(base: weights + i, rowCount: 1, columnCount: 1, stride: 1),
                    at: Pairs(within: points[i..<i + 1]), into: gradient)
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        let m = adjoint.rowCount
        Tile.withScratch(rowCount: m, columnCount: 1) { row in
            for j in 0..<adjoint.columnCount {
                innerProducts(of: pairs.x, pairs.z, j, into: row.base)
                applyFunction(order: 1, row.base, count: m)
                cv_multiply(row.base, row.base, adjoint.column(j), m)
                for c in 0..<pairs.x.dimension {
                    let (out, factor) = (gradient.column(c), adjoint.scale * variance(c) * pairs.z[j, c])
                    for i in 0..<m { out[i] += factor * row.base[i] }
                }
            }
        }
    }

    func variance(_ c: Int) -> Double { variances[variances.count == 1 ? 0 : c].value }

    /// u_i = Σ_c v_c x_ic z_jc, with the product of coordinates first so that exchanging x and z changes no bit.
    func innerProducts(of x: Points, _ z: Points, _ j: Int, into u: UnsafeMutablePointer<Double>) {
        u.update(repeating: 0, count: x.count)
        for c in 0..<x.dimension {
            let (xs, center, v) = (x.coordinate(c), z[j, c], variance(c))
            for i in 0..<x.count { u[i] += v * (xs[i] * center) }
        }
    }
}
