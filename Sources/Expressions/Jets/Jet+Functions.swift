extension Jet {
    /// f(self), by the recurrence of f's differential equation; NaN or infinite coefficients where f has none.
    public func applying(_ function: ElementaryFunction) -> Jet {
        let u = coefficients
        switch function {
        case .exp:
            return generating { k, e in k == 0 ? function(u[0]) : weighted(k) { e[$0] } }
        case .log:
            return generating { k, l in
                if k == 0 { return function(u[0]) }
                return (u[k] - (1..<k).reduce(0) { $0 + Double($1) * l[$1] * u[k - $1] } / Double(k)) / u[0]
            }
        case .sin: return sineAndCosine(squareSign: -1).sine
        case .cos: return sineAndCosine(squareSign: -1).cosine
        case .sinh: return sineAndCosine(squareSign: 1).sine
        case .cosh: return sineAndCosine(squareSign: 1).cosine
        case .tan: return tangent(function, squareSign: 1)
        case .tanh: return tangent(function, squareSign: -1)
        case .sqrt: return raised(to: 0.5)
        case .asin: return integrated(function(u[0]), slope: constant(1) / (constant(1) - self * self).applying(.sqrt))
        case .acos: return integrated(function(u[0]), slope: constant(-1) / (constant(1) - self * self).applying(.sqrt))
        case .atan: return integrated(function(u[0]), slope: constant(1) / (constant(1) + self * self))
        case .erf:
            let density = constant(2 / Double.pi.squareRoot()) * (-(self * self)).applying(.exp)
            return integrated(function(u[0]), slope: density)
        case .abs:
            // The kink has slope zero, the mean of both sides, as in sign(0) = 0.
            let sign = ElementaryFunction.sign(u[0])
            return generating { k, _ in k == 0 ? function(u[0]) : sign * u[k] }
        case .sign: return constant(function(u[0]))
        }
    }

    /// self^exponent; whole exponents by products, so that they hold for every base.
    public func raised(to exponent: Double) -> Jet {
        if let whole = Int(exactly: exponent), whole.magnitude <= 64 { return raised(to: whole) }
        let u = coefficients
        // p = u^a solves u p' = a u' p.
        return generating { k, p in
            if k == 0 { return u[0].raised(to: exponent) }
            let sum = (1...k).reduce(0) { $0 + (exponent * Double($1) - Double(k - $1)) * u[$1] * p[k - $1] }
            return sum / (Double(k) * u[0])
        }
    }

    /// self^exponent; a constant exponent does not need a positive base.
    public func raised(to exponent: Jet) -> Jet {
        if exponent.coefficients.dropFirst().allSatisfy({ $0 == 0 }) { return raised(to: exponent.value) }
        return (exponent * applying(.log)).applying(.exp)
    }

    /// (1/k) sum_{j=1}^{k} j u_j w_{k-j}: coefficient k of the integral of u' w.
    private func weighted(_ k: Int, _ w: (Int) -> Double) -> Double {
        (1...k).reduce(0) { $0 + Double($1) * coefficients[$1] * w(k - $1) } / Double(k)
    }

    /// The function with a given value whose derivative is slope times self'.
    private func integrated(_ value: Double, slope: Jet) -> Jet {
        generating { k, _ in k == 0 ? value : weighted(k) { slope.coefficients[$0] } }
    }

    /// s' = c u', c' = ± s u'.
    private func sineAndCosine(squareSign: Double) -> (sine: Jet, cosine: Jet) {
        let isCircular = squareSign < 0
        var s = [(isCircular ? ElementaryFunction.sin : .sinh)(value)]
        var c = [(isCircular ? ElementaryFunction.cos : .cosh)(value)]
        for k in coefficients.indices.dropFirst() {
            let sine = weighted(k) { c[$0] }
            c.append(squareSign * weighted(k) { s[$0] })
            s.append(sine)
        }
        return (Jet(coefficients: s), Jet(coefficients: c))
    }

    /// t' = (1 ± t^2) u'.
    private func tangent(_ function: ElementaryFunction, squareSign: Double) -> Jet {
        var t = [function(value)]
        var slope = [1 + squareSign * t[0] * t[0]]
        for k in coefficients.indices.dropFirst() {
            t.append(weighted(k) { slope[$0] })
            slope.append(squareSign * (0...k).reduce(0) { $0 + t[$1] * t[k - $1] })
        }
        return Jet(coefficients: t)
    }
}
