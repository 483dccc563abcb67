import Expressions

/// Reads conditions of a system in one variable; finds those that are missing, superfluous or contradictory.
struct SystemEndReader {
    let reader: SystemReader
    let orders: [Int]

    private var variable: DomainVariable { reader.variables[0] }

    func read(_ stated: [StatedCondition]) throws(PDEError) -> [SystemCondition] {
        var found: [(condition: SystemCondition, text: String)] = []
        for condition in stated {
            guard let ends = try ends(condition.place) else {
                found += SystemCondition.periodic(orders: orders).map { ($0, condition.place) }
                continue
            }
            for end in ends {
                found.append(
                    (try read(condition, at: end), "\(condition.equation)\" on \"\(condition.place)"))
            }
        }
        let independent = try SystemConditionRank(orders: orders).independent(found)
        guard independent.count == orders.reduce(0, +) else {
            throw .wrongSystemConditionCount(
                functions: reader.statement.functions, orders: orders, given: independent.count)
        }
        return independent
    }

    /// The ends a place stands for; nil for `periodic`.
    private func ends(_ text: String) throws(PDEError) -> [EndCondition.End]? {
        let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
        if words == ["boundary"] { return [.lower, .upper] }
        if words == ["periodic", variable.name] { return nil }
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].filter({ $0 != " " }) == variable.name else {
            throw .unsuitableCondition(
                condition: text,
                reason: "a place is 'boundary', '\(variable.name) = min', '\(variable.name) = max', "
                    + "'\(variable.name) = NUMBER' or 'periodic \(variable.name)'.")
        }
        let value = String(parts[1].filter { $0 != " " })
        if value == "min" { return [.lower] }
        if value == "max" { return [.upper] }
        let position = try Formula.constant(value, parameters: reader.statement.parameters)
        let slack = 1e-12 * max(variable.length, abs(variable.lower), abs(variable.upper))
        if abs(position - variable.lower) <= slack { return [.lower] }
        if abs(position - variable.upper) <= slack { return [.upper] }
        throw .unsuitableCondition(
            condition: text, reason: "\(position) is not an end of [\(variable.lower), \(variable.upper)].")
    }

    private func read(_ stated: StatedCondition, at end: EndCondition.End) throws(PDEError) -> SystemCondition {
        let text = stated.equation
        let residual = try reader.residual(of: text)
        _ = try reader.functions(in: residual, text: text)
        let form: LinearForm
        do { form = try LinearForm(residual, reader.names).expanded(reader.names) } catch {
            throw .unsuitableCondition(condition: text, reason: "\(error.description).")
        }
        let x = end == .lower ? variable.lower : variable.upper
        func value(_ part: Expression) throws(PDEError) -> Double {
            let result = try Formula.compiled(
                part, variables: [variable.name], parameters: reader.statement.parameters, text: text
            ).evaluate(x)
            guard result.isFinite else {
                throw .unsuitableCondition(
                    condition: text, reason: "it has no finite value at \(variable.name) = \(x).")
            }
            return result
        }
        var terms: [SystemCondition.Term] = []
        for (derivative, coefficient) in form.coefficients.sorted(by: { $0.key.order < $1.key.order }) {
            guard let function = reader.statement.functions.firstIndex(of: derivative.unknown) else {
                throw .unsuitableCondition(
                    condition: text, reason: "it holds \(derivative.unknown), which is no unknown function.")
            }
            guard derivative.order < orders[function] else {
                throw .unsuitableCondition(
                    condition: text,
                    reason: "it holds a derivative of \(derivative.unknown) of order \(derivative.order); the equations have "
                        + "order \(orders[function]) in it, and conditions stay below that.")
            }
            let weight = try value(coefficient)
            if weight != 0 {
                terms.append(.init(function: function, end: end, derivative: derivative.order, weight: weight))
            }
        }
        guard !terms.isEmpty else {
            throw .unsuitableCondition(condition: text, reason: "it holds no unknown function at that place.")
        }
        return SystemCondition(terms: terms, value: -(try value(form.source)))
    }
}

/// Linear dependence among conditions, seen as rows over the numbers u_i^(k) at the two ends.
struct SystemConditionRank {
    let orders: [Int]

    /// The conditions that are independent of those before them.
    ///
    /// - Throws: ``PDEError/contradictoryConditions(_:_:)`` where a dependent one states another value.
    func independent(
        _ stated: [(condition: SystemCondition, text: String)]
    ) throws(PDEError) -> [SystemCondition] {
        let total = orders.reduce(0, +)
        var kept: [SystemCondition] = []
        var basis: [(row: [Double], pivot: Int, text: String)] = []
        for (condition, text) in stated {
            var row = [Double](repeating: 0, count: 2 * total + 1)
            for term in condition.terms {
                let place = orders[0..<term.function].reduce(0, +) + term.derivative
                row[place + (term.end == .upper ? total : 0)] += term.weight
            }
            row[2 * total] = condition.value
            let size = row.dropLast().reduce(0) { max($0, abs($1)) }
            let valueSize = max(abs(condition.value), size, basis.reduce(0) { max($0, abs($1.row[2 * total])) })
            var partner = text
            for (other, pivot, otherText) in basis where row[pivot] != 0 {
                let factor = row[pivot] / other[pivot]
                for k in row.indices { row[k] -= factor * other[k] }
                row[pivot] = 0
                partner = otherText
            }
            let pivot = (0..<(2 * total)).max { abs(row[$0]) < abs(row[$1]) } ?? 0
            if abs(row[pivot]) > 1e-12 * size {
                basis.append((row, pivot, text))
                kept.append(condition)
            } else if abs(row[2 * total]) > 1e-10 * valueSize {
                throw .contradictoryConditions(partner, text)
            }
        }
        return kept
    }
}
