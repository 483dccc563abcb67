import LinearAlgebra

/// Builds the local series of a ``BrokenAxis``: repeated integrals carried over the breaks.
struct BrokenSeries {
    private let pieces: [BrokenAxis.Piece]
    private let order: Int
    private let fluxes: [Double: Double]
    /// By derivative and piece.
    private(set) var series: [[Matrix]]
    /// (t + 1)^d / d! in orthonormal Legendre polynomials.
    private let powers: [[Double]]

    init(pieces: [BrokenAxis.Piece], order: Int, columnCount: Int, fluxes: [Double: Double]) {
        self.pieces = pieces
        self.order = order
        self.fluxes = fluxes
        series = (0...order).map { _ in
            pieces.map { Matrix(rowCount: $0.size + order, columnCount: columnCount) }
        }
        var powers = [[Double(2).squareRoot()]]
        for _ in 0..<order { powers.append(Self.integralFromLower(powers[powers.count - 1])) }
        self.powers = powers
    }

    /// The antiderivative that vanishes at -1.
    private static func integralFromLower(_ coefficients: [Double]) -> [Double] {
        var result = OrthonormalLegendre.integral(coefficients)
        result[0] -= endValue(result, atUpper: false) * Double(2).squareRoot()
        return result
    }

    private static func endValue(_ coefficients: [Double], atUpper: Bool) -> Double {
        coefficients.enumerated().reduce(0) { sum, item in
            item.element == 0
                ? sum
                : sum + item.element
                    * OrthonormalLegendre.endValue(degree: item.offset, derivative: 0, atUpper: atUpper)
        }
    }

    /// The m-fold integral of the orthonormal polynomial of a degree on a piece.
    mutating func addIntegral(ofDegree k: Int, piece p: Int, column: Int) {
        let h = pieces[p].interval.halfLength
        var current = [Double](repeating: 0, count: k + 1)
        current[k] = 1 / h.squareRoot()
        enter(current, derivative: order, piece: p, column: column)
        var ends = [Double](repeating: 0, count: order)
        for step in stride(from: 1, through: order, by: 1) {
            // For k of at least the number of integrations the integral vanishes at both ends by itself.
            current = (k >= step ? OrthonormalLegendre.integral(current) : Self.integralFromLower(current)).map {
                h * $0
            }
            enter(current, derivative: order - step, piece: p, column: column)
            if k < step { ends[order - step] = Self.endValue(current, atUpper: true) }
        }
        if k < order { carry(ends, from: p + 1, column: column) }
    }

    /// The polynomial with one derivative equal to one, the others below m equal to zero, at the lower end of the axis.
    mutating func addStart(derivative r: Int, column: Int) {
        var start = [Double](repeating: 0, count: order)
        start[r] = 1
        let length = pieces[pieces.count - 1].interval.upper - pieces[0].interval.lower
        for _ in 0..<r { start[r] /= length }
        carry(start, from: 0, column: column)
    }

    /// Continues the polynomial with u, u', ..., u^(m-1) given below piece `first` over all pieces from there.
    private mutating func carry(_ values: [Double], from first: Int, column: Int) {
        var values = values
        for p in stride(from: first, to: pieces.count, by: 1) {
            if p > 0, order > 1, let ratio = fluxes[pieces[p].interval.lower] { values[1] *= ratio }
            let h = pieces[p].interval.halfLength
            var next = values
            for a in 0..<order {
                var polynomial = [Double](repeating: 0, count: order)
                var (factor, end, power) = (1.0, 0.0, 1.0)
                for d in 0..<(order - a) {
                    for (k, coefficient) in powers[d].enumerated() {
                        polynomial[k] += values[a + d] * factor * coefficient
                    }
                    end += values[a + d] * factor * power
                    factor *= h
                    power *= 2 / Double(d + 1)
                }
                enter(polynomial, derivative: a, piece: p, column: column)
                next[a] = end
            }
            values = next
        }
    }

    private mutating func enter(_ coefficients: [Double], derivative: Int, piece: Int, column: Int) {
        for (k, value) in coefficients.enumerated() where value != 0 { series[derivative][piece][k, column] += value }
    }

    /// Makes the last columns cardinal for the conditions and all others meet them homogeneously; false where it cannot be.
    mutating func meet(_ conditions: [EndCondition], nullColumns: Range<Int>) -> Bool {
        let m = order
        guard conditions.count == m, m > 0 else { return false }
        let raw = Matrix(rowCount: m, columnCount: m) { r, c in
            functional(conditions[r], column: nullColumns.lowerBound + c)
        }
        let scales = Vector((0..<m).map { r in max(raw.row(r).maximumMagnitude, .leastNormalMagnitude) })
        let scaled = raw.scalingRows(by: Vector(scales.map { 1 / $0 }))
        guard let lu = try? LU(of: scaled), lu.reciprocalConditionNumber > 1e-10 else { return false }
        let inverse = lu.solve(Matrix.identity(m)).scalingColumns(by: Vector(scales.map { 1 / $0 }))
        let columns = (0..<nullColumns.lowerBound).map { column in
            conditions.map { functional($0, column: column) }
        }
        for a in 0...m {
            for p in pieces.indices {
                let null = series[a][p].columns(nullColumns) * inverse
                series[a][p].setBlock(null, row: 0, column: nullColumns.lowerBound)
                for (column, values) in columns.enumerated() {
                    for (r, value) in values.enumerated() where value != 0 {
                        for k in 0..<m where null[k, r] != 0 { series[a][p][k, column] -= value * null[k, r] }
                    }
                }
            }
        }
        return true
    }

    private func functional(_ condition: EndCondition, column: Int) -> Double {
        var (sum, size) = (0.0, 0.0)
        for term in condition.terms {
            let isUpper = term.end == .upper
            let matrix = series[term.derivative][isUpper ? pieces.count - 1 : 0]
            for k in 0..<matrix.rowCount where matrix[k, column] != 0 {
                let part =
                    term.weight * matrix[k, column]
                    * OrthonormalLegendre.endValue(degree: k, derivative: 0, atUpper: isUpper)
                sum += part
                size += abs(part)
            }
        }
        return abs(sum) <= 16 * Double.ulpOfOne * size ? 0 : sum
    }
}
