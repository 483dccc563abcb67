/// The powers of a multivariate jet and the table of their products, shared by all jets at a point.
final class JetLayout: Sendable {
    struct Product: Sendable {
        var first: Int
        var second: Int
        var target: Int
    }

    let variableCount: Int
    let order: Int

    /// Where a power stands.
    let index: [[Int]: Int]

    /// All pairs of powers whose sum stays within the order.
    let products: [Product]

    /// The number of powers, binomial(variables + order, order).
    let count: Int

    init(variableCount: Int, order: Int) {
        precondition(order >= 0, "A jet has no negative order.")
        self.variableCount = variableCount
        self.order = order
        let powers = (0...order).flatMap { Self.powers(variableCount, degree: $0) }
        let index = Dictionary(uniqueKeysWithValues: powers.enumerated().map { ($1, $0) })
        var products: [Product] = []
        for (i, a) in powers.enumerated() {
            for (j, b) in powers.enumerated() {
                guard let target = index[zip(a, b).map(+)] else { continue }
                products.append(Product(first: i, second: j, target: target))
            }
        }
        self.index = index
        self.products = products
        count = powers.count
    }

    /// All powers of exactly the given total degree.
    private static func powers(_ variableCount: Int, degree: Int) -> [[Int]] {
        if variableCount == 0 { return degree == 0 ? [[]] : [] }
        return (0...degree).reversed().flatMap { first in
            powers(variableCount - 1, degree: degree - first).map { [first] + $0 }
        }
    }
}
