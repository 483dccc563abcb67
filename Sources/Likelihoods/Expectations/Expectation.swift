#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The default rule, made once.
private let fortyNodes = GaussHermite(count: 40)

/// How an expectation over a normal variable f is taken.
public enum Expectation: Sendable, Equatable {
    /// In closed form, where one is known.
    case analytic
    /// By the n-point Gauss-Hermite rule, exact for polynomials up to degree 2n - 1.
    case gaussHermite(Int)
    /// By the mean over n samples of f, with error of order 1/√n.
    case sampled(Int, seed: UInt64)

    /// The expectation as a weighted sum over values of f; nil for a closed form, which needs none.
    func nodes(under f: NormalMarginal) -> [WeightedNode]? {
        switch self {
        case .analytic:
            return nil
        case .gaussHermite(let count):
            let rule = count == fortyNodes.nodes.count ? fortyNodes : GaussHermite(count: count)
            return zip(rule.normalNodes, rule.normalWeights).map {
                WeightedNode(f: f.mean + f.standardDeviation * $0, weight: $1)
            }
        case .sampled(let count, let seed):
            precondition(count > 0, "An expectation needs at least one sample.")
            var generator = SeededGenerator(seed: seed)
            return (0..<count).map { _ in
                WeightedNode(f: f.mean + f.standardDeviation * generator.normal(), weight: 1 / Double(count))
            }
        }
    }
}

/// A value of f with its weight in an expectation.
struct WeightedNode {
    var f: Double
    var weight: Double
}

extension [WeightedNode] {
    /// Σ w g(f); a node without weight is left out, where g may not be finite.
    func sum(_ g: (Double) -> Double) -> Double {
        reduce(0) { $1.weight > 0 ? $0 + $1.weight * g($1.f) : $0 }
    }

    /// log Σ w exp(g(f)) without underflow.
    func logSum(_ g: (Double) -> Double) -> Double {
        let terms = filter { $0.weight > 0 }.map { log($0.weight) + g($0.f) }
        guard let largest = terms.max(), largest > -.infinity else { return -.infinity }
        return largest + log(terms.reduce(0) { $0 + exp($1 - largest) })
    }
}
