#if canImport(Glibc)
    import Glibc
#endif
import Likelihoods
import LinearAlgebra

/// What lies in the support is accepted, what does not is refused with its row.
func checkSupport<L: Likelihood>(_ likelihood: L, _ generator: inout SeededGenerator, _ findings: inout Findings) {
    let valid = Vector(likelihood.samplePairs(using: &generator).map(\.y))
    let refusal: LikelihoodError?
    do throws(LikelihoodError) {
        try likelihood.validate(valid)
        refusal = nil
    } catch { refusal = error }
    findings.require("samples lie in the support", refusal == nil, "\(refusal?.description ?? "")")
    for value in likelihood.support.outsiders {
        let probe = Vector(valid.array + [value])
        do throws(LikelihoodError) {
            try likelihood.validate(probe)
            findings.require("values outside the support are refused", false, "\(value) was accepted")
        } catch {
            let expected = LikelihoodError.outsideSupport(
                row: valid.count, value: value, likelihood: likelihood.name, support: likelihood.support)
            let isNamed = value.isNaN || error == expected
            findings.require("values outside the support are refused", isNamed, "\(value) gave \(error)")
        }
    }
}

/// ∫ p = 1, ∫ y p = mean and ∫ (y - mean)² p = variance at every f.
func checkDensity<L: Likelihood>(_ likelihood: L, _ findings: inout Findings) {
    for f in latentValues {
        let moments = likelihood.moments(at: f)
        func integral(_ g: (Double) -> Double) -> Double {
            likelihood.support.integral(around: f) { g($0) * exp(likelihood.logDensity(of: $0, at: f)) }
        }
        findings.requireEqual("density integrates to one", integral { _ in 1 }, 1, tolerance: 1e-8, "f = \(f)")
        guard moments.variance.isFinite else { continue }
        let tolerance = 1e-6 * (1 + abs(moments.mean) + moments.variance)
        findings.requireEqual("mean of y", moments.mean, integral { $0 }, tolerance: tolerance, "f = \(f)")
        let square = integral { ($0 - moments.mean) * ($0 - moments.mean) }
        findings.requireEqual("variance of y", moments.variance, square, tolerance: tolerance, "f = \(f)")
    }
}

/// Mean and variance of many samples within six standard errors of their expectations.
func checkSamples<L: Likelihood>(_ likelihood: L, _ generator: inout SeededGenerator, _ findings: inout Findings) {
    let count = 20_000
    for f in latentValues {
        let moments = likelihood.moments(at: f)
        guard moments.variance.isFinite else { continue }
        let deviations = (0..<count).map { _ in likelihood.sample(at: f, using: &generator) - moments.mean }
        let mean = deviations.reduce(0, +) / Double(count)
        let square = deviations.reduce(0) { $0 + $1 * $1 } / Double(count)
        let fourth = deviations.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(count)
        let root = Double(count).squareRoot()
        findings.requireEqual(
            "sample mean", mean, 0, tolerance: 6 * moments.variance.squareRoot() / root, "f = \(f)")
        findings.requireEqual(
            "sample variance", square, moments.variance,
            tolerance: 6 * Swift.max(fourth - square * square, 0).squareRoot() / root + 1e-9, "f = \(f)")
    }
}

extension Support {
    /// Some values outside.
    fileprivate var outsiders: [Double] {
        let never: [Double] = [.nan, .infinity, -.infinity]
        switch self {
        case .real: return never
        case .positive: return never + [0, -1]
        case .unitInterval: return never + [0, 1, -0.5, 1.5]
        case .counts: return never + [-1, 0.5]
        case .categories(let count): return never + [-1, 0.5, Double(count)]
        }
    }
}
