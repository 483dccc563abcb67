import Expressions
import LinearAlgebra

/// An equation in several variables compiled for bulk evaluation on tensor grids: coefficients and source, or slopes and
/// residual.
struct TensorFormulation: Sendable {
    /// The derivatives of u that occur, as orders per variable, u itself first if it does.
    let derivatives: [[Int]]
    /// The highest order per variable.
    let orders: [Int]
    let isLinear: Bool
    /// The coefficients that are plain numbers.
    let constants: [Double?]
    private let text: String
    private let compiled: CompiledExpressions

    init(
        residual: Expression, text: String, variables: [DomainVariable], names: DerivativeNames,
        parameters: [String: Double]
    ) throws(PDEError) {
        let linearization: Linearization
        do { linearization = try Linearization(residual, names) } catch {
            throw .syntax(text: text, message: error.description)
        }
        let found = linearization.slopes.keys.map(\.orders).sorted {
            ([$0.reduce(0, +)] + $0).lexicographicallyPrecedes([$1.reduce(0, +)] + $1)
        }
        orders = variables.indices.map { axis in found.map { $0[axis] }.max() ?? 0 }
        guard let highest = orders.max(), highest >= 1 else { throw .noDerivative(equation: text) }
        guard highest <= 4 else { throw .orderTooHigh(highest) }
        derivatives = found
        self.text = text
        let form: LinearForm?
        do { form = try LinearForm(residual, names).expanded(names) } catch {
            if case .name(let wrong) = error { throw .syntax(text: text, message: wrong.description) }
            form = nil
        }
        let list = variables.map(\.name)
        if let form {
            isLinear = true
            let coefficients = found.map { form.coefficients[DerivativeName(unknown: "u", orders: $0)] ?? 0 }
            compiled = try Formula.compiled(
                coefficients + [Expression.negation(form.source).simplified()], variables: list,
                parameters: parameters, text: text)
            let values = compiled.evaluate(at: variables.map { 0.5 * ($0.lower + $0.upper) })
            constants = coefficients.indices.map { i in
                coefficients[i].contains(anyOf: Set(list)) ? nil : values[i]
            }
        } else {
            isLinear = false
            let columns = list + found.map { names.name(of: DerivativeName(unknown: "u", orders: $0)) }
            let slopes = found.map { linearization.slopes[DerivativeName(unknown: "u", orders: $0)] ?? 0 }
            compiled = try Formula.compiled(
                slopes + [linearization.residual], variables: columns, parameters: parameters, text: text)
            constants = slopes.map { slope in
                if case .number(let value) = slope { value } else { nil }
            }
        }
    }

    /// The coefficients c_a and the source f of sum_a c_a D^a u = f on a tensor grid, or slopes and residual at given u.
    ///
    /// - Parameter values: D^a u on the grid, in the order of ``derivatives``; ignored by a linear equation.
    /// - Returns: one tensor a derivative, then source or residual.
    /// - Throws: ``PDEError/notFiniteAt(formula:point:)``.
    func rows(onGrid places: [[Double]], values: [Tensor] = []) throws(PDEError) -> [Tensor] {
        let grid = GridColumns(places)
        let shape = places.map(\.count)
        var result = [Vector](repeating: [], count: compiled.count)
        for k in result.indices { result[k] = Vector(count: grid.count) }
        let chunk = 8192
        let tasks = (grid.count + chunk - 1) / chunk
        // Every tensor is written through one pointer each, in disjoint pieces.
        var targets: [UnsafeMutablePointer<Double>] = []
        for k in result.indices { targets.append(result[k].withUnsafeMutablePointer { $0 }) }
        let sources = isLinear ? [] : values.map { tensor in tensor.withUnsafePointer { $0 } }
        withExtendedLifetime((result, values)) {
            nonisolated(unsafe) let (targets, sources) = (targets, sources)
            Parallelism.forEach(tasks) { task in
                let range = (task * chunk)..<min((task + 1) * chunk, grid.count)
                let columns = grid.columns(range).flatMap { $0 }
                columns.withUnsafeBufferPointer { buffer in
                    guard let base = buffer.baseAddress else { return }
                    compiled.evaluate(
                        columns: places.indices.map { base + $0 * range.count }
                            + sources.map { $0 + range.lowerBound },
                        count: range.count, into: targets.map { $0 + range.lowerBound })
                }
            }
        }
        for row in result where !row.norm.isFinite {
            if let i = row.firstIndex(where: { !$0.isFinite }) {
                throw .notFiniteAt(formula: text, point: grid.point(i))
            }
        }
        return result.map { Tensor(shape: shape, values: $0) }
    }

    /// What must be resolved before any solve: coefficients that vary and source, or slopes and residual at u = 0.
    func data(onGrid places: [[Double]]) throws(PDEError) -> [Tensor] {
        let zero = isLinear ? [] : derivatives.map { _ in Tensor(shape: places.map(\.count)) }
        let found = try rows(onGrid: places, values: zero)
        return zip(found, constants + [nil]).compactMap { $1 == nil ? $0 : nil }
    }
}
