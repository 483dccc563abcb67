#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// Points z in R^p with weights for the expectation of a function of p standard normal variables.
struct QuadratureDesign: Sendable {
    let points: [[Double]]
    let weights: [Double]

    /// The tensor product of Gauss-Hermite rules of `order` points: exact for polynomials of degree 2 `order` - 1.
    static func tensor(order: Int, dimension: Int) -> QuadratureDesign {
        let rule = GaussHermite(count: order)
        let (nodes, shares) = (rule.normalNodes, rule.normalWeights)
        var all: [(point: [Double], weight: Double)] = [([], 1)]
        for _ in 0..<dimension {
            all = all.flatMap { head in zip(nodes, shares).map { (head.point + [$0], head.weight * $1) } }
        }
        return QuadratureDesign(points: all.map(\.point), weights: all.map(\.weight))
    }

    /// The central composite design: the centre, the two points at ±r on every axis, and the corners of a fraction of the
    /// cube, all at radius r = 1.1 √p.
    ///
    /// One weight for all outer points and one for the centre make the rule exact for polynomials of degree three: with
    /// r² = p f², the outer points together weigh 1/f² and the centre 1 - 1/f².
    ///
    /// - Source: Rue, Martino and Chopin, J. R. Stat. Soc. B 71 (2009) 319, section 6.5; fractions of resolution five after
    ///   Sanchez and Sanchez, ACM Trans. Model. Comput. Simul. 15 (2005) 362.
    static func centralComposite(dimension p: Int) -> QuadratureDesign {
        guard p > 1 else { return tensor(order: 5, dimension: p) }
        let f = 1.1
        var points = [[Double](repeating: 0, count: p)]
        for c in 0..<p {
            for sign in [-1.0, 1.0] {
                points.append((0..<p).map { $0 == c ? sign * f * Double(p).squareRoot() : 0 })
            }
        }
        let generators = walshIndices(p)
        let bits = Int.bitWidth - (generators.max() ?? 1).leadingZeroBitCount
        for run in 0..<(1 << bits) {
            points.append(generators.map { ($0 & run).nonzeroBitCount.isMultiple(of: 2) ? f : -f })
        }
        let outer = 1 / (f * f * Double(points.count - 1))
        return QuadratureDesign(
            points: points, weights: [1 - 1 / (f * f)] + [Double](repeating: outer, count: points.count - 1))
    }

    /// The least numbers of which no four or fewer combine to zero by exclusive or: columns of signs without aliases
    /// between pairs.
    private static func walshIndices(_ count: Int) -> [Int] {
        var chosen: [Int] = []
        var forbidden: Set<Int> = [0]
        var candidate = 1
        while chosen.count < count {
            if !forbidden.contains(candidate) {
                chosen.append(candidate)
                forbidden = [0]
                for a in chosen.indices {
                    forbidden.insert(chosen[a])
                    for b in 0..<a {
                        forbidden.insert(chosen[a] ^ chosen[b])
                        for c in 0..<b { forbidden.insert(chosen[a] ^ chosen[b] ^ chosen[c]) }
                    }
                }
            }
            candidate += 1
        }
        return chosen
    }
}
