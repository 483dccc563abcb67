/// The additive kernel up to order D: k(x, z) = Σ_{n=1}^{D} v_n e_n(k_1(x_1, z_1), ..., k_d(x_d, z_d)), with e_n the n-th
/// elementary symmetric polynomial, the sum of all products of n different factors, and variances v_n.
///
/// The process is a sum of independent functions of every single input, every pair of inputs and so on up to D of them;
/// v_n says how much interactions of n inputs matter. First-order functions extrapolate where products forget.
///
/// - Complexity: O(d D) a pair, for values and for the whole gradient.
/// - Source: D. Duvenaud, H. Nickisch and C. E. Rasmussen, Additive Gaussian processes (2011).
public struct Additive<Factor: Kernel>: Kernel {
    /// The factor k_c of each coordinate.
    public var factors: [Factor]
    /// The variance v_n of each order, from 1 to D.
    public var variances: [Parameter]

    /// The additive kernel of the given factors, one per coordinate, with a variance for each order from 1 to D ≤ d.
    public init(_ factors: [Factor], variances: [Double]) {
        precondition(!factors.isEmpty, "An additive kernel needs at least one factor.")
        precondition(
            (1...factors.count).contains(variances.count),
            "There are \(variances.count) orders, but they must be from 1 to the number of factors, \(factors.count).")
        self.factors = factors
        self.variances = variances.map(Parameter.positive)
    }

    /// The additive kernel up to the given order, with variances that give every order the same share of k(x, x) = 1
    /// where the factors have k_c(x, x) = 1.
    public init(_ factors: [Factor], order: Int) {
        precondition((1...factors.count).contains(order), "There is no order \(order) of \(factors.count) factors.")
        self.init(factors, variances: (1...order).map { 1 / (binomial(factors.count, $0) * Double(order)) })
    }

    /// The additive kernel up to the given order with the same factor for each of `dimension` coordinates.
    public init(_ factor: Factor, dimension: Int, order: Int) {
        self.init([Factor](repeating: factor, count: dimension), order: order)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        for n in variances.indices { visit("variances[\(n + 1)]", &variances[n]) }
        for c in factors.indices { factors[c].visitParameters { visit("factors[\(c)]." + $0, &$1) } }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension != factors.count {
            throw .unsupported(
                kernel: "Additive",
                reason: "there are \(factors.count) factors but the inputs have \(inputDimension) columns; give one "
                    + "factor per column.")
        }
        for factor in factors { try factor.validate(inputDimension: 1) }
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        withFactorTiles(tile.rowCount, tile.columnCount, { factors[$0].fill($1, at: pairs.coordinate($0)) }) {
            polynomials([]).write($0, into: tile)
        }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        withFactorTiles(points.count, 1, { factors[$0].fillDiagonal($1.base, at: points.selecting($0)) }) {
            polynomials([]).write(
                $0, into: Tile(base: values, rowCount: points.count, columnCount: 1, stride: points.count))
        }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullback(
            adjoint, [], into: gradient, fill: { factors[$0].fill($1, at: pairs.coordinate($0)) },
            pull: { _ = factors[$0].pullback($1, at: pairs.coordinate($0), into: $2) })
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullback(
            Adjoint(base: weights, rowCount: points.count, columnCount: 1, stride: points.count), [], into: gradient,
            fill: { factors[$0].fillDiagonal($1.base, at: points.selecting($0)) },
            pull: { _ = factors[$0].pullbackDiagonal($1.base, at: points.selecting($0), into: $2) })
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        let (m, n) = (adjoint.rowCount, adjoint.columnCount)
        withFactorTiles(m, n, { factors[$0].fill($1, at: pairs.coordinate($0)) }) { tiles in
            var unused = [Double](repeating: 0, count: variances.count)
            _ = polynomials([]).pullback(adjoint, tiles, into: &unused)
            for c in factors.indices {
                factors[c].pullbackInputs(
                    tiles[c].asAdjoint, at: pairs.coordinate(c), into: gradient[0..<gradient.rowCount, c..<c + 1])
            }
        }
    }
}

extension Additive {
    /// The polynomials with these variances, and coordinates that every product must contain.
    func polynomials(_ required: Set<Int>) -> SymmetricPolynomials {
        SymmetricPolynomials(variances: variances.map(\.value), required: required)
    }

    /// Calls `body` with one tile per coordinate, written by `fill`.
    func withFactorTiles<R>(
        _ rowCount: Int, _ columnCount: Int, _ fill: (Int, Tile) -> Void, _ body: ([Tile]) -> R
    ) -> R {
        Tile.withScratch(rowCount: rowCount, columnCount: columnCount * factors.count) { scratch in
            let tiles = factors.indices.map {
                scratch[0..<rowCount, $0 * columnCount..<($0 + 1) * columnCount]
            }
            for c in factors.indices { fill(c, tiles[c]) }
            return body(tiles)
        }
    }

    func pullback(
        _ adjoint: Adjoint, _ required: Set<Int>, into gradient: UnsafeMutablePointer<Double>,
        fill: (Int, Tile) -> Void, pull: (Int, Adjoint, UnsafeMutablePointer<Double>) -> Void
    ) -> Double {
        withFactorTiles(adjoint.rowCount, adjoint.columnCount, fill) { tiles in
            let inner = polynomials(required).pullback(adjoint, tiles, into: gradient)
            var target = gradient + variances.count
            for c in factors.indices {
                pull(c, tiles[c].asAdjoint, target)
                target += factors[c].parameterCount
            }
            return inner
        }
    }
}
