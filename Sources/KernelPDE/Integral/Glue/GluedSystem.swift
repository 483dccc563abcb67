/// The small system that joins the pieces: m conditions at the ends and m continuous fluxes at every break.
///
/// Unknowns are the null-space constants, m a piece. The rows are noise-free observations that tie independent processes
/// together. Rows are scaled by their largest entry; columns are not, which would
/// hide a null-space solution that meets the conditions by itself (a resonance). The band is kept narrow also for conditions that tie both ends, by
/// ordering the pieces 0, P-1, 1, P-2, ... Cost O(P m^3), one step of refinement.
package struct GluedSystem: Sendable {
    private struct Row {
        var entries: [(column: Int, value: Double)]
        /// Weights of the particular solutions: (piece, isUpperEnd, derivative, weight).
        var observations: [(piece: Int, isUpper: Bool, derivative: Int, weight: Double)]
        var condition: Int?
        var scale = 1.0
    }

    private static let cancellation = 1e-14

    private let order: Int
    private let pieceCount: Int
    private let position: [Int]
    private let rows: [Row]
    private let factors: BandedElimination

    /// An estimate of 1 / (|A| |A^-1|) of the scaled system in the one-norm; zero where it is singular.
    package let reciprocalCondition: Double

    /// - Parameter fluxes: at break i (between pieces i and i + 1) the flux rows seen from below and from above.
    init(
        pieces: [Piece], conditions: [EndCondition], fluxes: [(below: [[Double]], above: [[Double]])]
    ) {
        let m = pieces[0].order
        let count = pieces.count
        order = m
        pieceCount = count
        let isFolded = count > 2 && conditions.contains { Set($0.terms.map(\.end)).count > 1 }
        let place = (0..<count).map { isFolded ? ($0 < (count + 1) / 2 ? 2 * $0 : 2 * (count - 1 - $0) + 1) : $0 }
        position = place
        func row(
            _ observations: [(piece: Int, isUpper: Bool, derivative: Int, weight: Double)], condition: Int?
        ) -> Row {
            var sums: [Int: Double] = [:]
            var sizes: [Int: Double] = [:]
            for (piece, isUpper, k, weight) in observations {
                for j in 0..<m {
                    let ends = pieces[piece].homogeneousEnds[j]
                    let term = weight * (isUpper ? ends.upper[k] : ends.lower[k])
                    sums[place[piece] * m + j, default: 0] += term
                    sizes[place[piece] * m + j, default: 0] += abs(term)
                }
            }
            // Terms that cancel to rounding are zero: scaled up as a row they would hide that the condition says nothing.
            for (column, size) in sizes where abs(sums[column] ?? 0) <= Self.cancellation * size { sums[column] = 0 }
            let entries = sums.sorted { $0.key < $1.key }.map { (column: $0.key, value: $0.value) }
            let largest = entries.reduce(0) { max($0, abs($1.value)) }
            return Row(
                entries: entries, observations: observations, condition: condition,
                scale: largest > 0 && largest.isFinite ? 1 / largest : 1)
        }
        var list: [Row] = []
        for (index, condition) in conditions.enumerated() {
            list.append(
                row(
                    condition.terms.map { term in
                        (
                            piece: term.end == .lower ? 0 : count - 1, isUpper: term.end == .upper,
                            derivative: term.derivative, weight: term.weight
                        )
                    }, condition: index))
        }
        for i in 0..<(count - 1) {
            for flux in 0..<m {
                let below = fluxes[i].below[flux].enumerated().filter { $1 != 0 }.map {
                    (piece: i, isUpper: true, derivative: $0, weight: $1)
                }
                let above = fluxes[i].above[flux].enumerated().filter { $1 != 0 }.map {
                    (piece: i + 1, isUpper: false, derivative: $0, weight: -$1)
                }
                list.append(row(below + above, condition: nil))
            }
        }
        list.sort { a, b in
            let first = (a.entries.first?.column ?? 0) + (a.entries.last?.column ?? 0)
            let second = (b.entries.first?.column ?? 0) + (b.entries.last?.column ?? 0)
            return first < second
        }
        let size = m * count
        rows = list
        var lower = 0
        var upper = 0
        for (i, row) in list.enumerated() {
            for entry in row.entries {
                lower = max(lower, i - entry.column)
                upper = max(upper, entry.column - i)
            }
        }
        let width = lower + upper + 1
        var band = [Double](repeating: 0, count: size * width)
        var columnSums = [Double](repeating: 0, count: size)
        for (i, row) in list.enumerated() {
            for (column, value) in row.entries {
                let scaled = value * row.scale
                band[i * width + column - i + lower] = scaled
                columnSums[column] += abs(scaled)
            }
        }
        factors = BandedElimination(order: size, lower: lower, upper: upper, rows: band)
        let norm = columnSums.max() ?? 0
        let inverse = factors.inverseNormEstimate()
        reciprocalCondition = inverse.isFinite && norm > 0 && inverse > 0 ? 1 / (norm * inverse) : 0
    }

    /// The null-space constants of every piece, given the particular solutions' end values and the conditions' values.
    func constants(particularEnds: [Piece.EndValues], values: [Double]) -> [[Double]] {
        let target = rows.map { row -> Double in
            var sum = row.condition.map { values[$0] } ?? 0
            for (piece, isUpper, k, weight) in row.observations {
                sum -= weight * (isUpper ? particularEnds[piece].upper[k] : particularEnds[piece].lower[k])
            }
            return sum * row.scale
        }
        var solution = target
        factors.solve(&solution)
        var residual = target
        for (i, row) in rows.enumerated() {
            for (column, value) in row.entries {
                residual[i] -= value * row.scale * solution[column]
            }
        }
        factors.solve(&residual)
        for i in 0..<solution.count { solution[i] += residual[i] }
        return (0..<pieceCount).map { piece in
            (0..<order).map { solution[position[piece] * order + $0] }
        }
    }
}
