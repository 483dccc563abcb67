#if canImport(Glibc)
    import Glibc
#endif

/// The terms of (E(d) cos(omega d))^(n) = sum_j C(n, j) E_{n-j} c_j with c_j = omega^j cos(omega d + j pi / 2), and their
/// derivatives in the decay and in omega.
struct LeibnizTerms {
    private let order: Int
    private let weights: [Double]
    private let weightsByFrequency: [Double]

    init(order: Int, omega: Double) {
        self.order = order
        weights = (0...order).map { Binomial.coefficient(order, $0) * pow(omega, Double($0)) }
        weightsByFrequency = (0...order).map {
            $0 == 0 ? 0 : Binomial.coefficient(order, $0) * Double($0) * pow(omega, Double($0 - 1))
        }
    }

    /// The sum, from E_0 ... E_n and (cos(omega d), sin(omega d)).
    func value(_ e: UnsafePointer<Double>, _ wave: UnsafePointer<Double>) -> Double {
        var sum = 0.0
        for j in 0...order { sum += weights[j] * e[order - j] * Self.shiftedCosine(j, wave) }
        return sum
    }

    /// The sum with its derivatives in log(decay) and omega, from E_0 ... E_{n+1}.
    func derivatives(
        _ e: UnsafePointer<Double>, _ wave: UnsafePointer<Double>, distance d: Double, exponent p: Double
    ) -> (value: Double, byDecay: Double, byFrequency: Double) {
        var (value, byDecay, byFrequency) = (0.0, 0.0, 0.0)
        for j in 0...order {
            let i = order - j
            let cosine = Self.shiftedCosine(j, wave)
            value += weights[j] * e[i] * cosine
            byDecay += weights[j] * p * (Double(i) * e[i] + d * e[i + 1]) * cosine
            // sin(x + j pi / 2) = -cos(x + (j + 1) pi / 2)
            byFrequency += e[i] * (weightsByFrequency[j] * cosine + weights[j] * d * Self.shiftedCosine(j + 1, wave))
        }
        return (value, byDecay, byFrequency)
    }

    /// cos(x + j pi / 2) from (cos x, sin x).
    private static func shiftedCosine(_ j: Int, _ wave: UnsafePointer<Double>) -> Double {
        switch j & 3 {
        case 0: wave[0]
        case 1: -wave[1]
        case 2: -wave[0]
        default: wave[1]
        }
    }
}
