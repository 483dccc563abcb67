extension KernelExpression: CustomStringConvertible {
    /// The expression as text that parses back to an equal tree.
    public var description: String {
        switch kind {
        case .number(let value): Expression.shortest(value)
        case .name(let name): name
        case .call(let name, let arguments): "\(name)(\(arguments.map(\.description).joined(separator: ", ")))"
        case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
        case .size(let sizes): sizes.map(String.init).joined(separator: "x")
        case .sum(let parts): joined(parts, " + ")
        case .product(let parts): joined(parts, "*")
        case .chain(let parts): joined(parts, " >> ")
        case .parallel(let parts): joined(parts, " | ")
        }
    }

    private func joined(_ parts: [KernelExpression], _ separator: String) -> String {
        parts.map { $0.binding <= binding ? "(\($0))" : "\($0)" }.joined(separator: separator)
    }

    /// How tightly the node's operator binds.
    private var binding: Int {
        switch kind {
        case .parallel: 0
        case .chain: 1
        case .sum: 2
        case .product: 3
        default: 4
        }
    }
}

extension KernelExpression.Argument: CustomStringConvertible {
    /// `value` or `label=value`.
    public var description: String { (label.map { "\($0)=" } ?? "") + "\(value)" }
}
