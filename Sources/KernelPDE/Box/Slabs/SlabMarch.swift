#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// Marches through time by slabs of automatic length, on pieces of space that are halved and joined as the solution needs.
///
/// A slab is accepted when the last Legendre coefficient in time and the last Chebyshev coefficients in space of every piece
/// are below the tolerance, relative to the largest |u| so far. In front of data that do not fit together (a corner, a jump)
/// the slabs shrink to 1e-10 of the time and are then taken as they are; Radau collocation damps what they hold, and the
/// slabs that follow grow with the distance from that time.
struct SlabMarch {
    let statement: EvolutionStatement
    let tolerance: Double
    /// Solves of a piece before the march stops; some 0.4 ms each.
    let maximumWork: Int

    /// The s stages of a slab: degree s + k - 1 in time.
    static let stageCount = 6
    /// The n coefficients of the highest derivative on a piece.
    static let cellSize = 20
    static let maximumPieces = 240
    static let maximumSlabs = 3000
    /// The shortest slab, relative to the whole time.
    static let shortestStep = 1e-10
    /// Slabs after which a piece that was halved may be joined again.
    private static let holdCount = 4

    struct Outcome: Sendable {
        var field: SlabField
        /// Whether the end of time was reached.
        var isComplete = false
        /// Solves of a piece.
        var work = 0
        var newtonSteps = 0
        /// The Newton changes of the slab that took most steps.
        var history: [Double] = []
        /// The end of the last slab that was taken above the tolerance in time, and the largest defect.
        var forced: (time: Double, defect: Double)?
        /// The largest tail in space that was left, relative to u.
        var spaceDefect = 0.0
        var largestPieceCount = 0
    }

    func run() throws(PDEError) -> Outcome {
        let stencil = TimeStencil(stageCount: Self.stageCount, order: statement.timeOrder)
        let basis = CellBasis.of(size: Self.cellSize, order: statement.spaceOrder)
        let (first, length) = (statement.time.lower, statement.time.length)
        let breaks =
            [statement.space.lower] + statement.lines.positions + [statement.space.upper]
        var state = try SlabState.initial(statement, basis: basis, breaks: breaks, tolerance: tolerance)
        var outcome = Outcome(field: SlabField(statement: statement, basis: basis))
        var scale = state.magnitude(columns: 0..<1)
        let k = statement.timeOrder
        let exponent = 1 / Double(Self.stageCount + k - 1)
        var time = first
        var step = length / 16
        var lastStep = 0.0
        var velocity: SlabState?
        while first + length - time > 1e-14 * length {
            let rest = first + length - time
            step = rest <= 1.01 * step ? rest : rest < 2 * step ? 0.5 * rest : step
            var accepted: (data: SlabState, timeDefect: Double, steps: Int)?
            var guess: SlabState?
            while accepted == nil {
                guard outcome.work < maximumWork, outcome.field.slabs.count < Self.maximumSlabs else {
                    return outcome
                }
                let isShortest = step <= Self.shortestStep * length
                let frame = SlabSystem.Frame(
                    statement: statement, stencil: stencil, basis: basis, mesh: state.mesh, step: step)
                let initial = scaledInitial(state, step: step)
                let begin =
                    guess
                    ?? extrapolated(
                        state, slope: velocity, stencil: stencil, step: step, isFirst: lastStep == 0)
                let iteration = SlabIteration(
                    frame: frame, start: time, initial: initial, tolerance: 1e-3 * tolerance * scale)
                let found: SlabIteration.Outcome?
                do { found = try iteration.run(from: begin.cells) } catch {
                    if isShortest || outcome.field.slabs.isEmpty && step < 1e-4 * length { throw error }
                    found = nil
                }
                outcome.work += state.mesh.pieces.count * (found?.steps ?? SlabIteration.maximumSteps / 2)
                outcome.newtonSteps += found?.steps ?? 0
                guard let found else {
                    if isShortest { return outcome }
                    step = max(0.25 * step, Self.shortestStep * length)
                    guess = nil
                    continue
                }
                if found.changes.count > outcome.history.count { outcome.history = found.changes }
                let data = SlabState(basis: basis, mesh: state.mesh, cells: found.data)
                let size = max(scale, data.magnitude(columns: k..<stencil.dataCount), .leastNormalMagnitude)
                let timeDefect = self.timeDefect(data, stencil) / size
                if timeDefect > tolerance, !isShortest {
                    step = max(
                        step * max(0.1, 0.8 * pow(tolerance / timeDefect, exponent)), Self.shortestStep * length)
                    guess = nil
                    continue
                }
                let tails = data.cells.indices.map { data.tail(ofPiece: $0, columns: k..<stencil.dataCount) / size }
                if state.mesh.pieces.count < Self.maximumPieces,
                    let finer = state.mesh.halving(tails.map { $0 > tolerance }, hold: Self.holdCount)
                {
                    let stages = SlabState(
                        basis: basis, mesh: state.mesh,
                        cells: data.cells.map { $0.block(rows: 0..<basis.count, columns: k..<stencil.dataCount) })
                    guess = stages.transferred(to: finer)
                    state = state.transferred(to: finer)
                    velocity = velocity?.transferred(to: finer)
                    continue
                }
                outcome.spaceDefect = max(outcome.spaceDefect, tails.max() ?? 0)
                scale = size
                accepted = (data, timeDefect, found.steps)
            }
            guard let accepted else { return outcome }
            if accepted.timeDefect > tolerance {
                outcome.forced = (time + step, max(outcome.forced?.defect ?? 0, accepted.timeDefect))
            }
            outcome.field.append(
                SlabField.Slab(
                    start: time, step: step, mesh: state.mesh,
                    cells: accepted.data.cells.map { multiply($0, stencil.analysis, transposingSecond: true) }))
            outcome.largestPieceCount = max(outcome.largestPieceCount, state.mesh.pieces.count)
            time = rest <= step ? first + length : time + step
            (state, velocity) = end(of: accepted.data, stencil, step: step, scale: scale)
            lastStep = step
            let growth = accepted.timeDefect > 0 ? 0.85 * pow(tolerance / accepted.timeDefect, exponent) : 4
            step *= accepted.steps > 6 ? min(1, growth) : min(max(growth, 0.3), 3)
        }
        outcome.isComplete = true
        return outcome
    }

    /// u, step u_t, ... at the beginning of a slab.
    private func scaledInitial(_ state: SlabState, step: Double) -> [Matrix] {
        state.cells.map { cell in
            var factor = 1.0
            var scaled = cell
            for b in 0..<cell.columnCount {
                scaled.setColumn(b, to: factor * cell.column(b))
                factor *= step
            }
            return scaled
        }
    }

    /// Stages guessed on the straight line through the state.
    private func extrapolated(
        _ state: SlabState, slope: SlabState?, stencil: TimeStencil, step: Double, isFirst: Bool
    ) -> SlabState {
        var result = state
        result.cells = state.cells.indices.map { p in
            var guess = Matrix(rowCount: state.basis.count, columnCount: stencil.stageCount)
            for (j, tau) in stencil.nodes.enumerated() {
                var column = state.cells[p].column(0)
                if let slope, !isFirst { column.add(slope.cells[p].column(0), scaledBy: tau * step) }
                guess.setColumn(j, to: column)
            }
            return guess
        }
        return result
    }

    /// The largest last Legendre coefficient in time.
    private func timeDefect(_ data: SlabState, _ stencil: TimeStencil) -> Double {
        let last = stencil.analysis.row(stencil.dataCount - 1)
        return data.cells.reduce(0) { largest, cell in
            let column = multiply(cell, last)
            let inside = multiply(data.basis.nodal[0], column).maximumMagnitude
            return max(largest, inside, multiply(data.basis.ends[0], column).maximumMagnitude)
        }
    }

    /// u, u_t, ... at the end of a slab on a mesh that is as coarse as they allow, and u_t for the next guess.
    private func end(
        of data: SlabState, _ stencil: TimeStencil, step: Double, scale: Double
    ) -> (SlabState, velocity: SlabState) {
        let k = stencil.order
        var columns: [[Vector]] = data.cells.map { _ in [] }
        var factor = 1.0
        for b in 0...k {
            let row = stencil.derivatives[b].row(stencil.stageCount - 1)
            for (p, cell) in data.cells.enumerated() {
                columns[p].append(b == 0 ? cell.column(stencil.dataCount - 1) : factor * multiply(cell, row))
            }
            factor /= step
        }
        var mesh = data.mesh
        for i in mesh.pieces.indices where mesh.pieces[i].hold > 0 { mesh.pieces[i].hold -= 1 }
        var state = data
        state = SlabState(
            basis: data.basis, mesh: mesh,
            cells: columns.map { list in
                var matrix = Matrix(rowCount: data.basis.count, columnCount: list.count)
                for (c, column) in list.enumerated() { matrix.setColumn(c, to: column) }
                return matrix
            })
        let coarse = state.coarsened(
            tolerances: (0..<k).map { b in
                0.03 * tolerance * (b == 0 ? scale : max(state.magnitude(columns: b..<(b + 1)), scale / step))
            })
        func part(_ range: Range<Int>) -> SlabState {
            SlabState(
                basis: data.basis, mesh: coarse.mesh,
                cells: coarse.cells.map { $0.block(rows: 0..<data.basis.count, columns: range) })
        }
        return (part(0..<k), part(1..<2))
    }
}
