import Expressions

extension Expression {
    /// A tree that is smooth and of moderate size for all x and y in [-1, 1].
    static func randomSmooth(depth: Int, using generator: inout SplitMix) -> Expression {
        func part() -> Expression { randomSmooth(depth: depth - 1, using: &generator) }
        /// Something within [-1, 1].
        func bounded() -> Expression {
            .call([ElementaryFunction.sin, .cos, .tanh, .erf].randomElement(using: &generator) ?? .sin, part())
        }
        switch Int.random(in: depth > 0 ? 0..<11 : 0..<3, using: &generator) {
        case 0: return .number(Double(Int.random(in: -8...8, using: &generator)) / 4)
        case 1, 2: return .name(Bool.random(using: &generator) ? "x" : "y")
        case 3: return .sum(part(), [.init(part(), isSubtracted: true), .init(part())])
        case 4: return .product(part(), [.init(part()), .init(.sum(3, [.init(bounded())]), isDivisor: true)])
        case 5: return bounded()
        case 6:
            let inner: [ElementaryFunction] = [.exp, .sinh, .cosh, .atan, .tan]
            return .call(inner.randomElement(using: &generator) ?? .exp, bounded())
        case 7:
            let inner: [ElementaryFunction] = [.log, .sqrt, .abs]
            return .call(inner.randomElement(using: &generator) ?? .log, .sum(2, [.init(bounded())]))
        case 8:
            let inner = Bool.random(using: &generator) ? ElementaryFunction.asin : .acos
            return .call(inner, .product(bounded(), [.init(2, isDivisor: true)]))
        case 9: return .power(.sum(2, [.init(bounded())]), Bool.random(using: &generator) ? 2.5 : part())
        default: return .power(part(), 3)
        }
    }
}
