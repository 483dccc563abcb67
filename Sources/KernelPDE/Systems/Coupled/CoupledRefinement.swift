import LinearAlgebra

/// Solves a system on a box and grows both dimensions until every function passes.
struct CoupledRefinement {
    let posed: PosedSystem

    private static let firstSize = 24
    /// The largest number of functions a dimension; blocks of a system are dense.
    private static let largestSize = 320
    private static let tolerance = 3e-13
    private static let residualTolerance = 1e-9

    func run() throws(PDEError) -> SystemOutcome {
        var sizes = [Self.firstSize, Self.firstSize]
        var history: [[Double]] = [[], []]
        var previous: (discretization: CoupledDiscretization, state: [Double])?
        var steps = 0
        while true {
            let discretization = try CoupledDiscretization(posed, sizes: sizes)
            let newton = SystemNewton(
                discretization: discretization, coefficients: posed.coefficients(discretization.nodes))
            let start = previous.map { discretization.padded($0.state, from: $0.discretization) }
            var outcome = try newton.run(from: start, meetsConditions: start != nil)
            if !outcome.converged, let found = try newton.continued() { outcome = found }
            steps += outcome.steps
            let residual = try SystemResidual(of: outcome.state, on: discretization, posed: posed)
            let tails = posed.formulation.functions.indices.map { discretization.tails(outcome.state, function: $0) }
            var states = (0..<2).map { axis -> Bool in
                let tail = tails.reduce(0) { max($0, $1[axis]) }
                let stagnates = history[axis].last.map { $0 < 1e-10 && tail > $0 / 3 && tail < 1e-10 } ?? false
                history[axis].append(tail)
                return tail <= Self.tolerance || stagnates
            }
            // Between the nodes the residual shows what was aliased.
            if states == [true, true], residual.relative > Self.residualTolerance, history[0].count < 8 {
                states = [false, false]
            }
            let limit = outcome.converged ? Self.largestSize : 60
            let next = (0..<2).map { states[$0] ? sizes[$0] : min(limit, Int(1.5 * Double(sizes[$0])) + 8) }
            if next == sizes || next[0] < sizes[0] || next[1] < sizes[1] || history[0].count > 9 {
                let open = zip(posed.formulation.variables, states).filter { !$0.1 }.map(\.0.name)
                return SystemOutcome(
                    posed: posed, discretization: discretization, state: outcome.state,
                    linearOperator: outcome.linearOperator, converged: outcome.converged,
                    openReasons: open.map {
                        "The solution is not resolved in \($0) with \(sizes) functions. Look for a kink, a layer, a front, or "
                            + "data that do not fit together at a corner."
                    }, steps: steps)
            }
            previous = (discretization, outcome.state)
            sizes = next
        }
    }
}

extension CoupledDiscretization {
    /// The state of a smaller discretisation, zeros appended.
    func padded(_ state: [Double], from other: CoupledDiscretization) -> [Double] {
        formulation.functions.indices.flatMap { i in
            other.matrix(state, function: i).paddedWithZeros(rowCount: sizes[0], columnCount: sizes[1]).flattened.array
        }
    }
}
