import Likelihoods
import LinearAlgebra

/// A point of the search for the highest bound.
struct VariationalState {
    var terms: [NormalTerms]
    var functions: [VariationalFunction]
    var bound: Double
    /// Where the slopes of the expected log densities say the terms should be.
    var target: [NormalTerms] = []

    init(terms: [NormalTerms], functions: [VariationalFunction], bound: Double) {
        self.terms = terms
        self.functions = functions
        self.bound = bound
    }

    init?(
        _ terms: [NormalTerms], _ priors: [LatentPrior], _ expectations: VariationalSites.Expectations
    ) throws(ProcessError) {
        var functions: [VariationalFunction] = []
        for (terms, prior) in zip(terms, priors) {
            guard let function = try VariationalFunction(terms, prior: prior) else { return nil }
            functions.append(function)
        }
        let n = priors[0].mean.count
        var target = terms
        var bound = functions.reduce(0) { $0 - $1.divergence }
        for i in 0..<n {
            let marginals = functions.map { NormalMarginal(mean: $0.mean[i], variance: $0.variances[i]) }
            let slopes = expectations(i, marginals)
            bound += slopes[0].value
            for (c, slope) in slopes.enumerated() {
                let precision = -2 * slope.varianceSlope
                target[c].precisions[i] = precision
                target[c].shifts[i] =
                    slope.meanSlope + precision * (functions[c].mean[i] - priors[c].mean[i])
            }
        }
        guard bound.isFinite else { return nil }
        self.init(terms: terms, functions: functions, bound: bound)
        self.target = target
    }

    /// The accelerated point if its bound is no lower; else the point a whole step, half, a quarter, … of the way to the
    /// target whose bound is not; nil if there is none.
    func advanced(
        _ priors: [LatentPrior], _ expectations: VariationalSites.Expectations,
        by acceleration: inout FixedPointAcceleration
    ) throws(ProcessError) -> VariationalState? {
        let lowest = bound - 1e-12 * (1 + abs(bound))
        if let point = acceleration.next(from: terms.flattened, towards: target.flattened),
            let next = try VariationalState([NormalTerms](point, count: terms.count), priors, expectations),
            next.bound >= lowest
        {
            return next
        }
        var share = 1.0
        while share > 1e-6 {
            let moved = zip(terms, target).map { $0.moved(towards: $1, by: share) }
            if let next = try VariationalState(moved, priors, expectations), next.bound >= lowest {
                if share < 1 { acceleration.restart() }
                return next
            }
            share *= 0.5
        }
        return nil
    }
}

extension [NormalTerms] {
    /// All precisions and shifts in one vector.
    fileprivate var flattened: Vector { Vector(flatMap { $0.precisions.array + $0.shifts.array }) }

    /// The terms of several functions from one vector.
    fileprivate init(_ vector: Vector, count: Int) {
        let n = vector.count / (2 * count)
        let values = vector.array
        self = (0..<count).map { c in
            let start = 2 * n * c
            return NormalTerms(
                precisions: Vector(values[start..<(start + n)]), shifts: Vector(values[(start + n)..<(start + 2 * n)]))
        }
    }
}
