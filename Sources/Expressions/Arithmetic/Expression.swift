/// A formula of one value, as a syntax tree.
///
/// Sums and products are lists, read from left to right, so that a sum of a hundred thousand terms is no deeper
/// than one of two. Parsing keeps what was written (brackets, signs, `2*3`): ``description`` parses back to an
/// equal tree. ``simplified()`` is a separate step.
public indirect enum Expression: Sendable, Hashable {
    /// A literal number; negative where a minus stands directly before the digits.
    case number(Double)

    /// `pi` or `e`.
    case constant(NamedConstant)

    /// A variable, a parameter, an unknown, or a derivative of an unknown such as `u_xx`.
    case name(String)

    /// -a.
    case negation(Expression)

    /// a ± b ± c ..., added from left to right.
    case sum(Expression, [Term])

    /// a */ b */ c ..., multiplied from left to right.
    case product(Expression, [Factor])

    /// a^b; right associative in text, and stronger than a sign: -x^2 = -(x^2).
    case power(Expression, Expression)

    /// f(a).
    case call(ElementaryFunction, Expression)

    /// `min(a, b)` or `max(a, b)`; more than two arguments nest to the left.
    case extremum(Extremum, Expression, Expression)

    /// `where(condition, a, b)`: a where the condition holds, else b.
    case conditional(Comparison, Expression, Expression)

    /// `d(a, x)`: the derivative of a by x, total in unknowns that depend on x.
    case derivative(Expression, by: String)

    /// A term of a sum after its first.
    public struct Term: Sendable, Hashable {
        /// Whether the term is subtracted.
        public var isSubtracted: Bool

        /// The term without its sign.
        public var expression: Expression

        /// A term with its sign.
        public init(_ expression: Expression, isSubtracted: Bool = false) {
            self.expression = expression
            self.isSubtracted = isSubtracted
        }
    }

    /// A factor of a product after its first.
    public struct Factor: Sendable, Hashable {
        /// Whether the product is divided by the factor.
        public var isDivisor: Bool

        /// The factor.
        public var expression: Expression

        /// A factor or divisor.
        public init(_ expression: Expression, isDivisor: Bool = false) {
            self.expression = expression
            self.isDivisor = isDivisor
        }
    }
}

/// An order relation between two formulas, as in `x < 1/3`.
public struct Comparison: Sendable, Hashable {
    /// The order relations.
    public enum Relation: String, Sendable, Hashable, CaseIterable {
        /// Strictly smaller.
        case less = "<"
        /// Smaller or equal.
        case lessOrEqual = "<="
        /// Strictly larger.
        case greater = ">"
        /// Larger or equal.
        case greaterOrEqual = ">="

        /// Whether the relation holds between two numbers; never for NaN.
        @inlinable public func holds(_ left: Double, _ right: Double) -> Bool {
            switch self {
            case .less: left < right
            case .lessOrEqual: left <= right
            case .greater: left > right
            case .greaterOrEqual: left >= right
            }
        }
    }

    /// The left side.
    public var left: Expression

    /// How the sides compare.
    public var relation: Relation

    /// The right side.
    public var right: Expression

    /// A comparison of two formulas.
    public init(_ left: Expression, _ relation: Relation, _ right: Expression) {
        self.left = left
        self.relation = relation
        self.right = right
    }
}

/// Two formulas that are to be equal.
public struct Equation: Sendable, Hashable {
    /// The left side.
    public var left: Expression

    /// The right side.
    public var right: Expression

    /// An equation of two formulas.
    public init(_ left: Expression, _ right: Expression) {
        self.left = left
        self.right = right
    }

    /// left - right, whose zero is the equation.
    public var residual: Expression { .sum(left, [.init(right, isSubtracted: true)]) }
}

extension Expression: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// A literal number.
    public init(floatLiteral value: Double) { self = .number(value) }

    /// A literal number.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
}
