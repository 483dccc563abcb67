// Goals: derivatives of a profile φ(s), s = Σ_c (δ_c/ℓ_c)², of any order in any dimension; the exact limit at δ = 0; no
// overflow for close pairs, where the single factors φ^(m)(s) of a Matérn profile are infinite.
//
// Derivation. The n-th derivative of f(δ²/ℓ²) in δ is Σ_k n!/(k!(n-2k)!) ℓ^(-2(n-k)) (2δ)^(n-2k) f^(n-k). Coordinate by
// coordinate, with the unit vector t_c = δ_c/(ℓ_c √s),
//
//     D^γ φ(s) = Σ_k Π_c [γ_c!/(k_c! (γ_c-2k_c)!) 2^(γ_c-2k_c) ℓ_c^(-γ_c) t_c^(γ_c-2k_c)] s^(p/2) φ^(m)(s),
//     p = |γ| - 2|k|,  m = |γ| - |k|.
//
// The t_c stay in [-1, 1] and s^(p/2) φ^(m)(s) is a bounded function with limit 0 at s = 0 for p > 0, so setting t = 0
// there is exact. Rejected: δ_c^(γ_c-2k_c) times φ^(m), which is 0·∞ at close pairs.

/// D^γ φ as a list of terms: coefficient times Π_c t_c^power_c times s^(p/2) φ^(m)(s).
struct RadialDerivative {
    struct Term {
        var coefficient: Double
        var powers: [Int]
    }

    /// The terms that share one profile factor s^(p/2) φ^(m)(s).
    struct Group {
        var order: Int
        var power: Int
        var terms: [Term]
    }

    private(set) var groups: [Group]

    init(_ index: MultiIndex, sign: Double, _ lengthscales: Lengthscales) {
        let inverses = lengthscales.inverses(dimension: index.dimension)
        var partial: [(term: Term, folded: Int)] = [(Term(coefficient: sign, powers: []), 0)]
        for (c, n) in index.orders.enumerated() {
            partial = partial.flatMap { head in
                (0...(n / 2)).map { k in
                    var factor = fallingProduct(n, 2 * k) / fallingProduct(k, k)
                    for _ in 0..<n { factor *= inverses[c] }
                    for _ in 0..<(n - 2 * k) { factor *= 2 }
                    return (
                        Term(coefficient: head.term.coefficient * factor, powers: head.term.powers + [n - 2 * k]),
                        head.folded + k
                    )
                }
            }
        }
        let total = index.total
        groups = (0...(total / 2)).compactMap { k in
            let terms = partial.filter { $0.folded == k }.map(\.term)
            return terms.isEmpty ? nil : Group(order: total - k, power: total - 2 * k, terms: terms)
        }
    }

    /// The function times δ_c = ℓ_c t_c √s.
    func timesDifference(along c: Int, _ lengthscales: Lengthscales) -> RadialDerivative {
        let parameters = lengthscales.parameters
        let length = parameters[parameters.count == 1 ? 0 : c].value
        var copy = self
        for g in copy.groups.indices {
            copy.groups[g].power += 1
            for t in copy.groups[g].terms.indices {
                copy.groups[g].terms[t].coefficient *= length
                copy.groups[g].terms[t].powers[c] += 1
            }
        }
        return copy
    }
}
