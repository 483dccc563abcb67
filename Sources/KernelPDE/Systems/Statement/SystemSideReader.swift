import Expressions

/// Reads conditions of a system in two variables: each binds one function, which then has the sides of a single problem.
struct SystemSideReader {
    let reader: SystemReader
    let orders: [[Int]]

    /// The conditions by function and by variable, as many as the function's order in it.
    func read(_ stated: [StatedCondition]) throws(PDEError) -> [[[SideCondition]]] {
        var byFunction: [String: [StatedCondition]] = [:]
        for condition in stated {
            if condition.equation.isEmpty, condition.place.hasPrefix("periodic") {
                for function in reader.statement.functions { byFunction[function, default: []].append(condition) }
                continue
            }
            let residual = try reader.residual(of: condition.equation)
            let bound = try reader.functions(in: residual, text: condition.equation)
            guard bound.count == 1 else {
                throw .unsuitableCondition(
                    condition: condition.equation,
                    reason: "it ties \(bound.joined(separator: " and ")) together; in two variables a condition binds one "
                        + "function.")
            }
            let isManufactured = (try Formula.equation(condition.equation)).right == .name("manufactured")
            byFunction[bound[0], default: []].append(
                StatedCondition(on: condition.place, isManufactured ? "\(residual) = 0" : condition.equation))
        }
        return try reader.statement.functions.enumerated().map { (index, function) throws(PDEError) in
            let list = reader.variables.map(\.name)
            let names = DerivativeNames(
                unknowns: [function], variables: list, parameters: reader.statement.parameters.keys)
            let side = SideConditionReader(
                variables: reader.variables, orders: orders[index], names: names,
                parameters: reader.statement.parameters, exact: nil)
            do throws(PDEError) { return try side.read(byFunction[function] ?? []) } catch {
                if case .wrongConditionCount(let variable, let order, let given) = error {
                    throw .wrongFunctionConditionCount(
                        function: function, variable: variable, order: order, given: given)
                }
                throw error
            }
        }
    }
}
