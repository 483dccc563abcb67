#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// What refinement arrived at.
struct TensorOutcome: Sendable {
    /// How a variable ended.
    enum State: Sendable { case resolved, rounding, open }

    let iterate: TensorIterate
    /// Per variable.
    let states: [State]
    /// The tail of u per variable, relative to its largest coefficient.
    let tails: [Double]
    /// The root mean square of the change of u in the last growth, if it grew.
    let lastChange: Double?
    let gmresIterations: Int
    let newtonSteps: Int

    /// Whether a variable passes with these tails of u and v, relative to their largest coefficients.
    static func passes(solution: Double, highest: Double) -> Bool { solution <= 3e-13 || highest <= 3e-12 }

    /// Whether some variable is not resolved.
    var isOpen: Bool { states.contains(.open) }
}

/// Solves, and grows each variable until u passes: the rule of the solver in two variables.
///
/// A variable passes when the tail of u is below 3e-13 or that of v below 3e-12 of the largest coefficient (v carries more
/// rounding). It ends as rounding where the tail is small and growing does not lower it; as open at the limit of memory, or
/// where the decay seen says that the limit will not do.
struct TensorRefinement {
    let problem: TensorProblem
    let limits: TensorLimits
    let budget: MemoryBudget

    func run() throws(PDEError) -> TensorOutcome {
        var sizes = try TensorResolution(problem: problem, limits: limits)
            .sizes(from: limits.first(problem.orders, budget: budget))
        var history: [[(size: Int, tail: Double)]] = sizes.map { _ in [] }
        var previous: TensorIterate?
        var (gmresIterations, newtonSteps) = (0, 0)
        while true {
            let discretization = try TensorDiscretization(problem, sizes: sizes)
            let iterate = try TensorIteration(discretization: discretization, budget: budget)
                .run(from: previous?.y.resized(to: sizes))
            gmresIterations += iterate.iterations
            newtonSteps += iterate.newtonSteps
            var states: [TensorOutcome.State] = []
            var tails: [Double] = []
            for d in sizes.indices {
                let (tail, highest) = iterate.tails(along: d)
                if history[d].last?.size != sizes[d] { history[d].append((sizes[d], tail)) }
                tails.append(tail)
                states.append(
                    TensorOutcome.passes(solution: tail, highest: highest)
                        ? .resolved : stagnates(history[d]) ? .rounding : .open)
            }
            let next = limits.grown(
                sizes, open: sizes.indices.map { states[$0] == .open && !isHopeless(history[$0]) })
            if next == sizes {
                return TensorOutcome(
                    iterate: iterate, states: states, tails: tails,
                    lastChange: previous.map { Self.difference(iterate, $0) }, gmresIterations: gmresIterations,
                    newtonSteps: newtonSteps)
            }
            sizes = next
            previous = iterate
        }
    }

    /// Whether growing by half no longer lowers a tail that is small already.
    private func stagnates(_ history: [(size: Int, tail: Double)]) -> Bool {
        guard history.count >= 2 else { return false }
        let (last, before) = (history[history.count - 1], history[history.count - 2])
        return last.tail < 1e-9 && last.tail > before.tail / 3
    }

    /// Whether the geometric rate of the last growth, continued, misses the tolerance at well above the limit.
    private func isHopeless(_ history: [(size: Int, tail: Double)]) -> Bool {
        guard history.count >= 2 else { return false }
        let (last, before) = (history[history.count - 1], history[history.count - 2])
        guard last.tail < 1e-3, last.size > before.size else { return false }
        guard last.tail < before.tail else { return history.count > 3 }
        let rate = log(before.tail / last.tail) / Double(last.size - before.size)
        return Double(last.size) + log(last.tail / 3e-13) / rate > 1.3 * Double(limits.perVariable)
    }

    private static func difference(_ a: TensorIterate, _ b: TensorIterate) -> Double {
        var change = a.coefficients
        change.add(b.coefficients.resized(to: change.shape), scaledBy: -1)
        return a.discretization.rootMeanSquare(change)
    }
}

extension TensorOutcome {
    /// A single solve at given sizes.
    init(only iterate: TensorIterate) {
        let found = iterate.discretization.shape.indices.map { iterate.tails(along: $0) }
        self.init(
            iterate: iterate,
            states: found.map { Self.passes(solution: $0.solution, highest: $0.highest) ? .resolved : .open },
            tails: found.map(\.solution), lastChange: nil, gmresIterations: iterate.iterations,
            newtonSteps: iterate.newtonSteps)
    }
}

extension TensorIterate {
    /// The tails of u and v in a variable.
    func tails(along d: Int) -> (solution: Double, highest: Double) {
        (
            MarginalEnvelope(coefficients.largestMagnitudes(along: d)).tail,
            MarginalEnvelope(y.largestMagnitudes(along: d)).tail
        )
    }
}
