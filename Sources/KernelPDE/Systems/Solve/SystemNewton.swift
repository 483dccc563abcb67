/// Newton's method on a fixed discretisation: linearise at the nodes, solve, damp; continuation where that fails.
struct SystemNewton {
    let discretization: any SystemDiscretization
    /// The values of unknown coefficients at the nodes, in the order of the formulation.
    var coefficients: [[Double]] = []
    /// The relative step at which the iteration stops.
    var tolerance = 1e-12
    var maximumSteps = 25

    struct Outcome {
        var state: [Double]
        /// The linear operator of the last step.
        var linearOperator: any SystemOperator
        var steps: Int
        var converged: Bool
    }

    /// - Parameters:
    ///   - start: a state; nil for the discretisation's own.
    ///   - meetsConditions: whether the start can be damped from at all.
    ///   - nonlinearPart: s in L + s (F - L), L the linear part about zero.
    func run(
        from start: [Double]? = nil, meetsConditions: Bool = false, nonlinearPart: Double = 1
    ) throws(PDEError) -> Outcome {
        let formulation = discretization.formulation
        var state = start ?? discretization.zero
        var found = try evaluate(discretization.values(state), nonlinearPart)
        let scales = equationScales(found, discretization.values(state))
        var size = meetsConditions ? residualSize(found, scales) : Double.infinity
        var previousChange = Double.infinity
        for step in 1...maximumSteps {
            let linear = try discretization.linearized(found.slopes)
            var iterate = try linear.iterate(from: state, residuals: found.residuals)
            if formulation.isLinear {
                // The same operator once more: one step of iterative refinement.
                let again = try evaluate(discretization.values(iterate), nonlinearPart)
                iterate = try linear.iterate(from: iterate, residuals: again.residuals)
                return Outcome(state: iterate, linearOperator: linear, steps: 1, converged: iterate.allSatisfy(\.isFinite))
            }
            guard iterate.allSatisfy(\.isFinite) else {
                return Outcome(state: state, linearOperator: linear, steps: step, converged: false)
            }
            let change = distance(state, iterate)
            let next = change * (change / previousChange) * (change / previousChange)
            let isAtRounding = change < 1e-8 && change > 0.3 * previousChange
            previousChange = change
            if change <= tolerance || (change < 1e-5 && next < 0.01 * tolerance) || isAtRounding {
                return Outcome(state: iterate, linearOperator: linear, steps: step, converged: true)
            }
            var factor = 1.0
            while true {
                let trial = factor == 1 ? iterate : zip(state, iterate).map { $0 + factor * ($1 - $0) }
                if let values = try? evaluate(discretization.values(trial), nonlinearPart) {
                    let trialSize = residualSize(values, scales)
                    if trialSize < size || (change < 1e-7 && factor == 1) {
                        (state, found, size) = (trial, values, trialSize)
                        break
                    }
                }
                factor /= 2
                if factor < 1.0 / 128 {
                    return Outcome(state: state, linearOperator: linear, steps: step, converged: false)
                }
            }
        }
        let linear = try discretization.linearized(found.slopes)
        return Outcome(state: state, linearOperator: linear, steps: maximumSteps, converged: false)
    }

    /// Continuation in the non-linear part from the linear problem; nil where that fails as well.
    func continued() throws(PDEError) -> Outcome? {
        var copy = self
        copy.tolerance = 1e-4
        guard var outcome = try? copy.run(nonlinearPart: 0) else { return nil }
        var (part, step, total) = (0.0, 0.1, outcome.steps)
        for _ in 0..<60 {
            let next = min(1, part + step)
            if next == 1 { copy.tolerance = tolerance }
            if let found = try? copy.run(from: outcome.state, meetsConditions: true, nonlinearPart: next),
                found.converged
            {
                (outcome, part, step) = (found, next, 1.6 * step)
                total += found.steps
                if part == 1 {
                    outcome.steps = total
                    return outcome
                }
            } else {
                step /= 2.5
                if step < 1e-4 { return nil }
            }
        }
        return nil
    }

    private func evaluate(
        _ values: [[Double]], _ nonlinearPart: Double
    ) throws(PDEError) -> SystemFormulation.Values {
        let formulation = discretization.formulation
        let nodes = discretization.nodes
        var found = try formulation.evaluate(columns: nodes, values: values, coefficients: coefficients)
        guard nonlinearPart != 1 else { return found }
        let zero = values.map { $0.map { _ in 0.0 } }
        let linear = try formulation.evaluate(columns: nodes, values: zero, coefficients: coefficients)
        for e in found.residuals.indices {
            var part = linear.residuals[e]
            for (d, slope) in linear.slopes[e].enumerated() {
                if let slope { for i in part.indices { part[i] += slope[i] * values[d][i] } }
            }
            for i in part.indices { found.residuals[e][i] = part[i] + nonlinearPart * (found.residuals[e][i] - part[i]) }
            for d in found.slopes[e].indices {
                guard let slope = found.slopes[e][d] else { continue }
                let base = linear.slopes[e][d] ?? slope.map { _ in 0 }
                found.slopes[e][d] = slope.indices.map { base[$0] + nonlinearPart * (slope[$0] - base[$0]) }
            }
        }
        return found
    }

    /// The largest term of each equation, so that residuals of different equations can be added.
    private func equationScales(_ found: SystemFormulation.Values, _ values: [[Double]]) -> [Double] {
        found.residuals.indices.map { e in
            var largest = found.residuals[e].reduce(0) { max($0, abs($1)) }
            for (d, slope) in found.slopes[e].enumerated() {
                guard let slope else { continue }
                for i in slope.indices { largest = max(largest, abs(slope[i] * values[d][i])) }
            }
            return largest > 0 ? largest : 1
        }
    }

    private func residualSize(_ found: SystemFormulation.Values, _ scales: [Double]) -> Double {
        var sum = 0.0
        for (residual, scale) in zip(found.residuals, scales) {
            for r in residual { sum += (r / scale) * (r / scale) }
        }
        return sum.isFinite ? sum.squareRoot() : .infinity
    }

    /// The largest change of a function relative to the largest value of that function.
    private func distance(_ a: [Double], _ b: [Double]) -> Double {
        let (first, second) = (discretization.values(a), discretization.values(b))
        let formulation = discretization.formulation
        return formulation.functions.indices.reduce(0) { largest, i in
            guard let d = formulation.index(of: i, orders: formulation.variables.map { _ in 0 }) else { return largest }
            var (change, size) = (0.0, 0.0)
            for (x, y) in zip(first[d], second[d]) {
                change = max(change, abs(x - y))
                size = max(size, abs(y))
            }
            return max(largest, change / max(size, .leastNormalMagnitude))
        }
    }
}
