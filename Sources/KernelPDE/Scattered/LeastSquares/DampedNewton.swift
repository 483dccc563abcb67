import LinearAlgebra

/// Newton's method for collocation equations, each step a least-squares problem; one step if they are linear.
struct DampedNewton {
    static let largestStepCount = 30

    struct Outcome {
        let function: FeatureFunction
        let steps: Int
        let converged: Bool
        /// The norms of the residual, of the start and after every step.
        let residuals: [Double]
    }

    let system: LeastSquaresSystem
    let isLinear: Bool

    /// Starts from the linear part, or from the solution of a coarser system.
    func run(from start: FeatureFunction?) throws(PDEError) -> Outcome {
        var state = start.map { system.state(of: $0) }
        let first = try system.linearized(at: isLinear ? nil : state)
        var coefficients = try LeastSquaresSystem.solve(first.rows, Matrix(column: first.rightHandSide)).column(0)
        var scales = first.scales
        func function() -> FeatureFunction { FeatureFunction(features: system.features, coefficients: coefficients) }
        guard !isLinear else { return Outcome(function: function(), steps: 1, converged: true, residuals: []) }
        state = system.state(of: coefficients)
        var norms = [system.residualNorm(of: state ?? [], scales: scales)]
        for step in 1...Self.largestStepCount {
            let linear = try system.linearized(at: state)
            scales = linear.scales
            norms[norms.count - 1] = system.residualNorm(of: state ?? [], scales: scales)
            let next = try LeastSquaresSystem.solve(linear.rows, Matrix(column: linear.rightHandSide)).column(0)
            let move = next - coefficients
            var length = 1.0
            var accepted = false
            while length >= 1.0 / 64 {
                var trial = coefficients
                trial.add(move, scaledBy: length)
                let reached = system.state(of: trial)
                let norm = system.residualNorm(of: reached, scales: scales)
                if norm < norms[norms.count - 1] {
                    (coefficients, state) = (trial, reached)
                    norms.append(norm)
                    accepted = true
                    break
                }
                length /= 2
            }
            // Where no step lowers the residual it is at its minimum: rounding, the features' best, or no solution, which the
            // residual between the points tells.
            guard accepted, let last = norms.last else {
                return Outcome(function: function(), steps: step, converged: true, residuals: norms)
            }
            if last > 0.9 * norms[norms.count - 2] || last == 0 {
                return Outcome(function: function(), steps: step, converged: true, residuals: norms)
            }
        }
        return Outcome(function: function(), steps: Self.largestStepCount, converged: false, residuals: norms)
    }
}
