import Expressions
import LinearAlgebra
import Synchronization

/// An equation on a box compiled for the solver: coefficients and source, or residual and slopes, in bulk.
struct BoxFormulation: Sendable {
    /// A derivative of u that occurs, with the orders per variable.
    typealias Orders = [Int]

    /// The derivatives that occur, (0, 0) first if it does.
    let derivatives: [Orders]
    /// The highest order per variable.
    let orders: [Int]
    let isLinear: Bool
    /// For a linear equation: the coefficients that are plain numbers.
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
        let found = linearization.slopes.keys.map(\.orders).sorted { ($0[0] + $0[1], $0[0]) < ($1[0] + $1[1], $1[0]) }
        orders = (0..<2).map { axis in found.map { $0[axis] }.max() ?? 0 }
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
                coefficients + [Expression.negation(form.source).simplified()], variables: list, parameters: parameters,
                text: text)
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

    /// The coefficients c_a and the source f of sum_a c_a D^a u = f at points, or slopes and residual at given u.
    ///
    /// - Parameters:
    ///   - columns: x and y of every point.
    ///   - values: D^a u at the points, in the order of ``derivatives``; ignored by a linear equation.
    /// - Throws: ``PDEError/notFiniteAt(formula:point:)``.
    func rows(columns: [[Double]], values: [[Double]]) throws(PDEError) -> (slopes: [[Double]], last: [Double]) {
        var rows = Self.evaluated(compiled, columns: isLinear ? columns : columns + values)
        for row in rows {
            if let i = row.firstIndex(where: { !$0.isFinite }) {
                throw .notFiniteAt(formula: text, point: columns.map { $0[i] })
            }
        }
        let last = rows.removeLast()
        return (rows, last)
    }

    /// The rows of many points, on all cores.
    private static func evaluated(_ compiled: CompiledExpressions, columns: [[Double]]) -> [[Double]] {
        let (count, parts) = (columns[0].count, Parallelism.threadCount)
        guard count > 16_384, parts > 1 else { return compiled.rows(columns: columns) }
        let ends = (0...parts).map { count * $0 / parts }
        let found = Mutex<[Int: [[Double]]]>([:])
        Parallelism.forEach(parts) { part in
            let rows = compiled.rows(columns: columns.map { Array($0[ends[part]..<ends[part + 1]]) })
            found.withLock { $0[part] = rows }
        }
        return found.withLock { found in
            (0..<compiled.count).map { row in (0..<parts).flatMap { found[$0]?[row] ?? [] } }
        }
    }

    /// What must be resolved before any solve: coefficients and source, or slopes and residual at u = 0.
    func data(columns: [[Double]]) throws(PDEError) -> [[Double]] {
        let zero = [Double](repeating: 0, count: columns[0].count)
        let found = try rows(columns: columns, values: derivatives.map { _ in zero })
        return zip(found.slopes, constants).compactMap { $1 == nil ? $0 : nil } + [found.last]
    }
}

/// The points of a tensor grid as columns, x running fastest.
func tensorColumns(_ x: [Double], _ y: [Double]) -> [[Double]] {
    [y.flatMap { _ in x }, y.flatMap { [Double](repeating: $0, count: x.count) }]
}
