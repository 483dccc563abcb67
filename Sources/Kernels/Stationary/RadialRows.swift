import CVectorMath

/// Scratch rows for one column of a tile: squared distances s, unit vectors t_c and rows for terms.
struct RadialRows {
    private let pairs: Pairs
    private let inverses: [Double]
    private let scratch: Tile
    private var s: UnsafeMutablePointer<Double> { scratch.column(0) }
    private var profile: UnsafeMutablePointer<Double> { scratch.column(1) }
    private var factor: UnsafeMutablePointer<Double> { scratch.column(2) }
    private var product: UnsafeMutablePointer<Double> { scratch.column(3) }
    private func direction(_ c: Int) -> UnsafeMutablePointer<Double> { scratch.column(4 + c) }

    static func withRows(at pairs: Pairs, _ lengthscales: Lengthscales, _ body: (RadialRows) -> Void) {
        let dimension = pairs.x.dimension
        Tile.withScratch(rowCount: pairs.x.count, columnCount: 4 + dimension) {
            body(RadialRows(pairs: pairs, inverses: lengthscales.inverses(dimension: dimension), scratch: $0))
        }
    }

    /// Computes s and t for the pairs (x_i, z_j) of column j.
    func moveToColumn(_ j: Int) {
        let (x, z) = (pairs.x, pairs.z)
        s.update(repeating: 0, count: x.count)
        for c in inverses.indices {
            let (xs, t, center, w) = (x.coordinate(c), direction(c), z[j, c], inverses[c])
            for i in 0..<x.count {
                t[i] = (xs[i] - center) * w
                s[i] += t[i] * t[i]
            }
        }
        for i in 0..<x.count { factor[i] = s[i] > 0 ? 1 / s[i].squareRoot() : 0 }
        for c in inverses.indices {
            let t = direction(c)
            for i in 0..<x.count { t[i] *= factor[i] }
        }
    }

    /// Adds the derivative of the kernel's profile to a row.
    func add<K: SmoothStationaryKernel>(
        _ derivative: RadialDerivative, of kernel: K, to row: UnsafeMutablePointer<Double>
    ) {
        let count = pairs.x.count
        for group in derivative.groups {
            kernel.applyProfileDerivative(order: group.order, power: group.power, s, count: count, into: profile)
            writeDirections(group.terms)
            for i in 0..<count { row[i] += factor[i] * profile[i] }
        }
    }

    /// Adds the sensitivities of Σ_i scale w_i (derivative)_i to the shape parameters.
    func pullbackShape<K: SmoothStationaryKernel>(
        _ derivative: RadialDerivative, of kernel: K, _ weights: UnsafePointer<Double>, scale: Double,
        into gradient: UnsafeMutablePointer<Double>
    ) {
        let count = pairs.x.count
        for group in derivative.groups {
            writeDirections(group.terms)
            for i in 0..<count { factor[i] *= scale * weights[i] }
            kernel.pullbackShape(
                order: group.order, power: group.power, s, weights: factor, count: count, into: gradient)
        }
    }

    /// Writes Σ_terms coefficient Π_c t_c^power_c.
    private func writeDirections(_ terms: [RadialDerivative.Term]) {
        let count = pairs.x.count
        factor.update(repeating: 0, count: count)
        for term in terms {
            product.update(repeating: term.coefficient, count: count)
            for (c, power) in term.powers.enumerated() {
                for _ in 0..<power { cv_multiply(product, product, direction(c), count) }
            }
            for i in 0..<count { factor[i] += product[i] }
        }
    }
}
