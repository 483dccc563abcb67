/// The kernel Π_c k_c(x_c, z_c) over coordinates, each with its own one-dimensional kernel of the same type.
///
/// On a grid of points its Gram matrix is the Kronecker product of those of the factors, derivative blocks included.
public struct CoordinateProduct<Factor: Kernel>: Kernel {
    /// The factor of each coordinate.
    public var factors: [Factor]

    /// The product of the given kernels, factor c acting on coordinate c.
    public init(_ factors: [Factor]) {
        precondition(!factors.isEmpty, "A product over coordinates needs at least one factor.")
        self.factors = factors
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        for c in factors.indices { factors[c].visitParameters { visit("factors[\(c)]." + $0, &$1) } }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension != factors.count {
            throw .unsupported(
                kernel: "CoordinateProduct",
                reason: "there are \(factors.count) factors but the inputs have \(inputDimension) columns; "
                    + "give one factor per column.")
        }
        for factor in factors { try factor.validate(inputDimension: 1) }
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        multiplyFactors(into: tile) { c, out in factors[c].fill(out, at: pairs.coordinate(c)) }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        multiplyFactors(into: Tile(base: values, rowCount: points.count, columnCount: 1, stride: points.count)) {
            factors[$0].fillDiagonal($1.base, at: points.selecting($0))
        }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullbackFactors(
            adjoint, into: gradient, fill: { factors[$0].fill($1, at: pairs.coordinate($0)) },
            pull: { factors[$0].pullback($1, at: pairs.coordinate($0), into: $2) })
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullbackFactors(
            Adjoint(base: weights, rowCount: points.count, columnCount: 1, stride: points.count), into: gradient,
            fill: { factors[$0].fillDiagonal($1.base, at: points.selecting($0)) },
            pull: { c, weights, out in
                factors[c].pullbackDiagonal(weights.base, at: points.selecting(c), into: out)
            })
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        for c in factors.indices {
            withOthers(than: c, adjoint, { factors[$0].fill($1, at: pairs.coordinate($0)) }) { weights in
                factors[c].pullbackInputs(
                    weights, at: pairs.coordinate(c), into: gradient[0..<gradient.rowCount, c..<c + 1])
            }
        }
    }
}

extension CoordinateProduct {
    /// Multiplies what `fill` writes for each coordinate into the tile.
    func multiplyFactors(into tile: Tile, _ fill: (Int, Tile) -> Void) {
        fill(0, tile)
        for c in factors.indices.dropFirst() {
            Tile.withScratch(rowCount: tile.rowCount, columnCount: tile.columnCount) { scratch in
                fill(c, scratch)
                tile.multiply(scratch)
            }
        }
    }

    /// Pulls back through each factor with the adjoint times all other factors.
    func pullbackFactors(
        _ adjoint: Adjoint, into gradient: UnsafeMutablePointer<Double>, fill: (Int, Tile) -> Void,
        pull: (Int, Adjoint, UnsafeMutablePointer<Double>) -> Double
    ) -> Double {
        var inner = 0.0
        var target = gradient
        for c in factors.indices {
            withOthers(than: c, adjoint, fill) { inner = pull(c, $0, target) }
            target += factors[c].parameterCount
        }
        return inner
    }

    /// Calls `body` with the adjoint multiplied by every factor but one; its scale is one.
    private func withOthers(than c: Int, _ adjoint: Adjoint, _ fill: (Int, Tile) -> Void, _ body: (Adjoint) -> Void) {
        Tile.withScratch(rowCount: adjoint.rowCount, columnCount: adjoint.columnCount) { weights in
            weights.fill(repeating: 1)
            weights.multiply(by: adjoint)
            for other in factors.indices where other != c {
                Tile.withScratch(rowCount: adjoint.rowCount, columnCount: adjoint.columnCount) { scratch in
                    fill(other, scratch)
                    weights.multiply(scratch)
                }
            }
            body(weights.asAdjoint)
        }
    }
}

extension Points {
    /// The points with one coordinate only.
    func selecting(_ coordinate: Int) -> Points {
        Points(base: self.coordinate(coordinate), count: count, dimension: 1, stride: stride)
    }
}

extension Pairs {
    /// The pairs with one coordinate only.
    func coordinate(_ c: Int) -> Pairs {
        Pairs(x: x.selecting(c), z: z.selecting(c), coincide: coincide)
    }
}
