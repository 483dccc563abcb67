import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// A mixture's envelopes and waves at a list of distances: what its derivatives and their gradient are made of.
///
/// With E_j the envelope's derivatives and c_j(d) = omega^j cos(omega d + j pi / 2),
///
///     k^(n)(d) = sum_q w_q sum_j C(n, j) E_{n-j}(d) c_j(d).
///
/// On a uniform grid every covariance between derivatives depends on the lag alone, so N distances replace N^2.
struct MixtureTable {
    let mixture: OscillatingMixture
    let distances: [Double]
    /// The highest derivative of the kernel.
    let order: Int
    /// E_0 ... E_{order + 1} one after another, distance by distance, component by component.
    private let envelopes: [Double]
    /// cos(omega d) and sin(omega d) in turn.
    private let waves: [Double]

    init(_ mixture: OscillatingMixture, distances: [Double], order: Int) {
        self.mixture = mixture
        self.distances = distances
        self.order = order
        let width = order + 2
        let count = distances.count * mixture.components.count
        envelopes = [Double](unsafeUninitializedCapacity: width * count) { target, initialized in
            if var cursor = target.baseAddress {
                for component in mixture.components {
                    for d in distances {
                        mixture.envelope.derivatives(
                            upTo: order + 1, distance: d, decay: component.decay, into: cursor)
                        cursor += width
                    }
                }
            }
            initialized = width * count
        }
        waves = [Double](unsafeUninitializedCapacity: 2 * count) { target, initialized in
            var index = 0
            for component in mixture.components {
                for d in distances {
                    let angle = component.angularFrequency * d
                    target[index] = cos(angle)
                    target[index + 1] = sin(angle)
                    index += 2
                }
            }
            initialized = 2 * count
        }
    }

    /// k^(n) at every distance, for n = 0 ... `order`; orders not in `orders` are left zero.
    func values(_ orders: [Int]) -> [[Double]] {
        var result = (0...order).map { _ in [Double](repeating: 0, count: distances.count) }
        forEachComponent { _, component, envelope, wave in
            for n in orders {
                let terms = LeibnizTerms(order: n, omega: component.angularFrequency)
                for i in distances.indices {
                    result[n][i] += component.weight * terms.value(envelope + i * (order + 2), wave + 2 * i)
                }
            }
        }
        return result
    }

    /// The gradient in ``OscillatingMixture/parameters`` of sum_n sum_i adjoint[n][i] k^(n)(d_i).
    func pullback(_ adjoint: [[Double]], orders: [Int]) -> [Double] {
        let count = mixture.components.count
        let p = mixture.envelope.decayExponent
        var gradient = [Double](repeating: 0, count: 3 * count)
        forEachComponent { q, component, envelope, wave in
            var (byWeight, byDecay, byFrequency) = (0.0, 0.0, 0.0)
            for n in orders {
                let terms = LeibnizTerms(order: n, omega: component.angularFrequency)
                for i in distances.indices {
                    let a = adjoint[n][i]
                    let e = envelope + i * (order + 2)
                    let (value, decay, frequency) = terms.derivatives(
                        e, wave + 2 * i, distance: distances[i], exponent: p)
                    byWeight += a * value
                    byDecay += a * decay
                    byFrequency += a * frequency
                }
            }
            gradient[q] = component.weight * byWeight
            gradient[count + q] = component.weight * byDecay
            gradient[2 * count + q] = 2 * Double.pi * component.weight * byFrequency
        }
        return gradient
    }

    private func forEachComponent(
        _ body: (
            Int, OscillatingMixture.Component, UnsafePointer<Double>, UnsafePointer<Double>
        ) -> Void
    ) {
        envelopes.withUnsafeBufferPointer { e in
            waves.withUnsafeBufferPointer { w in
                guard let envelope = e.baseAddress, let wave = w.baseAddress else { return }
                for (q, component) in mixture.components.enumerated() {
                    let start = q * distances.count
                    body(q, component, envelope + start * (order + 2), wave + 2 * start)
                }
            }
        }
    }
}
