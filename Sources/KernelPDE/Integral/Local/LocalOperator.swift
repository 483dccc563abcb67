/// The operator of one piece acting on the coefficients of v = u^(m), factored.
///
/// Definition: sum_k h^(m-k) M(a_k) J^(m-k), k = 0...m, with h half the length of the piece, J integration in t and
/// M(a) multiplication by a, truncated to N coefficients (banded) or collocated at N first-kind nodes (dense).
/// The polynomial part of u of degree below m, the null space of d^m/dx^m, is not in it: it goes to the right-hand side.
package enum LocalOperator: Sendable {
    case banded(BandedElimination)
    case dense(DenseCollocation)

    /// Builds and factors the banded form from coefficient series. O(N d^2) for coefficients of degree d.
    package static func banded(
        size: Int, interval: Interval, coefficients: [ChebyshevSeries]
    ) -> LocalOperator {
        let order = coefficients.count - 1
        let h = interval.halfLength
        let band = coefficients.enumerated().map { $1.coefficients.count - 1 + order - $0 }.max() ?? order
        let bandwidth = min(band, size - 1)
        let width = 2 * bandwidth + 1
        var rows = [Double](repeating: 0, count: size * width)
        rows.withUnsafeMutableBufferPointer { rows in
            for (k, series) in coefficients.enumerated() where series.coefficients.contains(where: { $0 != 0 }) {
                var scale = 1.0
                for _ in 0..<(order - k) { scale *= h }
                series.coefficients.withUnsafeBufferPointer { a in
                    for column in 0..<size {
                        for (row, value) in IntegrationColumns.entries(power: order - k, column: column) {
                            let half = 0.5 * scale * value
                            for l in 0..<a.count {
                                let term = half * a[l]
                                if row + l < size { rows[(row + l) * width + column - row - l + bandwidth] += term }
                                let mirrored = abs(row - l)
                                if mirrored < size { rows[mirrored * width + column - mirrored + bandwidth] += term }
                            }
                        }
                    }
                }
            }
        }
        return .banded(BandedElimination(order: size, lower: bandwidth, upper: bandwidth, rows: rows))
    }

    /// Whether the factors broke down.
    package var isSingular: Bool {
        switch self {
        case .banded(let factors): factors.isSingular
        case .dense(let factors): factors.isSingular
        }
    }

    /// Solves for the coefficients of v given those of the right-hand side (resized to N).
    package func solve(_ source: ChebyshevSeries, size: Int) -> [Double] {
        switch self {
        case .banded(let factors):
            var x = source.resized(size)
            factors.solve(&x)
            return x
        case .dense(let factors):
            return factors.solve(
                values: ChebyshevTransform.values(ofCoefficients: source.resized(size), count: size))
        }
    }
}
