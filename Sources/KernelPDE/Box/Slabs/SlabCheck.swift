import LinearAlgebra

/// The residual of a march between its nodes, over time.
///
/// Slabs in front of a corner hold huge terms for a very short time on very thin pieces; what a residual r does to u in a
/// well-posed evolution is its integral. Hence the ratio of the integral over space and time of |r| (the largest on a piece of
/// a slab) to that of the largest term.
struct SlabCheck {
    let relativeResidual: Double

    private static let places = [-0.9671, -0.7083, -0.3312, 0.1017, 0.4719, 0.8213, 0.9834]
    private static let times = [0.2213, 0.5217, 0.7931, 0.9413]

    init(_ field: SlabField) throws(PDEError) {
        let statement = field.statement
        var (numerator, denominator) = (0.0, 0.0)
        for slab in field.slabs {
            let count = slab.cells[0].columnCount
            let timeTables = (0...max(statement.timeOrder, 1)).map {
                TimeStencil.legendre(at: Self.times, count: count, derivative: $0)
            }
            let space = CellBasis.values(at: Self.places, count: field.basis.count)
            let spaceTables = field.basis.series.map { space * $0 }
            var (x, t): ([Double], [Double]) = ([], [])
            for piece in slab.mesh.pieces {
                let points = Self.places.map(piece.interval.point)
                for tau in Self.times {
                    x += points
                    t += points.map { _ in slab.start + slab.step * tau }
                }
            }
            let values = statement.derivatives.map { orders in
                zip(slab.mesh.pieces, slab.cells).flatMap { piece, cell -> [Double] in
                    var scale = 1.0
                    for _ in 0..<orders.space { scale /= piece.interval.halfLength }
                    for _ in 0..<orders.time { scale /= slab.step }
                    let part = multiply(
                        spaceTables[orders.space] * cell, timeTables[orders.time], transposingSecond: true)
                    return part.flattened.map { scale * $0 }
                }
            }
            let (slopes, last) = try statement.rows(space: x, time: t, values: values)
            let isLinear = statement.problem.isLinear
            let perPiece = Self.places.count * Self.times.count
            for (number, piece) in slab.mesh.pieces.enumerated() {
                var (largest, term) = (0.0, 0.0)
                for i in (number * perPiece)..<((number + 1) * perPiece) {
                    var residual = isLinear ? -last[i] : last[i]
                    if isLinear { term = max(term, abs(last[i])) }
                    for (slope, value) in zip(slopes, values) {
                        let part = slope[i] * value[i]
                        term = max(term, abs(part))
                        if isLinear { residual += part }
                    }
                    largest = max(largest, abs(residual))
                }
                numerator += slab.step * piece.interval.length * largest
                denominator += slab.step * piece.interval.length * term
            }
        }
        relativeResidual = denominator > 0 ? numerator / denominator : numerator
    }
}
