import LinearAlgebra

/// The small system that joins the pieces of several functions: the conditions, and continuity at every break.
///
/// Unknowns are the null-space constants of all pieces, ordered from the lower end to the upper, so that the matrix is a narrow
/// band unless a condition ties both ends. Rows are scaled by their largest entry; one step of refinement.
struct SystemGlue: Sendable {
    /// u_i^(k), k below the order, at the two ends of a piece, for every null-space polynomial.
    struct PieceEnds: Sendable {
        /// [function][derivative][constant], at the lower and at the upper end.
        let lower: [[[Double]]]
        let upper: [[[Double]]]

        init(_ layout: PiecewiseLayout, piece: Int, homogeneous: Matrix) {
            let count = layout.constantsPerPiece
            var lower = layout.orders.map { [[Double]](repeating: [Double](repeating: 0, count: count), count: $0) }
            var upper = lower
            for column in 0..<count {
                var unit = [Double](repeating: 0, count: count)
                unit[column] = 1
                let ends = Self.values(layout, piece: piece, v: homogeneous.column(column), constants: unit)
                for i in layout.orders.indices {
                    for k in 0..<layout.orders[i] {
                        lower[i][k][column] = ends[i][k].left
                        upper[i][k][column] = ends[i][k].right
                    }
                }
            }
            self.lower = lower
            self.upper = upper
        }

        /// The end values of every derivative below the order, by function.
        static func values(
            _ layout: PiecewiseLayout, piece: Int, v: Vector, constants: [Double]
        ) -> [[(left: Double, right: Double)]] {
            let cell = layout.cells[piece]
            let all = v.array
            return layout.orders.enumerated().map { i, order in
                let offset = layout.orders[0..<i].reduce(0, +)
                return PiecewiseLayout.series(
                    v: Array(all[(i * cell.size)..<((i + 1) * cell.size)]),
                    constants: Array(constants[offset..<(offset + order)]), halfLength: cell.interval.halfLength
                ).prefix(order).map(\.endValues)
            }
        }
    }

    private struct Observation: Sendable {
        let piece: Int
        let isUpper: Bool
        let function: Int
        let derivative: Int
        let weight: Double
    }

    private struct Row: Sendable {
        var observations: [Observation]
        var condition: Int?
        var entries: [(column: Int, value: Double)] = []
        var scale = 1.0
    }

    private let rows: [Row]
    private let factors: BandedElimination
    private let perPiece: Int
    private let pieceCount: Int
    /// An estimate of 1 / (|A| |A^-1|) of the scaled system in the one-norm; zero where it is singular.
    let reciprocalCondition: Double

    init(_ layout: PiecewiseLayout, conditions: [SystemCondition], ends: [PieceEnds]) {
        let count = layout.cells.count
        let m = layout.constantsPerPiece
        (perPiece, pieceCount) = (m, count)
        var list: [Row] = conditions.enumerated().map { index, condition in
            Row(
                observations: condition.terms.map {
                    Observation(
                        piece: $0.end == .lower ? 0 : count - 1, isUpper: $0.end == .upper, function: $0.function,
                        derivative: $0.derivative, weight: $0.weight)
                }, condition: index)
        }
        for i in 0..<(count - 1) {
            for (function, order) in layout.orders.enumerated() {
                for k in 0..<order {
                    list.append(
                        Row(observations: [
                            Observation(piece: i, isUpper: true, function: function, derivative: k, weight: 1),
                            Observation(piece: i + 1, isUpper: false, function: function, derivative: k, weight: -1),
                        ]))
                }
            }
        }
        for r in list.indices {
            var sums: [Int: Double] = [:]
            for o in list[r].observations {
                let weights = (o.isUpper ? ends[o.piece].upper : ends[o.piece].lower)[o.function][o.derivative]
                for j in 0..<m where weights[j] != 0 { sums[o.piece * m + j, default: 0] += o.weight * weights[j] }
            }
            list[r].entries = sums.sorted { $0.key < $1.key }.map { (column: $0.key, value: $0.value) }
            let largest = list[r].entries.reduce(0) { max($0, abs($1.value)) }
            list[r].scale = largest > 0 && largest.isFinite ? 1 / largest : 1
        }
        list.sort { a, b in
            (a.entries.first?.column ?? 0) + (a.entries.last?.column ?? 0)
                < (b.entries.first?.column ?? 0) + (b.entries.last?.column ?? 0)
        }
        rows = list
        var (lower, upper) = (0, 0)
        for (i, row) in list.enumerated() {
            for entry in row.entries {
                lower = max(lower, i - entry.column)
                upper = max(upper, entry.column - i)
            }
        }
        let width = lower + upper + 1
        var band = [Double](repeating: 0, count: m * count * width)
        var sums = [Double](repeating: 0, count: m * count)
        for (i, row) in list.enumerated() where i < m * count {
            for (column, value) in row.entries {
                band[i * width + column - i + lower] = value * row.scale
                sums[column] += abs(value * row.scale)
            }
        }
        factors = BandedElimination(order: m * count, lower: lower, upper: upper, rows: band)
        let inverse = factors.inverseNormEstimate()
        let norm = sums.max() ?? 0
        reciprocalCondition = inverse.isFinite && norm > 0 && inverse > 0 ? 1 / (norm * inverse) : 0
    }

    /// The constants of every piece, given particular solutions and the conditions' values.
    func constants(_ layout: PiecewiseLayout, particular: [Vector], values: [Double]) -> [[Double]] {
        let zero = [Double](repeating: 0, count: perPiece)
        let ends = particular.indices.map {
            PieceEnds.values(layout, piece: $0, v: particular[$0], constants: zero)
        }
        let target = rows.map { row -> Double in
            var sum = row.condition.map { values[$0] } ?? 0
            for o in row.observations {
                let end = ends[o.piece][o.function][o.derivative]
                sum -= o.weight * (o.isUpper ? end.right : end.left)
            }
            return sum * row.scale
        }
        var solution = target
        factors.solve(&solution)
        var residual = target
        for (i, row) in rows.enumerated() {
            for (column, value) in row.entries { residual[i] -= value * row.scale * solution[column] }
        }
        factors.solve(&residual)
        for i in solution.indices { solution[i] += residual[i] }
        return (0..<pieceCount).map { Array(solution[($0 * perPiece)..<(($0 + 1) * perPiece)]) }
    }
}
