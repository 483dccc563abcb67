import Expressions

/// SplitMix64 (Steele, Lea & Flood 2014): small, seeded, the same everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Expression {
    /// Any tree the grammar can hold, over the names x, y and u_x.
    static func random(depth: Int, using generator: inout SplitMix) -> Expression {
        func part() -> Expression { random(depth: depth - 1, using: &generator) }
        switch Int.random(in: depth > 0 ? 0..<12 : 0..<3, using: &generator) {
        case 0: return .number(Double(Int.random(in: -40...40, using: &generator)) / 8)
        case 1: return .constant(NamedConstant.allCases.randomElement(using: &generator) ?? .pi)
        case 2: return .name(["x", "y", "u_x"].randomElement(using: &generator) ?? "x")
        case 3: return .negation(part())
        case 4, 5:
            let count = Int.random(in: 1...3, using: &generator)
            let first = part()
            return .sum(first, (0..<count).map { _ in .init(part(), isSubtracted: Bool.random(using: &generator)) })
        case 6, 7:
            let count = Int.random(in: 1...3, using: &generator)
            let first = part()
            return .product(first, (0..<count).map { _ in .init(part(), isDivisor: Bool.random(using: &generator)) })
        case 8: return .power(part(), Bool.random(using: &generator) ? 2 : part())
        case 9: return .call(ElementaryFunction.allCases.randomElement(using: &generator) ?? .sin, part())
        case 10: return .extremum(Extremum.allCases.randomElement(using: &generator) ?? .minimum, part(), part())
        default:
            let relation = Comparison.Relation.allCases.randomElement(using: &generator) ?? .less
            return .conditional(Comparison(part(), relation, part()), part(), part())
        }
    }

    /// The value by a plain walk over the tree with the Swift operators: the oracle of the compiled program.
    func walk(_ values: [String: Double]) -> Double {
        switch self {
        case .number(let value): return value
        case .constant(let constant): return constant == .pi ? 3.141592653589793 : 2.718281828459045
        case .name(let name): return values[name] ?? .nan
        case .negation(let a): return -a.walk(values)
        case .sum(let first, let rest):
            return rest.reduce(first.walk(values)) {
                $1.isSubtracted ? $0 - $1.expression.walk(values) : $0 + $1.expression.walk(values)
            }
        case .product(let first, let rest):
            return rest.reduce(first.walk(values)) {
                $1.isDivisor ? $0 / $1.expression.walk(values) : $0 * $1.expression.walk(values)
            }
        case .power(let a, let b): return a.walk(values).raised(to: b.walk(values))
        case .call(let f, let a): return f(a.walk(values))
        case .extremum(let extremum, let a, let b):
            let (x, y) = (a.walk(values), b.walk(values))
            if x.isNaN || y.isNaN { return .nan }
            return extremum == .minimum ? Swift.min(x, y) : Swift.max(x, y)
        case .conditional(let c, let a, let b):
            return c.relation.holds(c.left.walk(values), c.right.walk(values)) ? a.walk(values) : b.walk(values)
        case .derivative: return .nan
        }
    }
}

/// Whether two numbers agree to a relative tolerance; equal infinities and two NaNs do.
func agree(_ a: Double, _ b: Double, within tolerance: Double) -> Bool {
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
    return a == b || abs(a - b) <= tolerance * max(abs(a), abs(b), 1)
}
