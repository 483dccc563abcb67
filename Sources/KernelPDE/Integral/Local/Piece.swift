/// One piece with its factored operator, ready for any source: u = particular + sum_j c_j (null-space solution j).
///
/// The null-space polynomials are (h / L)^j T_j(t), j = 0..<m, with L the length of the domain, so that c_j has the size
/// of u^(j) L^j on every piece, however narrow.
package struct Piece: Sendable {
    package let interval: Interval
    /// The number N of coefficients of v = u^(m).
    package let size: Int
    package let order: Int
    let operator_: LocalOperator
    /// The coefficients of v of the solution with source zero and null-space part j.
    let homogeneous: [[Double]]
    /// u, u', ..., u^(m-1) of homogeneous solution j at the two ends.
    private(set) var homogeneousEnds: [EndValues]
    /// (h / L)^j.
    let scales: [Double]

    struct EndValues: Sendable {
        /// u^(k) at the lower and upper end, k = 0..<m.
        var lower: [Double]
        var upper: [Double]
    }

    /// Factors the banded operator, or the dense one where the band is wide and N is small.
    ///
    /// - Parameter nodalRows: the rows at first-kind nodes, asked for in the dense form only.
    init(data: PieceData, size: Int, domainLength: Double, nodalRows: ([Double]) -> [[Double]]) {
        let order = data.series.count - 2
        let degree = data.coefficientLength - 1
        let isDense = degree > size / 8 && size <= 257
        let local: LocalOperator
        if isDense {
            let rows = nodalRows(data.interval.points(ChebyshevNodes.firstKind(size)))
            local = .dense(DenseCollocation(interval: data.interval, rows: Array(rows.dropLast())))
        } else {
            local = .banded(size: size, interval: data.interval, coefficients: data.operatorSeries)
        }
        self.init(
            interval: data.interval, size: size, order: order, domainLength: domainLength, local: local,
            operatorSeries: data.operatorSeries)
    }

    /// A piece whose operator is known at `rows[k].count` nodes only (Newton's linearisation).
    init(interval: Interval, nodalOperator rows: [[Double]], domainLength: Double) {
        let size = rows[0].count
        let series = rows.map { ChebyshevSeries(ChebyshevTransform.coefficients(ofValues: $0)) }
        self.init(
            interval: interval, size: size, order: rows.count - 1, domainLength: domainLength,
            local: .dense(DenseCollocation(interval: interval, rows: rows)), operatorSeries: series)
    }

    private init(
        interval: Interval, size: Int, order: Int, domainLength: Double, local: LocalOperator,
        operatorSeries: [ChebyshevSeries]
    ) {
        self.interval = interval
        self.size = size
        self.order = order
        operator_ = local
        let h = interval.halfLength
        var scales: [Double] = []
        for j in 0..<order { scales.append(j == 0 ? 1 : scales[j - 1] * h / domainLength) }
        self.scales = scales
        var solutions: [[Double]] = []
        for j in 0..<order {
            var image = [Double](repeating: 0, count: size)
            var polynomial = ChebyshevSeries.polynomial(j)
            var scale = scales[j]
            for k in 0...j {
                let product = operatorSeries[k].multiplied(by: polynomial).coefficients
                for (n, c) in product.prefix(size).enumerated() { image[n] -= scale * c }
                polynomial = polynomial.derivative
                scale /= h
            }
            solutions.append(local.solve(ChebyshevSeries(image), size: size))
        }
        homogeneous = solutions
        homogeneousEnds = []
        homogeneousEnds = (0..<order).map { j in
            var weights = [Double](repeating: 0, count: order)
            weights[j] = 1
            return Self.ends(of: derivatives(v: solutions[j], constants: weights))
        }
    }

    /// The largest |v| of a homogeneous solution, relative to the null-space polynomial it completes.
    var homogeneousGrowth: Double {
        var largest = 0.0
        for j in 0..<order {
            var factor = 1.0
            for _ in 0..<order { factor *= interval.halfLength }
            let size = homogeneous[j].reduce(0) { max($0, abs($1)) }
            // h^m J^m v against the polynomial: J^m shrinks the n-th coefficient like n^-m, so this is an upper bound.
            largest = max(largest, integralSize(homogeneous[j]) * factor / scales[j])
            if !size.isFinite { return .infinity }
        }
        return largest
    }

    /// How well the states (u, h u', h^2 u'', ...) of the null-space solutions at an end span the space: the smallest pivot
    /// of their matrix relative to the size of the solutions.
    func independence(at end: EndCondition.End) -> Double {
        var rows = homogeneousEnds.enumerated().map { j, ends -> [Double] in
            var factor = 1 / scales[j]
            return (end == .lower ? ends.lower : ends.upper).map { value in
                defer { factor *= interval.halfLength }
                return value * factor
            }
        }
        var smallest = Double.infinity
        for k in 0..<order {
            var best = (row: k, column: k)
            for i in k..<order {
                for j in k..<order where abs(rows[i][j]) > abs(rows[best.row][best.column]) { best = (i, j) }
            }
            rows.swapAt(k, best.row)
            for i in 0..<order { rows[i].swapAt(k, best.column) }
            smallest = min(smallest, abs(rows[k][k]))
            guard rows[k][k] != 0 else { return 0 }
            for i in (k + 1)..<max(order, k + 1) {
                let factor = rows[i][k] / rows[k][k]
                for j in k..<order { rows[i][j] -= factor * rows[k][j] }
            }
        }
        return smallest
    }

    private func integralSize(_ v: [Double]) -> Double {
        var series = ChebyshevSeries(v)
        for _ in 0..<order { series = series.integral }
        return series.coefficients.reduce(0) { max($0, abs($1)) }
    }

    /// The coefficients of v for a source and no null-space part.
    func particular(source: ChebyshevSeries) -> [Double] {
        operator_.solve(source, size: size)
    }

    /// The series of u, u', ..., u^(m) from those of v and the null-space constants.
    func derivatives(v: [Double], constants: [Double]) -> [ChebyshevSeries] {
        let h = interval.halfLength
        var result = [ChebyshevSeries](repeating: ChebyshevSeries([]), count: order + 1)
        result[order] = ChebyshevSeries(v)
        var integral = ChebyshevSeries(v)
        var scale = 1.0
        for k in stride(from: order - 1, through: 0, by: -1) {
            integral = integral.integral
            scale *= h
            var series = integral
            for n in 0..<series.coefficients.count { series.coefficients[n] *= scale }
            result[k] = series
        }
        for j in 0..<order where constants[j] != 0 {
            var polynomial = ChebyshevSeries.polynomial(j)
            var factor = constants[j] * scales[j]
            for k in 0...j {
                for (n, c) in polynomial.coefficients.enumerated() { result[k].coefficients[n] += factor * c }
                polynomial = polynomial.derivative
                factor /= h
            }
        }
        return result
    }

    static func ends(of derivatives: [ChebyshevSeries]) -> EndValues {
        let values = derivatives.dropLast().map(\.endValues)
        return EndValues(lower: values.map(\.left), upper: values.map(\.right))
    }
}
