/// A partial derivative of an unknown: u_xxy is the unknown u with orders (2, 1) in variables (x, y).
public struct DerivativeName: Sendable, Hashable {
    /// The unknown's name.
    public var unknown: String

    /// How often it is differentiated, per variable.
    public var orders: [Int]

    /// A derivative of an unknown.
    public init(unknown: String, orders: [Int]) {
        self.unknown = unknown
        self.orders = orders
    }

    /// The total order.
    public var order: Int { orders.reduce(0, +) }

    /// The derivative differentiated once more by the variable of the given index.
    public func differentiated(by variable: Int) -> DerivativeName {
        var copy = self
        copy.orders[variable] += 1
        return copy
    }
}

/// A name that looks like a derivative of an unknown but is none.
public struct DerivativeNameError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The name as written.
    public var name: String

    /// The unknown it starts with, or nil where `d(..., name)` uses a name that is no variable.
    public var unknown: String?

    /// The part that names no variable.
    public var rest: String

    /// The variables there are.
    public var variables: [String]

    /// One sentence that names the variables.
    public var description: String {
        let list = variables.joined(separator: ", ")
        guard let unknown else {
            return "cannot differentiate by '\(name)', which is no variable: variables are \(list)"
        }
        return "'\(name)' is no derivative of \(unknown): '\(rest)' is no variable; variables are \(list)"
    }
}
