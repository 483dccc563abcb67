extension Expression {
    /// The functions at whose zeros this expression may jump or bend: left - right of every comparison in
    /// `where`, the argument of `abs` and `sign`, a - b of `min` and `max`; simplified, each once, no constants.
    public var switchingExpressions: [Expression] {
        var found: [Expression] = []
        var seen: Set<Expression> = []
        collectSwitches(into: &found, &seen)
        return found
    }

    private func collectSwitches(into found: inout [Expression], _ seen: inout Set<Expression>) {
        let candidate: Expression? =
            switch self {
            case .conditional(let condition, _, _): condition.residual.simplified()
            case .call(.abs, let argument), .call(.sign, let argument): argument.simplified()
            case .extremum(_, let a, let b): Expression.sum(a, [Term(b, isSubtracted: true)]).simplified()
            default: nil
            }
        if let candidate, candidate.numericValue == nil, seen.insert(candidate).inserted {
            // The zeros of -f are those of f.
            seen.insert(.times(-1, candidate))
            found.append(candidate)
        }
        for child in children { child.collectSwitches(into: &found, &seen) }
    }
}

extension Comparison {
    /// left - right, whose sign decides the comparison.
    public var residual: Expression { .sum(left, [.init(right, isSubtracted: true)]) }
}
