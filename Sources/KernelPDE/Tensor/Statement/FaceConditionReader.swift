import Expressions

/// Reads conditions on the faces of a box of several variables; finds missing, superfluous and contradictory ones.
struct FaceConditionReader {
    let variables: [DomainVariable]
    let orders: [Int]
    let names: DerivativeNames
    let parameters: [String: Double]
    let exact: Expression?

    private struct Place {
        let axis: Int
        let ends: [EndCondition.End]
        var isPeriodic = false
    }

    /// The conditions per variable, as many as its order.
    func read(_ stated: [StatedCondition]) throws(PDEError) -> [[FaceCondition]] {
        var found: [[FaceCondition]] = variables.map { _ in [] }
        for condition in stated {
            for place in try places(condition.place) {
                if place.isPeriodic {
                    for functional in EndCondition.periodic(order: orders[place.axis]) {
                        found[place.axis].append(
                            try FaceCondition(
                                axis: place.axis, functional: functional, value: nil, text: condition.place,
                                variables: variables, parameters: parameters))
                    }
                    continue
                }
                for end in place.ends { found[place.axis].append(try read(condition, axis: place.axis, end: end)) }
            }
        }
        for axis in variables.indices {
            found[axis] = try independent(found[axis], axis: axis)
            guard found[axis].count == orders[axis] else {
                throw .wrongConditionCount(
                    variable: variables[axis].name, order: orders[axis], given: found[axis].count)
            }
        }
        return found
    }

    private func places(_ text: String) throws(PDEError) -> [Place] {
        let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
        if words == ["boundary"] {
            return variables.indices.filter { orders[$0] > 0 }.map { Place(axis: $0, ends: [.lower, .upper]) }
        }
        if words.count == 2, words[0] == "periodic", let axis = variables.firstIndex(where: { $0.name == words[1] }) {
            return [Place(axis: axis, ends: [], isPeriodic: true)]
        }
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        let side = parts.count == 2 ? parts[0].filter { $0 != " " } : ""
        guard let axis = variables.firstIndex(where: { $0.name == side }) else {
            let x = variables[0].name
            throw .unsuitableCondition(
                condition: text,
                reason: "a place is 'boundary', '\(x) = min', '\(x) = max', '\(x) = NUMBER' or 'periodic \(x)', with "
                    + "\(variables.map(\.name).joined(separator: ", ")) in the place of \(x).")
        }
        let variable = variables[axis]
        let value = String(parts[1].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        if value == "min" { return [Place(axis: axis, ends: [.lower])] }
        if value == "max" { return [Place(axis: axis, ends: [.upper])] }
        let position = try Formula.constant(value, parameters: parameters)
        let slack = 1e-12 * max(variable.length, abs(variable.lower), abs(variable.upper))
        if abs(position - variable.lower) <= slack { return [Place(axis: axis, ends: [.lower])] }
        if abs(position - variable.upper) <= slack { return [Place(axis: axis, ends: [.upper])] }
        throw .unsuitableCondition(
            condition: text, reason: "\(position) is not an end of [\(variable.lower), \(variable.upper)].")
    }

    private func read(_ stated: StatedCondition, axis: Int, end: EndCondition.End) throws(PDEError) -> FaceCondition {
        let text = stated.equation
        let normal = variables[axis]
        let tangents = Set(variables.map(\.name)).subtracting([normal.name])
        let reading = ConditionReader(variable: normal, names: names, parameters: parameters, exact: exact)
        let expression = try reading.residual(try Formula.equation(text), text: text)
        let form: LinearForm
        do { form = try LinearForm(expression, names).expanded(names) } catch {
            throw .unsuitableCondition(condition: text, reason: "\(error.description).")
        }
        let place: [String: Expression] = [normal.name: .number(end == .lower ? normal.lower : normal.upper)]
        var terms: [(order: Int, coefficient: Expression)] = []
        for (derivative, coefficient) in form.coefficients.sorted(by: { $0.key.order < $1.key.order }) {
            for (other, variable) in variables.enumerated() where other != axis && derivative.orders[other] > 0 {
                throw .unsuitableCondition(
                    condition: text,
                    reason: "it holds a derivative along the face (by \(variable.name)); only u and derivatives by "
                        + "\(normal.name) may stand in a condition on a face of \(normal.name).")
            }
            guard derivative.orders[axis] < orders[axis] else {
                throw .unsuitableCondition(
                    condition: text,
                    reason: "it holds a derivative of order \(derivative.orders[axis]) by \(normal.name), in which the "
                        + "equation has order \(orders[axis]); conditions stay below that order.")
            }
            let here = coefficient.substituting(place).simplified()
            if here != 0 { terms.append((derivative.orders[axis], here)) }
        }
        guard !terms.isEmpty else {
            throw .unsuitableCondition(condition: text, reason: "it does not hold the unknown u at that place.")
        }
        var value = Expression.negation(form.source.substituting(place)).simplified()
        if terms.count == 1, terms[0].coefficient.contains(anyOf: tangents) {
            value = .product(value, [.init(terms[0].coefficient, isDivisor: true)])
            terms[0].coefficient = 1
        }
        var weights: [EndCondition.Term] = []
        for term in terms {
            guard !term.coefficient.contains(anyOf: tangents) else {
                throw .unsuitableCondition(
                    condition: text,
                    reason:
                        "its coefficients vary along the face in different ways; divide it so that they are constant.")
            }
            let weight = try Formula.compiled(
                term.coefficient, variables: [normal.name], parameters: parameters, text: text
            ).evaluate(normal.lower)
            guard weight.isFinite else {
                throw .unsuitableCondition(condition: text, reason: "a coefficient has no finite value at that place.")
            }
            if weight != 0 { weights.append(.init(end, derivative: term.order, weight: weight)) }
        }
        guard !weights.isEmpty else {
            throw .unsuitableCondition(condition: text, reason: "it does not hold the unknown u at that place.")
        }
        return try FaceCondition(
            axis: axis, functional: EndCondition(weights, equals: 0), value: value,
            text: "\(text)\" on \"\(stated.place)", variables: variables, parameters: parameters)
    }

    /// The conditions of one variable that do not follow from those before them.
    private func independent(_ conditions: [FaceCondition], axis: Int) throws(PDEError) -> [FaceCondition] {
        guard let tangents = conditions.first?.tangents else { return [] }
        let rank = ConditionRank(order: max(orders[axis], 1))
        let samples = tangents.map { tangent in [0.0, 0.173, 0.707, 1].map { tangent.lower + $0 * tangent.length } }
        var rows: [[(condition: EndCondition, text: String)]] = []
        for condition in conditions {
            for (k, value) in try condition.values(onGrid: samples).values.enumerated() {
                if rows.count <= k { rows.append([]) }
                rows[k].append((EndCondition(condition.functional.terms, equals: value), condition.text))
            }
        }
        for row in rows { _ = try rank.independent(row) }
        var kept: [FaceCondition] = []
        for condition in conditions {
            let stated = (kept + [condition]).map { (EndCondition($0.functional.terms, equals: 0), $0.text) }
            if try rank.independent(stated).count > kept.count { kept.append(condition) }
        }
        return kept
    }
}
