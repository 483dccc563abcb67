import Kernels
import Likelihoods
import LinearAlgebra

/// Each derivative in f is that of the one before, and the value that of its own bulk form.
func checkDerivatives<L: Likelihood>(
    _ likelihood: L, _ generator: inout SeededGenerator, _ findings: inout Findings
) {
    let orders: [(String, KeyPath<LogDensityExpansion, Double>, KeyPath<LogDensityExpansion, Double>)] = [
        ("first derivative in f", \.value, \.first), ("second derivative in f", \.first, \.second),
        ("third derivative in f", \.second, \.third),
    ]
    for (y, f) in likelihood.samplePairs(using: &generator) {
        let found = likelihood.expansion(of: y, at: f)
        for (law, lower, higher) in orders {
            findings.requireDerivative(
                law, found[keyPath: higher], of: { likelihood.expansion(of: y, at: $0)[keyPath: lower] }, at: f,
                step: 0.02, scale: 1, "y = \(y), f = \(f)")
        }
    }
}

/// The slopes in every parameter are those of the log density and of its first two derivatives in f.
func checkParameterSlopes<L: Likelihood>(
    _ likelihood: L, _ generator: inout SeededGenerator, _ findings: inout Findings
) {
    let named = likelihood.parameters
    for (y, f) in likelihood.samplePairs(using: &generator) {
        let slopes = likelihood.parameterSlopes(of: y, at: f)
        guard slopes.count == named.count else {
            findings.require("one slope a parameter", false, "\(slopes.count) for \(named.map(\.path))")
            return
        }
        for (index, parameter) in named.enumerated() {
            func expansion(_ value: Double) -> LogDensityExpansion {
                var copy = likelihood
                copy.updateParameter(at: parameter.path) { $0.value = value }
                return copy.expansion(of: y, at: f)
            }
            let parts: [(String, Double, KeyPath<LogDensityExpansion, Double>)] = [
                ("slope of the log density in a parameter", slopes[index].value, \.value),
                ("slope of the first derivative in a parameter", slopes[index].first, \.first),
                ("slope of the second derivative in a parameter", slopes[index].second, \.second),
            ]
            let value = parameter.parameter.value
            for (law, found, part) in parts {
                findings.requireDerivative(
                    law, found, of: { expansion($0)[keyPath: part] }, at: value,
                    step: 0.02 * Swift.max(abs(value), 0.1),
                    scale: 1, "\(parameter.path) at y = \(y), f = \(f)")
            }
        }
    }
}

/// No positive curvature where log concavity is claimed.
func checkCurvature<L: Likelihood>(_ likelihood: L, _ generator: inout SeededGenerator, _ findings: inout Findings) {
    guard likelihood.isLogConcave else { return }
    for (y, _) in likelihood.samplePairs(using: &generator) {
        for f in stride(from: -8.0, through: 8, by: 0.25) {
            let second = likelihood.expansion(of: y, at: f).second
            findings.require("log concavity", second <= 0, "curvature \(second) at y = \(y), f = \(f)")
        }
    }
}

/// Finite expansions at |f| = 40, and none that is NaN at 400.
func checkFarValues<L: Likelihood>(_ likelihood: L, _ generator: inout SeededGenerator, _ findings: inout Findings) {
    for (y, _) in likelihood.samplePairs(using: &generator) {
        for f in [-400.0, -40, 40, 400] {
            let e = likelihood.expansion(of: y, at: f)
            let parts = [e.value, e.first, e.second, e.third]
            let holds = abs(f) > 40 ? !parts.contains(where: \.isNaN) : parts.allSatisfy(\.isFinite)
            findings.require("finite far from the data", holds, "\(parts) at y = \(y), f = \(f)")
        }
    }
}

/// Many expansions at once are the single ones.
func checkBulk<L: Likelihood>(_ likelihood: L, _ generator: inout SeededGenerator, _ findings: inout Findings) {
    let pairs = likelihood.samplePairs(using: &generator)
    let bulk = likelihood.expansions(of: Vector(pairs.map(\.y)), at: Vector(pairs.map(\.f)))
    for (i, pair) in pairs.enumerated() {
        let single = likelihood.expansion(of: pair.y, at: pair.f)
        let found = LogDensityExpansion(
            value: bulk.value[i], first: bulk.first[i], second: bulk.second[i], third: bulk.third[i])
        findings.require("bulk expansions", found == single, "\(found) where \(single) is expected")
    }
}
