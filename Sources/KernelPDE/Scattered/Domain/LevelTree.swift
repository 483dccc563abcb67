import Expressions

/// A region as a monotone formula of level functions: level k holds where its function is negative.
///
/// Complements are pushed to the comparisons, and max, min and abs at the top of a comparison become `and` and `or`, so that
/// every level function is smooth where its region is: max(a, b) < c is a < c and b < c.
struct LevelTree: Sendable {
    indirect enum Node: Sendable {
        case level(Int)
        case all([Node])
        case any([Node])
    }

    private(set) var levels: [Expression] = []
    private var root = Node.all([])

    /// The tree of a region; nil is everywhere.
    init(_ region: Region?) {
        guard let region else { return }
        root = add(region, negated: false)
    }

    /// Whether a point belongs to the region whose levels hold as given.
    func contains(_ holds: (Int) -> Bool) -> Bool { Self.value(root, holds) }

    private static func value(_ node: Node, _ holds: (Int) -> Bool) -> Bool {
        switch node {
        case .level(let k): holds(k)
        case .all(let parts): parts.allSatisfy { value($0, holds) }
        case .any(let parts): parts.contains { value($0, holds) }
        }
    }

    private mutating func add(_ region: Region, negated: Bool) -> Node {
        switch region {
        case .complement(let part): return add(part, negated: !negated)
        case .intersection(let parts), .union(let parts):
            var nodes: [Node] = []
            for part in parts { nodes.append(add(part, negated: negated)) }
            if case .intersection = region { return negated ? .any(nodes) : .all(nodes) }
            return negated ? .all(nodes) : .any(nodes)
        case .comparison(let comparison):
            let isLess = comparison.relation == .less || comparison.relation == .lessOrEqual
            let residual = comparison.residual.simplified()
            return add(isLess != negated ? residual : Expression.negation(residual))
        }
    }

    /// Where the function is negative.
    private mutating func add(_ function: Expression) -> Node {
        switch function.simplifiedSign {
        case .sum(let first, let rest):
            let terms = [(first, false)] + rest.map { ($0.expression, $0.isSubtracted) }
            for (i, (term, isSubtracted)) in terms.enumerated() {
                guard let (parts, isLargest) = term.branches else { continue }
                var nodes: [Node] = []
                for part in parts {
                    var replaced = terms
                    replaced[i] = (part, isSubtracted)
                    let signed = replaced.map { Expression.Term($0.0, isSubtracted: $0.1) }
                    nodes.append(add(Expression.sum(0, signed).simplified()))
                }
                return isLargest != isSubtracted ? .all(nodes) : .any(nodes)
            }
        case let other:
            if let (parts, isLargest) = other.branches {
                var nodes: [Node] = []
                for part in parts { nodes.append(add(part)) }
                return isLargest ? .all(nodes) : .any(nodes)
            }
        }
        levels.append(function.simplified())
        return .level(levels.count - 1)
    }
}

extension Expression {
    /// The expression with a leading sign written into a sum.
    fileprivate var simplifiedSign: Expression {
        guard case .negation(let inner) = self else { return self }
        if case .sum(let first, let rest) = inner {
            return .sum(
                0, [Term(first, isSubtracted: true)] + rest.map { Term($0.expression, isSubtracted: !$0.isSubtracted) })
        }
        return .sum(0, [Term(inner, isSubtracted: true)])
    }

    /// The parts of which this is the largest (or smallest) value.
    fileprivate var branches: (parts: [Expression], isLargest: Bool)? {
        switch self {
        case .extremum(let kind, let a, let b): ([a, b], kind == .maximum)
        case .call(.abs, let a): ([a, .negation(a)], true)
        default: nil
        }
    }
}
