import Kernels
import Likelihoods
import LinearAlgebra

/// Normal noise in which a test breaks one thing.
struct Broken: Likelihood {
    var base = GaussianLikelihood(variance: 0.6)
    var support = Support.real
    var isLogConcave = true
    /// Changes an expansion at f after it was made.
    var afterExpansion: (@Sendable (inout LogDensityExpansion, _ f: Double) -> Void)?
    /// Changes bulk expansions after they were made.
    var afterBulk: (@Sendable (inout LogDensityExpansions) -> Void)?
    var afterSlope: (@Sendable (inout LogDensitySlope) -> Void)?
    var forgetsSlopes = false
    var afterMoments: (@Sendable (inout ObservationMoments) -> Void)?
    /// Changes a sample, given f.
    var afterSample: (@Sendable (inout Double, _ f: Double) -> Void)?
    /// Errors of the closed forms.
    var expectationError = 0.0
    var predictiveError = 0.0
    var predictiveMomentsError = ObservationMoments(mean: 0, variance: 0)
    var ignoresWrites = false

    mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        var ignored = base
        if ignoresWrites { ignored.visitParameters(visit) } else { base.visitParameters(visit) }
    }

    func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        var result = base.expansion(of: y, at: f)
        afterExpansion?(&result, f)
        return result
    }

    func expansions(of y: Vector, at f: Vector) -> LogDensityExpansions {
        var result = base.expansions(of: y, at: f)
        for i in y.indices {
            let single = expansion(of: y[i], at: f[i])
            result.value[i] = single.value
            result.first[i] = single.first
            result.second[i] = single.second
            result.third[i] = single.third
        }
        afterBulk?(&result)
        return result
    }

    func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope] {
        if forgetsSlopes { return [] }
        var result = base.parameterSlopes(of: y, at: f)
        afterSlope?(&result[0])
        return result
    }

    func moments(at f: Double) -> ObservationMoments {
        var result = base.moments(at: f)
        afterMoments?(&result)
        return result
    }

    func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        var result = base.sample(at: f, using: &generator)
        afterSample?(&result, f)
        return result
    }

    func closedFormExpectation(of y: Double, under f: NormalMarginal) -> Double? {
        base.closedFormExpectation(of: y, under: f).map { $0 + expectationError }
    }

    func closedFormPredictive(of y: Double, under f: NormalMarginal) -> Double? {
        base.closedFormPredictive(of: y, under: f).map { $0 + predictiveError }
    }

    func closedFormMoments(under f: NormalMarginal) -> ObservationMoments? {
        base.closedFormMoments(under: f).map {
            ObservationMoments(
                mean: $0.mean + predictiveMomentsError.mean, variance: $0.variance + predictiveMomentsError.variance)
        }
    }
}

/// Double exponential noise that claims to be smooth.
struct HiddenKink: Likelihood {
    var base = LaplaceLikelihood(scale: 0.7)
    var support: Support { .real }
    func expansion(of y: Double, at f: Double) -> LogDensityExpansion { base.expansion(of: y, at: f) }
    func moments(at f: Double) -> ObservationMoments { base.moments(at: f) }
    func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        base.sample(at: f, using: &generator)
    }
}
