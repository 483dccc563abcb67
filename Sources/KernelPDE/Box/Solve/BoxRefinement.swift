#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// What refinement arrived at.
struct BoxOutcome: Sendable {
    /// How a dimension ended.
    enum State: Sendable { case resolved, rounding, open }

    let iterate: BoxIterate
    /// Per variable.
    let states: [State]
    /// The tail of u per variable, relative to its largest coefficient.
    let tails: [Double]
    /// The root mean square of the change of u in the last growth, if it grew.
    let lastChange: Double?
    let rounds: Int
    let gmresIterations: Int
    let newtonSteps: Int

    /// Whether some dimension is not resolved.
    var isOpen: Bool { states.contains(.open) }
}

/// Solves, and grows each dimension until u passes.
///
/// A dimension passes when the tail of u is below 3e-13 or that of v below 3e-12 of the largest coefficient (v carries more
/// rounding). It ends as rounding where the tail is small and growing does not lower it; as open at the limit of 700, or where
/// the decay seen says that the limit will not do.
struct BoxRefinement {
    let problem: BoxProblem
    /// Sizes are kept below this where the data cannot be met by a smooth function.
    let largestSize: Int

    private static let solutionTolerance = 3e-13
    private static let highestTolerance = 3e-12

    func run() throws(PDEError) -> BoxOutcome {
        let resolution = try BoxResolution(problem, largestSize: largestSize)
        var sizes = resolution.discretization.axes.map(\.size)
        var history: [[(size: Int, tail: Double)]] = [[], []]
        var previous: BoxIterate?
        var (rounds, gmresIterations, newtonSteps) = (0, 0, 0)
        while true {
            rounds += 1
            let discretization =
                rounds == 1 ? resolution.discretization : try BoxDiscretization(problem, sizes: sizes)
            let start = previous?.y.paddedWithZeros(rowCount: sizes[0], columnCount: sizes[1])
            let iterate = try BoxIteration(discretization: discretization).run(
                from: start, data: rounds == 1 ? resolution.data : nil)
            gmresIterations += iterate.iterations
            newtonSteps += iterate.newtonSteps
            var states: [BoxOutcome.State] = []
            var tails: [Double] = []
            for axis in 0..<2 {
                let tail = MarginalEnvelope(of: iterate.coefficients, axis: axis).tail
                let highest = MarginalEnvelope(of: iterate.y, axis: axis).tail
                if history[axis].last?.size != sizes[axis] { history[axis].append((sizes[axis], tail)) }
                tails.append(tail)
                states.append(
                    tail <= Self.solutionTolerance || highest <= Self.highestTolerance
                        ? .resolved : stagnates(history[axis]) ? .rounding : .open)
            }
            let next = (0..<2).map { axis in
                states[axis] == .open && !isHopeless(history[axis])
                    ? min(largestSize, BoxResolution.grown(sizes[axis])) : sizes[axis]
            }
            if next == sizes {
                let change = previous.map { Self.difference(iterate, $0) }
                return BoxOutcome(
                    iterate: iterate, states: states, tails: tails, lastChange: change, rounds: rounds,
                    gmresIterations: gmresIterations, newtonSteps: newtonSteps)
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
        return Double(last.size) + log(last.tail / Self.solutionTolerance) / rate > 1.3
            * Double(BoxResolution.largestSize)
    }

    private static func difference(_ a: BoxIterate, _ b: BoxIterate) -> Double {
        let (m, n) = (a.coefficients.rowCount, a.coefficients.columnCount)
        return 0.5 * (a.coefficients - b.coefficients.paddedWithZeros(rowCount: m, columnCount: n)).norm
    }
}
