import LinearAlgebra

/// Solves a boundary value problem on a tensor product of pieces, refined until u passes in every piece of both axes.
///
/// Breaks stand where formulas switch along a line. Data are resolved first, then u is tested: the largest of the last
/// coefficients of a piece over the other axis, relative to the largest of all. A piece that fails gets the degree that a
/// geometric rate predicts, or is halved above ``largestSize``. At the end everything is solved again with a third more
/// functions everywhere; the difference is the estimate of the error.
struct PiecesSolver {
    let problem: BoxProblem
    let lines: [SwitchLines]

    /// The first and the largest number of functions on a piece.
    private static let firstSize = 20
    private static let largestSize = 56
    /// The largest number of functions on an axis.
    static let largestTotal = 560
    private static let largestRounds = 24
    private static let dataTolerance = 1e-11
    private static let hiddenTolerance = 1e-8
    private static let solutionTolerance = 1e-11

    struct Outcome {
        let iterate: PiecesIterate
        /// The largest tail of a piece, by axis.
        let tails: [Double]
        /// The root mean square of the change in the last solve with more functions.
        let change: Double?
        let rounds: Int
        let newtonChanges: [Double]
    }

    /// Nil where the conditions leave a constant free in a variable, or a flux jumps along a curve.
    init?(_ problem: BoxProblem) {
        let lines = (0..<2).map { SwitchLines(problem, axis: $0) }
        guard lines.allSatisfy({ !$0.hasLooseFlux }), problem.orders.allSatisfy({ $0 >= 1 }) else { return nil }
        self.problem = problem
        self.lines = lines
        guard (0..<2).allSatisfy({ axis($0, [.init(interval: domain($0), size: Self.firstSize)]) != nil }) else {
            return nil
        }
    }

    private func domain(_ axis: Int) -> Interval {
        Interval(problem.variables[axis].lower, problem.variables[axis].upper)
    }

    private func axis(_ index: Int, _ pieces: [BrokenAxis.Piece]) -> BrokenAxis? {
        BrokenAxis(
            variable: problem.variables[index], order: problem.orders[index], pieces: pieces,
            conditions: problem.sides[index].map(\.functional), fluxes: lines[index].fluxRatios)
    }

    func run() throws(PDEError) -> Outcome? {
        var plan = (0..<2).map { index -> [BrokenAxis.Piece] in
            let ends = [problem.variables[index].lower] + lines[index].positions + [problem.variables[index].upper]
            return zip(ends, ends.dropFirst()).map { .init(interval: Interval($0, $1), size: Self.firstSize) }
        }
        let data = PiecesData(problem: problem)
        for _ in 0..<Self.largestRounds {
            var next = refined(plan, envelopes: try data.envelopes(plan), tolerance: Self.dataTolerance)
            if next.plan == plan {
                // What hides between the nodes passes as resolved: a spike, a jump.
                next = refined(plan, envelopes: try data.disagreements(plan), tolerance: Self.hiddenTolerance)
            }
            guard next.plan != plan, !next.isFull else { break }
            plan = next.plan
        }
        var last: PiecesIterate?
        var rounds = 0
        while true {
            guard let axes = made(plan) else { return nil }
            rounds += 1
            var iterate = try PiecesIterate(problem, axes: axes)
            if let last, !problem.isLinear { iterate = try last.moved(to: axes) }
            try iterate.solve()
            if !iterate.converged, !problem.isLinear, last == nil { try iterate.solveByHomotopy() }
            let envelopes = solutionEnvelopes(iterate)
            let tails = envelopes.map { axis in axis.map(Self.tail).max() ?? 0 }
            let next = refined(plan, envelopes: envelopes, tolerance: Self.solutionTolerance)
            if next.plan == plan || next.isFull || rounds >= Self.largestRounds || (!iterate.converged && rounds > 3) {
                return try confirmed(iterate, plan: plan, tails: tails, rounds: rounds)
            }
            last = iterate
            plan = next.plan
        }
    }

    private func made(_ plan: [[BrokenAxis.Piece]]) -> [BrokenAxis]? {
        guard let first = axis(0, plan[0]), let second = axis(1, plan[1]) else { return nil }
        return [first, second]
    }

    /// Solves with a third more functions and compares.
    private func confirmed(
        _ iterate: PiecesIterate, plan: [[BrokenAxis.Piece]], tails: [Double], rounds: Int
    ) throws(PDEError) -> Outcome {
        let finer = plan.map { $0.map { BrokenAxis.Piece(interval: $0.interval, size: $0.size + $0.size / 3 + 2) } }
        guard iterate.converged, let axes = made(finer) else {
            return Outcome(
                iterate: iterate, tails: tails, change: nil, rounds: rounds, newtonChanges: iterate.newtonChanges)
        }
        var better = problem.isLinear ? try PiecesIterate(problem, axes: axes) : try iterate.moved(to: axes)
        try better.solve()
        let places = problem.variables.map { variable in
            (0..<61).map { i -> Double in
                let s = (Double(i) + 0.37) / 61
                return variable.lower + variable.length * s * s * (3 - 2 * s)
            }
        }
        let difference =
            better.values(orders: [0, 0], onGrid: places) - iterate.values(orders: [0, 0], onGrid: places)
        return Outcome(
            iterate: better.converged ? better : iterate, tails: tails,
            change: better.converged ? difference.norm / Double(difference.count).squareRoot() : nil, rounds: rounds,
            newtonChanges: iterate.newtonChanges)
    }

    private static func tail(_ envelope: [Double]) -> Double { envelope.suffix(3).max() ?? 0 }

    /// The plan with every piece whose envelope (relative to the whole) is open raised or halved.
    private func refined(
        _ plan: [[BrokenAxis.Piece]], envelopes: [[[Double]]], tolerance: Double
    ) -> (plan: [[BrokenAxis.Piece]], isFull: Bool) {
        let next = (0..<2).map { axis in
            zip(plan[axis], envelopes[axis]).flatMap { piece, envelope -> [BrokenAxis.Piece] in
                // Below the rounding of x nothing can be resolved.
                let limit = max(tolerance, piece.interval.roundingTolerance)
                guard Self.tail(envelope) > limit else { return [piece] }
                let wanted = min(ChebyshevTail.predictedLength(envelope, tolerance: limit), 2 * piece.size)
                if wanted <= Self.largestSize {
                    return [.init(interval: piece.interval, size: max(wanted, piece.size + 4))]
                }
                let halves = piece.interval.halves
                guard piece.interval.length > 1e-9 * problem.variables[axis].length else { return [piece] }
                let size = max(Self.firstSize, min(piece.size, 32))
                return [.init(interval: halves.0, size: size), .init(interval: halves.1, size: size)]
            }
        }
        let isFull = next.contains { $0.reduce(0) { $0 + $1.size } > Self.largestTotal }
        return (next, isFull)
    }

    /// By axis and piece, the largest local coefficients of u over the other axis, relative to the largest of all.
    private func solutionEnvelopes(_ iterate: PiecesIterate) -> [[[Double]]] {
        let axes = iterate.axes
        let sides = (0..<2).map { index -> [[Double]] in
            let y = index == 0 ? iterate.coefficients : iterate.coefficients.transposed
            let other = axes[1 - index]
            let along = multiply(y, other.nodal[0], transposingSecond: true)
            return axes[index].localSeries(along).map(Self.rowEnvelope)
        }
        let largest = sides[0].joined().reduce(0) { max($0, $1) }
        return sides.map { $0.map { $0.map { $0 / max(largest, .leastNormalMagnitude) } } }
    }

    static func rowEnvelope(_ matrix: Matrix) -> [Double] { MarginalEnvelope(of: matrix, axis: 0).values }
}
