/// A linear functional of a function on [-1, 1]: a sum of weights times derivatives at the ends.
struct EndFunctional: Sendable {
    let terms: [EndCondition.Term]

    /// The functional of a series in p_0, p_1, ...; a sum that cancels to rounding is zero.
    func value(of coefficients: [Double]) -> Double {
        var (sum, size) = (0.0, 0.0)
        for term in terms {
            for (k, value) in coefficients.enumerated() where value != 0 {
                let part =
                    term.weight * value
                    * OrthonormalLegendre.endValue(
                        degree: k, derivative: term.derivative, atUpper: term.end == .upper)
                sum += part
                size += abs(part)
            }
        }
        return abs(sum) <= 16 * Double.ulpOfOne * size ? 0 : sum
    }

    /// The functional of p_k.
    func value(ofDegree k: Int) -> Double {
        terms.reduce(0) { sum, term in
            sum
                + term.weight
                * OrthonormalLegendre.endValue(degree: k, derivative: term.derivative, atUpper: term.end == .upper)
        }
    }

    /// The functional in the variable x = centre + h t, in terms of t: weights divided by h^derivative, then normalised.
    init(_ condition: EndCondition, halfLength h: Double) {
        var scaled = condition.terms.map { term in
            var weight = term.weight
            for _ in 0..<term.derivative { weight /= h }
            return EndCondition.Term(term.end, derivative: term.derivative, weight: weight)
        }
        let largest = scaled.reduce(0) { max($0, abs($1.weight)) }
        if largest > 0 {
            scaled = scaled.map { .init($0.end, derivative: $0.derivative, weight: $0.weight / largest) }
        }
        terms = scaled
        scale = largest > 0 ? largest : 1
    }

    /// What the weights were divided by.
    let scale: Double
}
