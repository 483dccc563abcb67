extension Expression {
    /// A total order of trees, by kind and then by content; it decides how sums and products are arranged.
    static func precedes(_ a: Expression, _ b: Expression) -> Bool { order(a, b) < 0 }

    /// Negative, zero or positive as `a` comes before, equals or comes after `b`.
    private static func order(_ a: Expression, _ b: Expression) -> Int {
        if a.rank != b.rank { return a.rank < b.rank ? -1 : 1 }
        switch (a, b) {
        case (.number(let x), .number(let y)): return order(x, y)
        case (.constant(let x), .constant(let y)): return order(x.rawValue, y.rawValue)
        case (.name(let x), .name(let y)): return order(x, y)
        case (.negation(let x), .negation(let y)): return order(x, y)
        case (.power(let x, let n), .power(let y, let m)): return first(order(x, y), order(n, m))
        case (.call(let f, let x), .call(let g, let y)): return first(order(f.rawValue, g.rawValue), order(x, y))
        case (.product(let x, let xs), .product(let y, let ys)):
            let flags = order(xs.map { $0.isDivisor ? 1 : 0 }, ys.map { $0.isDivisor ? 1 : 0 })
            return first(flags, order([x] + xs.map(\.expression), [y] + ys.map(\.expression)))
        case (.sum(let x, let xs), .sum(let y, let ys)):
            let flags = order(xs.map { $0.isSubtracted ? 1 : 0 }, ys.map { $0.isSubtracted ? 1 : 0 })
            return first(flags, order([x] + xs.map(\.expression), [y] + ys.map(\.expression)))
        case (.extremum(let f, let x, let y), .extremum(let g, let v, let w)):
            return first(order(f.rawValue, g.rawValue), order([x, y], [v, w]))
        case (.conditional(let c, let x, let y), .conditional(let d, let v, let w)):
            let relations = order(c.relation.rawValue, d.relation.rawValue)
            return first(relations, order([c.left, c.right, x, y], [d.left, d.right, v, w]))
        case (.derivative(let x, let n), .derivative(let y, let m)): return first(order(n, m), order(x, y))
        default: return 0
        }
    }

    private var rank: Int {
        switch self {
        case .number: 0
        case .constant: 1
        case .name: 2
        case .power: 3
        case .call: 4
        case .extremum: 5
        case .conditional: 6
        case .derivative: 7
        case .negation: 8
        case .product: 9
        case .sum: 10
        }
    }

    private static func first(_ primary: Int, _ secondary: @autoclosure () -> Int) -> Int {
        primary != 0 ? primary : secondary()
    }

    private static func order<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : a > b ? 1 : 0 }

    private static func order(_ a: [Int], _ b: [Int]) -> Int {
        if a.count != b.count { return order(a.count, b.count) }
        return zip(a, b).lazy.map { order($0, $1) }.first { $0 != 0 } ?? 0
    }

    private static func order(_ a: [Expression], _ b: [Expression]) -> Int {
        if a.count != b.count { return order(a.count, b.count) }
        return zip(a, b).lazy.map { order($0, $1) }.first { $0 != 0 } ?? 0
    }
}
