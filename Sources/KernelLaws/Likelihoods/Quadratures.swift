#if canImport(Glibc)
    import Glibc
#endif
import Likelihoods
import LinearAlgebra

extension Support {
    /// The integral (or sum) of g over the support, by double exponential substitution on each half of the line around
    /// `center`, on the positive half-line, or on the unit interval (Takahasi and Mori, 1974).
    func integral(around center: Double, _ g: (Double) -> Double) -> Double {
        switch self {
        case .real:
            halfLine { g(center + $0) } + halfLine { g(center - $0) }
        case .positive:
            halfLine(g)
        case .unitInterval:
            trapezoid(reach: 5) { t in
                let (y, z) = (1 / (1 + exp(-.pi * sinh(t))), 1 / (1 + exp(.pi * sinh(t))))
                return y > 0 && y < 1 ? g(y) * y * z * .pi * cosh(t) : 0
            }
        case .counts:
            (0..<4000).reduce(0) { $0 + g(Double($1)) }
        case .categories(let count):
            (0..<count).reduce(0) { $0 + g(Double($1)) }
        }
    }

    private func halfLine(_ g: (Double) -> Double) -> Double {
        trapezoid(reach: 4) { t in
            let x = exp(0.5 * .pi * sinh(t))
            return g(x) * x * 0.5 * .pi * cosh(t)
        }
    }

    private func trapezoid(reach: Double, _ g: (Double) -> Double) -> Double {
        let step = 1 / 64.0
        let last = Int(reach / step)
        return step * (-last...last).reduce(0) { $0 + g(Double($1) * step) }
    }
}

extension NormalMarginal {
    /// E g(f) by Gauss-Legendre panels over twelve standard deviations either way, split where g has a kink.
    func expectation(kink: Double, _ g: (Double) -> Double) -> Double {
        let rule = GaussLegendre(count: 24)
        let reach = 12 * standardDeviation
        let middle = Swift.min(Swift.max(kink, mean - reach), mean + reach)
        let ends = [mean - reach, middle, mean + reach]
        var sum = 0.0
        for (left, right) in zip(ends, ends.dropFirst()) {
            let half = (right - left) / 40
            for panel in 0..<20 {
                let center = left + Double(2 * panel + 1) * half
                sum +=
                    half
                    * zip(rule.nodes, rule.weights).reduce(0) { partial, node in
                        let f = center + half * node.0
                        let z = (f - mean) / standardDeviation
                        return partial + node.1 * g(f) * NormalDistribution.density(z) / standardDeviation
                    }
            }
        }
        return sum
    }
}
