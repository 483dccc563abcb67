import LinearAlgebra

/// Newton's method for the stages of one slab.
struct SlabIteration {
    let frame: SlabSystem.Frame
    /// The beginning of the slab.
    let start: Double
    /// The initial data of every piece, (n + m)-by-k: coefficients of u, step u_t, ...
    let initial: [Matrix]
    /// The change at which the iteration stops.
    let tolerance: Double

    struct Outcome {
        /// The coefficients of every piece: initial data, then stages; (n + m)-by-(k + s).
        let data: [Matrix]
        let steps: Int
        /// The size of the Newton steps.
        let changes: [Double]
    }

    static let maximumSteps = 10

    private var places: (space: [Double], time: [Double]) {
        let nodes = ChebyshevNodes.firstKind(frame.basis.size)
        let times = frame.stencil.nodes.map { start + frame.step * $0 }
        var result: (space: [Double], time: [Double]) = ([], [])
        for piece in frame.mesh.pieces {
            let x = piece.interval.points(nodes)
            for t in times {
                result.space += x
                result.time += x.map { _ in t }
            }
        }
        return result
    }

    /// The derivatives that occur, at piece, stage, node.
    private func values(_ data: [Matrix]) -> [[Double]] {
        let stencil = frame.stencil
        return frame.statement.derivatives.map { orders in
            var column: [Double] = []
            column.reserveCapacity(data.count * stencil.stageCount * frame.basis.size)
            for (piece, matrix) in zip(frame.mesh.pieces, data) {
                var scale = 1.0
                for _ in 0..<orders.space { scale /= piece.interval.halfLength }
                for _ in 0..<orders.time { scale /= frame.step }
                let part = multiply(
                    frame.basis.nodal[orders.space] * matrix, stencil.derivatives[orders.time], transposingSecond: true)
                part.withUnsafePointer { p in
                    for i in 0..<part.count { column.append(scale * p[i]) }
                }
            }
            return column
        }
    }

    /// Runs from a guess of the stages, (n + m)-by-s a piece; nil where the iteration does not converge.
    ///
    /// - Throws: ``PDEError/notFiniteAt(formula:point:)`` where a formula of a linear equation has no finite value.
    func run(from guess: [Matrix]) throws(PDEError) -> Outcome? {
        let (s, m) = (frame.stencil.stageCount, frame.basis.order)
        let (x, t) = places
        let times = frame.stencil.nodes.map { start + frame.step * $0 }
        var wanted: [[Double]] = []
        for condition in frame.statement.boundary { wanted.append(try condition.values(at: times)) }
        let isLinear = frame.statement.problem.isLinear
        var data = zip(initial, guess).map { Matrix.stackedHorizontally($0, $1) }
        var changes: [Double] = []
        for step in 1...Self.maximumSteps {
            let current = values(data)
            let rows: (slopes: [[Double]], last: [Double])
            do { rows = try frame.statement.rows(space: x, time: t, values: current) } catch {
                if step > 1 { return nil }
                throw error
            }
            var residual = rows.last
            if isLinear {
                for (slope, value) in zip(rows.slopes, current) {
                    for i in residual.indices { residual[i] -= slope[i] * value[i] }
                }
            } else {
                for i in residual.indices { residual[i] = -residual[i] }
            }
            guard let system = SlabSystem(frame, slopes: rows.slopes, residual: residual),
                let correction = system.solve(jumps: jumps(data, s, m), values: gaps(data, wanted))
            else { return nil }
            var change = 0.0
            for p in data.indices {
                let stages = data[p].block(
                    rows: 0..<frame.basis.count, columns: frame.stencil.order..<data[p].columnCount)
                data[p].setBlock(stages + correction[p], row: 0, column: frame.stencil.order)
                change = max(change, (frame.basis.nodal[0] * correction[p]).maximumMagnitude)
            }
            guard change.isFinite else { return nil }
            let previous = changes.last
            changes.append(change)
            if isLinear { return Outcome(data: data, steps: step, changes: changes) }
            let ratio = previous.map { change / $0 } ?? 1
            // Quadratic convergence from the last two steps.
            if change <= tolerance || (ratio < 0.1 && change * ratio * ratio <= tolerance) {
                return Outcome(data: data, steps: step, changes: changes)
            }
            if step > 2, ratio > 2 { return nil }
        }
        return nil
    }

    /// By how much every break shall move: minus the present jumps.
    private func jumps(_ data: [Matrix], _ s: Int, _ m: Int) -> [Double] {
        let pieces = frame.mesh.pieces
        var result: [Double] = []
        for b in 0..<(pieces.count - 1) {
            for stage in 0..<s {
                for d in 0..<m {
                    result.append(
                        frame.ratio(break: b, derivative: d) * end(data, b, 1, d, column: frame.stencil.order + stage)
                            - end(data, b + 1, 0, d, column: frame.stencil.order + stage))
                }
            }
        }
        return result
    }

    /// By how much the conditions are missed.
    private func gaps(_ data: [Matrix], _ wanted: [[Double]]) -> [[Double]] {
        let last = frame.mesh.pieces.count - 1
        return zip(frame.statement.boundary, wanted).map { condition, values in
            values.indices.map { stage in
                condition.functional.terms.reduce(values[stage]) { sum, term in
                    let isLower = term.end == .lower
                    return sum
                        - term.weight
                        * end(
                            data, isLower ? 0 : last, isLower ? 0 : 1, term.derivative,
                            column: frame.stencil.order + stage)
                }
            }
        }
    }

    private func end(_ data: [Matrix], _ piece: Int, _ side: Int, _ derivative: Int, column: Int) -> Double {
        let row = frame.basis.ends[derivative]
        var sum = 0.0
        for k in 0..<frame.basis.count { sum += row[side, k] * data[piece][k, column] }
        for _ in 0..<derivative { sum /= frame.mesh.pieces[piece].interval.halfLength }
        return sum
    }
}
