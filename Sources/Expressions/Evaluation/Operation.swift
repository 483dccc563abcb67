/// One step of a program; operands are indices of earlier steps or, after allocation, of registers.
enum Operation: Sendable, Hashable {
    case constant(bits: UInt64)
    case variable(Int)
    case negate(Int)
    case add(Int, Int)
    case subtract(Int, Int)
    case multiply(Int, Int)
    case divide(Int, Int)
    case integerPower(Int, exponent: Int)
    case power(Int, Int)
    case call(ElementaryFunction, Int)
    case extremum(Extremum, Int, Int)
    case select(Comparison.Relation, Int, Int, Int, Int)

    /// The operands, in order.
    var operands: [Int] {
        switch self {
        case .constant, .variable: []
        case .negate(let a), .integerPower(let a, _), .call(_, let a): [a]
        case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
            .power(let a, let b), .extremum(_, let a, let b):
            [a, b]
        case .select(_, let left, let right, let a, let b): [left, right, a, b]
        }
    }

    /// The same operation on other operands.
    func mapped(_ map: (Int) -> Int) -> Operation {
        switch self {
        case .constant, .variable: self
        case .negate(let a): .negate(map(a))
        case .add(let a, let b): .add(map(a), map(b))
        case .subtract(let a, let b): .subtract(map(a), map(b))
        case .multiply(let a, let b): .multiply(map(a), map(b))
        case .divide(let a, let b): .divide(map(a), map(b))
        case .integerPower(let a, let n): .integerPower(map(a), exponent: n)
        case .power(let a, let b): .power(map(a), map(b))
        case .call(let f, let a): .call(f, map(a))
        case .extremum(let e, let a, let b): .extremum(e, map(a), map(b))
        case .select(let r, let left, let right, let a, let b): .select(r, map(left), map(right), map(a), map(b))
        }
    }

    /// The operation's value from those of its operands; `sample` gives constants their shape.
    @inline(__always)
    func value<S: DifferentiableScalar>(of operand: (Int) -> S, variable: (Int) -> S, sample: S) -> S {
        switch self {
        case .constant(let bits): sample.constant(Double(bitPattern: bits))
        case .variable(let index): variable(index)
        case .negate(let a): -operand(a)
        case .add(let a, let b): operand(a) + operand(b)
        case .subtract(let a, let b): operand(a) - operand(b)
        case .multiply(let a, let b): operand(a) * operand(b)
        case .divide(let a, let b): operand(a) / operand(b)
        case .integerPower(let a, let n): operand(a).raised(to: n)
        case .power(let a, let b): operand(a).raised(to: operand(b))
        case .call(let f, let a): operand(a).applying(f)
        case .extremum(let e, let a, let b): e.choose(operand(a), operand(b))
        case .select(let relation, let left, let right, let a, let b):
            relation.holds(operand(left).value, operand(right).value) ? operand(a) : operand(b)
        }
    }
}

extension Extremum {
    /// The smaller or larger of two values; the first where they are equal, NaN where either is.
    @inline(__always)
    func choose<S: DifferentiableScalar>(_ a: S, _ b: S) -> S {
        if a.value.isNaN { return a }
        switch self {
        case .minimum: return a.value <= b.value ? a : b
        case .maximum: return a.value >= b.value ? a : b
        }
    }
}
