extension Expression {
    /// The immediate parts, in the order of the text; both sides of a condition count as parts.
    public var children: [Expression] {
        switch self {
        case .number, .constant, .name: []
        case .negation(let a), .call(_, let a), .derivative(let a, _): [a]
        case .sum(let first, let rest): [first] + rest.map(\.expression)
        case .product(let first, let rest): [first] + rest.map(\.expression)
        case .power(let a, let b), .extremum(_, let a, let b): [a, b]
        case .conditional(let condition, let a, let b): [condition.left, condition.right, a, b]
        }
    }

    /// The same expression with its immediate parts replaced.
    public func mappingChildren<Failure: Error>(
        _ map: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Expression {
        switch self {
        case .number, .constant, .name: return self
        case .negation(let a): return .negation(try map(a))
        case .call(let function, let a): return .call(function, try map(a))
        case .derivative(let a, let variable): return .derivative(try map(a), by: variable)
        case .power(let a, let b): return .power(try map(a), try map(b))
        case .extremum(let extremum, let a, let b): return .extremum(extremum, try map(a), try map(b))
        case .conditional(let condition, let a, let b):
            let mapped = Comparison(try map(condition.left), condition.relation, try map(condition.right))
            return .conditional(mapped, try map(a), try map(b))
        case .sum(let first, let rest):
            let head = try map(first)
            var tail: [Term] = []
            for term in rest { tail.append(Term(try map(term.expression), isSubtracted: term.isSubtracted)) }
            return .sum(head, tail)
        case .product(let first, let rest):
            let head = try map(first)
            var tail: [Factor] = []
            for factor in rest { tail.append(Factor(try map(factor.expression), isDivisor: factor.isDivisor)) }
            return .product(head, tail)
        }
    }

    /// All names that occur, `d(...)`'s variables included.
    public var names: Set<String> {
        var names: Set<String> = []
        collectNames(into: &names)
        return names
    }

    private func collectNames(into names: inout Set<String>) {
        if case .name(let name) = self { names.insert(name) }
        if case .derivative(_, let variable) = self { names.insert(variable) }
        for child in children { child.collectNames(into: &names) }
    }

    /// Whether any of the names occurs.
    public func contains(anyOf wanted: Set<String>) -> Bool {
        switch self {
        case .name(let name): wanted.contains(name)
        case .derivative(let operand, let variable):
            wanted.contains(variable) || operand.contains(anyOf: wanted)
        default: children.contains { $0.contains(anyOf: wanted) }
        }
    }

    /// The expression with names replaced by expressions, all at once.
    ///
    /// A derivative `d(a, x)` is carried out first if x itself is replaced by something else than a name.
    public func substituting(_ replacements: [String: Expression]) -> Expression {
        switch self {
        case .name(let name): return replacements[name] ?? self
        case .derivative(let operand, let variable):
            switch replacements[variable] {
            case nil: return .derivative(operand.substituting(replacements), by: variable)
            case .name(let other)?: return .derivative(operand.substituting(replacements), by: other)
            case .some: return operand.differentiated(by: variable).substituting(replacements)
            }
        default: return mappingChildren { $0.substituting(replacements) }
        }
    }
}
