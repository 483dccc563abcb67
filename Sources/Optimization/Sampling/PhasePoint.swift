/// A point in phase space: position x, momentum p, with f and its gradient at x.
struct PhasePoint {
    var position: [Double]
    var momentum: [Double]
    var value: Double
    var gradient: [Double]

    /// f(x) + ½ Σ_i m_i p_i², for the inverse masses m.
    func energy(_ inverseMasses: [Double]) -> Double {
        var kinetic = 0.0
        for i in momentum.indices { kinetic += inverseMasses[i] * momentum[i] * momentum[i] }
        let total = value + 0.5 * kinetic
        return total.isNaN ? .infinity : total
    }

    /// Momenta drawn from their normal distribution, of variance 1/m_i.
    mutating func drawMomentum(_ inverseMasses: [Double], using generator: inout some RandomNumberGenerator) {
        for i in momentum.indices { momentum[i] = generator.normalNumber() / inverseMasses[i].squareRoot() }
    }
}

/// Hamilton's equations for the energy f(x) + ½ Σ_i m_i p_i², stepped by the leapfrog rule.
struct Leapfrog<Target: Objective> {
    var objective: Target
    var inverseMasses: [Double]
    var evaluations = 0

    init(_ objective: Target, inverseMasses: [Double]) {
        self.objective = objective
        self.inverseMasses = inverseMasses
    }

    /// The point at rest at a position.
    mutating func point(at position: [Double]) throws -> PhasePoint {
        let answer = try evaluate(position)
        return PhasePoint(
            position: position, momentum: [Double](repeating: 0, count: position.count), value: answer.value,
            gradient: answer.gradient)
    }

    /// One step of the given length, negative to go back in time.
    mutating func step(_ point: PhasePoint, by length: Double) throws -> PhasePoint {
        var next = point
        for i in next.momentum.indices {
            next.momentum[i] -= 0.5 * length * point.gradient[i]
            next.position[i] += length * inverseMasses[i] * next.momentum[i]
        }
        let answer = try evaluate(next.position)
        (next.value, next.gradient) = (answer.value, answer.gradient)
        guard answer.isFinite else { return next }
        for i in next.momentum.indices { next.momentum[i] -= 0.5 * length * answer.gradient[i] }
        return next
    }

    private mutating func evaluate(_ position: [Double]) throws -> ObjectiveValue {
        evaluations += 1
        guard position.allSatisfy(\.isFinite) else { return .undefined(count: position.count) }
        let answer = try objective.evaluate(at: position)
        return answer.isFinite ? answer : .undefined(count: position.count)
    }
}
