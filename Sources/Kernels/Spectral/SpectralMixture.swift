#if canImport(Glibc)
    import Glibc
#endif

/// The kernel of a mixture spectrum: κ(d) = Σ_q w_q E(d; b_q) cos(2πμ_q d), with an envelope E.
///
/// ``SpectralMixture`` has Gaussian envelopes exp(-l d²), ``StudentMixture`` Matérn ones. In several coordinates the
/// kernel is the product of κ over them; ``CoordinateProduct`` gives each its own mixture.
///
/// - Source: A. G. Wilson and R. P. Adams, Gaussian process kernels for pattern discovery and extrapolation (2013).
public struct EnvelopeMixture<Envelope: SpectralEnvelope>: LagKernel {
    /// The components.
    public var components: [SpectralComponent]
    /// The envelope shared by all components.
    public var envelope: Envelope

    /// The mixture of the given components.
    public init(_ components: [SpectralComponent], envelope: Envelope) {
        self.components = components
        self.envelope = envelope
    }

    public var smoothness: Int { envelope.smoothness }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        for q in components.indices {
            visit("components[\(q)].weight", &components[q].weight)
            visit("components[\(q)].rate", &components[q].rate)
            visit("components[\(q)].frequency", &components[q].frequency)
        }
    }

    public func fillLag(
        order n: Int, _ lags: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        values.update(repeating: 0, count: count)
        for component in components {
            withComponent(component, upTo: n, lags, count: count) { envelopes, turns in
                addProduct(component, n, envelopes, turns, scale: component.weight.value, to: values)
            }
        }
    }

    public func pullbackLag(
        order n: Int, _ lags: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {
        for (q, component) in components.enumerated() {
            withComponent(component, upTo: n + 1, lags, count: count) { envelopes, turns in
                Tile.withScratch(rowCount: count, columnCount: 1) { row in
                    let value = row.dot(weights) { addProduct(component, n, envelopes, turns, scale: 1, to: $0) }
                    let (byRate, byFrequency) = slopes(component, n, envelopes, turns, lags, weights)
                    gradient[3 * q] += value
                    gradient[3 * q + 1] += component.weight.value * byRate
                    gradient[3 * q + 2] += component.weight.value * byFrequency
                }
            }
        }
    }

    private func withComponent(
        _ component: SpectralComponent, upTo order: Int, _ lags: UnsafePointer<Double>, count: Int,
        _ body: (Tile, Turns) -> Void
    ) {
        Tile.withScratch(rowCount: count, columnCount: order + 1) { envelopes in
            envelope.write(rate: component.rate.value, lags, into: envelopes)
            Turns.withRows(lags, frequency: component.frequency.value, count: count) { body(envelopes, $0) }
        }
    }

    /// Adds scale Σ_j C(n,j) E^(n-j) c_j, with c_j = ω^j cos(ωd + jπ/2) and ω = 2πμ.
    private func addProduct(
        _ component: SpectralComponent, _ n: Int, _ envelopes: Tile, _ turns: Turns, scale: Double,
        to row: UnsafeMutablePointer<Double>
    ) {
        let angular = 2 * Double.pi * component.frequency.value
        for j in 0...n {
            let (factor, e) = (scale * binomial(n, j) * pow(angular, Double(j)), envelopes.column(n - j))
            for i in 0..<envelopes.rowCount { row[i] += factor * e[i] * turns.cosine(i, quarterTurns: j) }
        }
    }

    /// Σ_i w_i ∂/∂b and ∂/∂μ of the component's n-th derivative:
    /// ∂E^(j)/∂b = e (j E^(j) + d E^(j+1))/b and ∂c_j/∂ω = (j c_j + d c_(j+1))/ω, the latter written without division.
    private func slopes(
        _ component: SpectralComponent, _ n: Int, _ envelopes: Tile, _ turns: Turns,
        _ lags: UnsafePointer<Double>, _ weights: UnsafePointer<Double>
    ) -> (byRate: Double, byFrequency: Double) {
        let angular = 2 * Double.pi * component.frequency.value
        var (byRate, byFrequency) = (0.0, 0.0)
        for j in 0...n {
            let (power, k) = (pow(angular, Double(j)), n - j)
            let lower = j == 0 ? 0 : Double(j) * pow(angular, Double(j - 1))
            var (rateTotal, frequencyTotal) = (0.0, 0.0)
            for i in 0..<envelopes.rowCount {
                let (c, raised) = (turns.cosine(i, quarterTurns: j), turns.cosine(i, quarterTurns: j + 1))
                let d = lags[i]
                rateTotal += weights[i] * (Double(k) * envelopes[i, k] + d * envelopes[i, k + 1]) * power * c
                frequencyTotal += weights[i] * envelopes[i, k] * (lower * c + power * d * raised)
            }
            byRate += binomial(n, j) * rateTotal
            byFrequency += binomial(n, j) * frequencyTotal
        }
        return (byRate * envelope.rateExponent / component.rate.value, byFrequency * 2 * Double.pi)
    }
}

extension EnvelopeMixture: SpectralKernel {
    /// S(ξ) = Π_c Σ_q w_q (S_E(ξ_c - μ_q) + S_E(ξ_c + μ_q))/2.
    public func spectralDensity(at frequency: [Double]) -> Double {
        frequency.reduce(1) { product, f in
            product
                * components.reduce(0) { sum, component in
                    let (mu, b) = (component.frequency.value, component.rate.value)
                    let pair =
                        envelope.spectralDensity(rate: b, at: f - mu) + envelope.spectralDensity(rate: b, at: f + mu)
                    return sum + 0.5 * component.weight.value * pair
                }
        }
    }
}
