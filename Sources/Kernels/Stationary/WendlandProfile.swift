import CVectorMath

// Goals: φ and its derivatives in s = r² for all q and dimensions, no cancellation near r = 0 or r = 1, and the limit of
// s^(p/2) φ^(m)(s) at s = 0 without forming an infinite factor.
//
// Derivation. With l = ⌊d/2⌋ + q + 1, Wendland's functions are repeated integrals of (1 - r)₊^l, so -(1/r) d/dr takes the
// function of smoothness q to the one of smoothness q - 1 with the same l, times
//
//     c_1 = (l + 1)(l + 2),  c_2 = (l + 3)(l + 4)/3,  c_3 = (l + 5)(l + 6)/5,
//
// and dφ/ds = (1/2r) dφ/dr. For m ≤ q therefore φ_q^(m) = Π(-c_i/2) φ_(q-m). For m > q, (1/r) d/dr acts on (1 - r)₊^l:
// each term C r^a (1 - r)^e becomes C a r^(a-2) (1 - r)^e - C e r^(a-1) (1 - r)^(e-1). The lowest power after n steps
// is r^(1-2n), and p ≥ 2m - 2q - 1 for all derivatives that exist, so with r^p no power is negative. Rejected: expanding
// (1 - r)^l, which cancels in many dimensions.

/// The profile of Wendland's kernel of smoothness q, positive definite in up to d dimensions, and its derivatives.
struct WendlandProfile: Sendable, Equatable {
    /// The smoothness q, from 0 to 3.
    let smoothness: Int
    /// The exponent l = ⌊d/2⌋ + q + 1.
    let exponent: Int

    init(smoothness q: Int, dimension: Int) {
        smoothness = q
        exponent = dimension / 2 + q + 1
    }

    /// Writes s^(p/2) φ^(m)(s), its limit at s = 0; `values` may be `s`.
    func write(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        var factor = 1.0
        for q in (0..<smoothness).reversed().prefix(m) { factor *= -0.5 * slopeRatio(q + 1) }
        Tile.withScratch(rowCount: count, columnCount: 3) { scratch in
            let (r, rest, power) = (scratch.column(0), scratch.column(1), scratch.column(2))
            for i in 0..<count {
                r[i] = Swift.min(s[i].squareRoot(), 1)
                rest[i] = 1 - r[i]
            }
            if m <= smoothness {
                let q = smoothness - m
                let polynomial = self.polynomial(q)
                writePower(rest, exponent + q, count: count, into: power)
                for i in 0..<count {
                    var sum = 0.0
                    for coefficient in polynomial { sum = sum * r[i] + coefficient }
                    values[i] = factor * sum * power[i] * Self.raised(r[i], p)
                }
            } else {
                var terms = [Term(coefficient: factor, power: 0, exponent: exponent)]
                for _ in 0..<(m - smoothness) { terms = terms.flatMap(\.differentiated) }
                values.update(repeating: 0, count: count)
                for term in terms {
                    // Only where the limit does not exist is the power negative; such terms count as zero at r = 0.
                    writePower(rest, term.exponent, count: count, into: power)
                    for i in 0..<count where r[i] < 1 {
                        values[i] += term.coefficient * power[i] * Self.raised(r[i], p + term.power)
                    }
                }
            }
        }
    }

    /// The constant c_q with -(1/r) dφ_q/dr = c_q φ_(q-1).
    private func slopeRatio(_ q: Int) -> Double {
        let l = Double(exponent)
        return switch q {
        case 1: (l + 1) * (l + 2)
        case 2: (l + 3) * (l + 4) / 3
        default: (l + 5) * (l + 6) / 5
        }
    }

    /// The polynomial P_q in φ = (1 - r)₊^(l+q) P_q(r), highest power first; R&W eq. 4.21.
    private func polynomial(_ q: Int) -> [Double] {
        let l = Double(exponent)
        return switch q {
        case 0: [1]
        case 1: [l + 1, 1]
        case 2: [(l * l + 4 * l + 3) / 3, l + 2, 1]
        default:
            [
                (l * l * l + 9 * l * l + 23 * l + 15) / 15, (6 * l * l + 36 * l + 45) / 15, l + 3, 1,
            ]
        }
    }

    /// One term C r^a (1 - r)^e.
    private struct Term {
        var coefficient: Double
        var power: Int
        var exponent: Int

        /// (1/2r) d/dr of the term.
        var differentiated: [Term] {
            [
                Term(coefficient: 0.5 * coefficient * Double(power), power: power - 2, exponent: exponent),
                Term(
                    coefficient: -0.5 * coefficient * Double(exponent), power: power - 1,
                    exponent: Swift.max(exponent - 1, 0)),
            ].filter { $0.coefficient != 0 }
        }
    }

    /// base^n by repeated squaring of the whole row.
    private func writePower(
        _ base: UnsafePointer<Double>, _ n: Int, count: Int, into result: UnsafeMutablePointer<Double>
    ) {
        result.update(repeating: 1, count: count)
        for bit in (0..<(Int.bitWidth - n.leadingZeroBitCount)).reversed() {
            cv_multiply(result, result, result, count)
            if n >> bit & 1 == 1 { cv_multiply(result, result, base, count) }
        }
    }

    /// r^n; zero for r = 0 and n < 0.
    @inline(__always)
    private static func raised(_ r: Double, _ n: Int) -> Double {
        if n < 0 && r == 0 { return 0 }
        var result = 1.0
        for _ in 0..<abs(n) { result *= r }
        return n < 0 ? 1 / result : result
    }
}
