#if canImport(Glibc)
    import Glibc
#endif

/// The Clenshaw-Curtis rule on [-1, 1]: the integral of the interpolant through n Chebyshev extreme points
/// x_j = -cos(pi j / (n - 1)), exact for polynomials up to degree n - 1.
public struct ClenshawCurtis: QuadratureRule {
    /// The nodes, ascending.
    public let nodes: Vector
    /// The weights, in the order of the nodes.
    public let weights: Vector

    /// The rule with `count` nodes, two at least; O(n log n) by one cosine transform of the moments
    /// 2 / (1 - k^2), k even (Waldvogel, BIT 46 (2006) 195).
    public init(count: Int) {
        precondition(count >= 2, "A Clenshaw-Curtis rule has both ends as nodes.")
        let degree = count - 1
        // The sine form is exactly antisymmetric about the centre.
        nodes = Vector((0...degree).map { sin(.pi * Double(2 * $0 - degree) / Double(2 * degree)) })
        let moments = Vector((0...degree).map { (k: Int) -> Double in k % 2 == 1 ? 0 : 2 / Double(1 - k * k) })
        var weights = CosineTransform(.typeI, length: count)(moments) / Double(degree)
        weights[0] *= 0.5
        weights[degree] *= 0.5
        self.weights = weights
    }
}
