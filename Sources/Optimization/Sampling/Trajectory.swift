#if canImport(Glibc)
    import Glibc
#endif

/// Where a transition of Hamiltonian Monte Carlo ended.
struct Transition {
    var point: PhasePoint
    /// The mean over the visited points of min(1, exp(energy lost)).
    var acceptance: Double
    var isDivergent: Bool
    var isSaturated: Bool
}

/// A trajectory of leapfrog steps with 2^depth points, of which one is drawn with probability ∝ exp(-energy).
struct Trajectory {
    /// A stretch of consecutive points.
    private struct Stretch {
        var first: PhasePoint
        var last: PhasePoint
        var draw: PhasePoint
        /// The sum of the momenta of its points.
        var momentum: [Double]
        /// log Σ exp(energy at the start - energy).
        var logWeight: Double
        var isTurning = false
        var isDivergent = false
    }

    private var whole: Stretch
    private let inverseMasses: [Double]
    private let startEnergy: Double
    private var acceptanceSum = 0.0
    private var visited = 0.0
    private(set) var depth = 0

    init(from point: PhasePoint, _ inverseMasses: [Double]) {
        self.inverseMasses = inverseMasses
        startEnergy = point.energy(inverseMasses)
        whole = Stretch(first: point, last: point, draw: point, momentum: point.momentum, logWeight: 0)
    }

    /// Whether the trajectory neither turned back nor diverged.
    var canGrow: Bool { !whole.isTurning && !whole.isDivergent }

    func transition(maximumDepth: Int) -> Transition {
        Transition(
            point: whole.draw, acceptance: visited == 0 ? 0 : acceptanceSum / visited, isDivergent: whole.isDivergent,
            isSaturated: depth >= maximumDepth && canGrow)
    }

    /// Doubles the trajectory forward or backward in time. The draw moves to the new half with probability
    /// min(1, weight of the new / weight of the old), which favours distance.
    mutating func double(
        _ flow: inout Leapfrog<some Objective>, _ length: Double, _ generator: inout some RandomNumberGenerator
    ) throws {
        let isForward = generator.uniformNumber() < 0.5
        let end = isForward ? whole.last : whole.first
        let added = try stretch(from: end, depth, isForward ? length : -length, &flow, &generator)
        depth += 1
        guard !added.isTurning && !added.isDivergent else {
            whole.isTurning = added.isTurning
            whole.isDivergent = added.isDivergent
            return
        }
        let moves = log(generator.uniformNumber()) < added.logWeight - whole.logWeight
        let draw = moves ? added.draw : whole.draw
        whole = isForward ? joined(whole, added) : joined(added, whole)
        whole.draw = draw
    }

    /// 2^depth further points beyond `point`, none of whose halves turns back.
    private mutating func stretch(
        from point: PhasePoint, _ depth: Int, _ length: Double, _ flow: inout Leapfrog<some Objective>,
        _ generator: inout some RandomNumberGenerator
    ) throws -> Stretch {
        if depth == 0 {
            let next = try flow.step(point, by: length)
            let gain = startEnergy - next.energy(inverseMasses)
            acceptanceSum += gain > 0 ? 1 : exp(gain)
            visited += 1
            return Stretch(
                first: next, last: next, draw: next, momentum: next.momentum, logWeight: gain,
                isDivergent: !(gain > -1000))
        }
        let near = try stretch(from: point, depth - 1, length, &flow, &generator)
        guard !near.isTurning && !near.isDivergent else { return near }
        let far = try stretch(
            from: length > 0 ? near.last : near.first, depth - 1, length, &flow, &generator)
        guard !far.isTurning && !far.isDivergent else { return far }
        var both = length > 0 ? joined(near, far) : joined(far, near)
        let moves = log(generator.uniformNumber()) < far.logWeight - both.logWeight
        both.draw = moves ? far.draw : near.draw
        return both
    }

    /// Two stretches in the order of time, and whether they turn back: as a whole, or across their seam.
    private func joined(_ early: Stretch, _ late: Stretch) -> Stretch {
        let momentum = zip(early.momentum, late.momentum).map(+)
        let seam = (
            zip(early.momentum, late.first.momentum).map(+), zip(early.last.momentum, late.momentum).map(+)
        )
        let isTurning =
            turns(momentum, early.first, late.last) || turns(seam.0, early.first, late.first)
            || turns(seam.1, early.last, late.last)
        return Stretch(
            first: early.first, last: late.last, draw: early.draw, momentum: momentum,
            logWeight: logSum(early.logWeight, late.logWeight), isTurning: isTurning)
    }

    /// Whether the velocity at either end points against the summed momenta.
    private func turns(_ momentum: [Double], _ first: PhasePoint, _ last: PhasePoint) -> Bool {
        var (atFirst, atLast) = (0.0, 0.0)
        for i in momentum.indices {
            atFirst += momentum[i] * inverseMasses[i] * first.momentum[i]
            atLast += momentum[i] * inverseMasses[i] * last.momentum[i]
        }
        return !(atFirst > 0 && atLast > 0)
    }
}
