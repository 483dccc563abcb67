/// How identifiers of a problem name derivatives: `u_xxt` for unknown `u` and variables `x`, `t`.
///
/// Variables of several letters are read longest first, and may be set apart by underscores: `u_x1_x2`. The order
/// of the letters does not matter. Names of variables and parameters are never read as derivatives.
public struct DerivativeNames: Sendable, Hashable {
    /// The unknown functions.
    public let unknowns: [String]

    /// The variables, in the order of ``DerivativeName/orders``.
    public let variables: [String]

    private let excluded: Set<String>

    /// The naming of a problem.
    public init(unknowns: [String] = ["u"], variables: [String], parameters: some Sequence<String> = []) {
        self.unknowns = unknowns
        self.variables = variables
        excluded = Set(variables).union(parameters)
    }

    /// The derivative that an identifier names, or nil if it has nothing to do with an unknown.
    ///
    /// - Throws: ``DerivativeNameError`` for a name such as `u_xz` where z is no variable.
    public func derivative(named name: String) throws(DerivativeNameError) -> DerivativeName? {
        if excluded.contains(name) { return nil }
        let zero = [Int](repeating: 0, count: variables.count)
        if unknowns.contains(name) { return DerivativeName(unknown: name, orders: zero) }
        let owners = unknowns.filter { name.hasPrefix($0 + "_") }.sorted { $0.count > $1.count }
        guard let owner = owners.first else { return nil }
        var farthest = name[name.index(name.startIndex, offsetBy: owner.count + 1)...]
        for unknown in owners {
            let suffix = name[name.index(name.startIndex, offsetBy: unknown.count + 1)...]
            if let orders = split(suffix, zero, &farthest) {
                return DerivativeName(unknown: unknown, orders: orders)
            }
        }
        throw DerivativeNameError(name: name, unknown: owner, rest: String(farthest), variables: variables)
    }

    /// Reads variables off a suffix, longest first, with backtracking; remembers the shortest unread rest.
    private func split(_ suffix: Substring, _ orders: [Int], _ farthest: inout Substring) -> [Int]? {
        if suffix.count < farthest.count { farthest = suffix }
        let candidates = variables.indices.filter { suffix.hasPrefix(variables[$0]) }
        for index in candidates.sorted(by: { variables[$0].count > variables[$1].count }) {
            var next = orders
            next[index] += 1
            var rest = suffix.dropFirst(variables[index].count)
            if rest.isEmpty { return next }
            if rest.first == "_", rest.count > 1 { rest = rest.dropFirst() }
            if let result = split(rest, next, &farthest) { return result }
        }
        return nil
    }

    /// The identifier of a derivative, variables in order: `u_xxy`, or `u_x1_x1` where names have several letters.
    public func name(of derivative: DerivativeName) -> String {
        if derivative.order == 0 { return derivative.unknown }
        let letters = zip(variables, derivative.orders).flatMap { [String](repeating: $0, count: $1) }
        let separator = variables.allSatisfy { $0.count == 1 } ? "" : "_"
        return derivative.unknown + "_" + letters.joined(separator: separator)
    }

    /// The derivatives of unknowns that occur in an expression, by the names used there.
    public func derivatives(in expression: Expression) throws(DerivativeNameError) -> [String: DerivativeName] {
        var found: [String: DerivativeName] = [:]
        for name in expression.names.sorted() {
            if let derivative = try derivative(named: name) { found[name] = derivative }
        }
        return found
    }

    /// The index of the variable that `d(..., name)` differentiates by.
    func variableIndex(_ name: String) throws(DerivativeNameError) -> Int {
        if let index = variables.firstIndex(of: name) { return index }
        throw DerivativeNameError(name: name, unknown: nil, rest: name, variables: variables)
    }
}
