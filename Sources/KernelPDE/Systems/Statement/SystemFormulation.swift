import Expressions

/// Equations for several unknown functions compiled for the solvers: residuals and their slopes, in bulk.
///
/// With F_e the left minus the right side of equation e, the slopes are dF_e / d(D^a u_i). Unknown coefficients, constants and
/// fields, enter as further columns; dF_e / d(D^a kappa) are then compiled as well.
struct SystemFormulation: Sendable {
    /// A derivative of a function (or of a coefficient) that occurs in the equations.
    struct Derivative: Sendable, Hashable {
        /// The index among the functions (or coefficients).
        let function: Int
        /// The order by each variable.
        let orders: [Int]
    }

    /// Residuals and slopes at points; a slope that is nil vanishes everywhere.
    struct Values: Sendable {
        /// F_e, one array an equation.
        var residuals: [[Double]]
        /// dF_e / d(derivative), by equation and by ``derivatives``.
        var slopes: [[[Double]?]]
        /// dF_e / d(coefficient), by equation and by ``coefficients``.
        var coefficientSlopes: [[[Double]?]]
    }

    let functions: [String]
    let variables: [DomainVariable]
    /// The derivatives that occur; every function itself is among them.
    let derivatives: [Derivative]
    /// The unknown coefficients and the derivatives of fields that occur.
    let coefficients: [Derivative]
    /// The highest order of each function by each variable.
    let orders: [[Int]]
    let isLinear: Bool
    private let texts: [String]
    private let compiled: CompiledExpressions
    private let slopePlaces: [[Int?]]
    private let coefficientPlaces: [[Int?]]

    /// - Parameters:
    ///   - unknowns: constants and fields to be inferred; none for a system whose coefficients are known.
    ///   - names: how derivatives are named, of the functions and of fields.
    init(
        residuals: [Expression], texts: [String], functions: [String], unknowns: [UnknownCoefficient] = [],
        variables: [DomainVariable], names: DerivativeNames, parameters: [String: Double]
    ) throws(PDEError) {
        self.functions = functions
        self.variables = variables
        self.texts = texts
        var linearizations: [Linearization] = []
        for (residual, text) in zip(residuals, texts) {
            do { linearizations.append(try Linearization(residual, names)) } catch {
                throw .syntax(text: text, message: error.description)
            }
        }
        let occurring = Set(linearizations.flatMap(\.slopes.keys))
        let zero = variables.map { _ in 0 }
        var derivatives: [Derivative] = []
        for (index, function) in functions.enumerated() {
            let found = Self.orders(of: function, in: occurring)
            if !found.contains(zero) { derivatives.append(Derivative(function: index, orders: zero)) }
            for orders in found { derivatives.append(Derivative(function: index, orders: orders)) }
        }
        self.derivatives = derivatives
        var coefficients: [Derivative] = []
        for (index, unknown) in unknowns.enumerated() {
            let found = unknown.arguments.isEmpty ? [zero] : Self.orders(of: unknown.name, in: occurring)
            for orders in found { coefficients.append(Derivative(function: index, orders: orders)) }
        }
        self.coefficients = coefficients
        let found = derivatives
        orders = functions.indices.map { i in
            variables.indices.map { axis in found.filter { $0.function == i }.map { $0.orders[axis] }.max() ?? 0 }
        }
        for function in functions where !occurring.contains(where: { $0.unknown == function }) {
            throw .functionWithoutEquation(function)
        }
        guard let highest = orders.flatMap({ $0 }).max(), highest >= 1 else { throw .noDerivative(equation: texts[0]) }
        guard highest <= 4 else { throw .orderTooHigh(highest) }
        let functionNames = derivatives.map {
            names.name(of: DerivativeName(unknown: functions[$0.function], orders: $0.orders))
        }
        let coefficientNames = coefficients.map {
            names.name(of: DerivativeName(unknown: unknowns[$0.function].name, orders: $0.orders))
        }
        var list = linearizations.map(\.residual)
        func places(_ columns: [String]) -> [[Int?]] {
            linearizations.map { linearization in
                columns.map { name in
                    let slope = linearization.residual.differentiated(by: name).simplified()
                    guard slope != 0 else { return nil }
                    list.append(slope)
                    return list.count - 1
                }
            }
        }
        slopePlaces = places(functionNames)
        let dependsOnFunctions = list.dropFirst(residuals.count).contains { $0.contains(anyOf: Set(functionNames)) }
        isLinear = !dependsOnFunctions
        coefficientPlaces = places(coefficientNames)
        compiled = try Formula.compiled(
            list, variables: variables.map(\.name) + functionNames + coefficientNames, parameters: parameters,
            text: texts.joined(separator: "; "))
    }

    /// The orders of the derivatives of a name that occur, the lowest first.
    private static func orders(of name: String, in occurring: Set<DerivativeName>) -> [[Int]] {
        let found = occurring.filter { $0.unknown == name }.map(\.orders)
        return found.sorted { (a: [Int], b: [Int]) -> Bool in
            let (first, second) = (a.reduce(0, +), b.reduce(0, +))
            return first == second ? a.lexicographicallyPrecedes(b) : first < second
        }
    }

    /// Residuals and slopes at points.
    ///
    /// - Parameters:
    ///   - columns: the coordinates, one array a variable.
    ///   - values: the derivatives of the functions, in the order of ``derivatives``.
    ///   - coefficients: the coefficients, in the order of ``coefficients``.
    /// - Throws: ``PDEError/notFiniteAt(formula:point:)``.
    func evaluate(
        columns: [[Double]], values: [[Double]], coefficients: [[Double]] = []
    ) throws(PDEError) -> Values {
        let rows = compiled.rows(columns: columns + values + coefficients)
        for (index, row) in rows.enumerated() {
            if let i = row.firstIndex(where: { !$0.isFinite }) {
                let text = index < texts.count ? texts[index] : "a derivative of \(texts.joined(separator: "; "))"
                throw .notFiniteAt(formula: text, point: columns.map { $0[i] })
            }
        }
        func picked(_ places: [[Int?]]) -> [[[Double]?]] { places.map { $0.map { place in place.map { rows[$0] } } } }
        return Values(
            residuals: Array(rows[0..<texts.count]), slopes: picked(slopePlaces),
            coefficientSlopes: picked(coefficientPlaces))
    }

    /// The place of a derivative in ``derivatives``.
    func index(of function: Int, orders: [Int]) -> Int? {
        derivatives.firstIndex(of: Derivative(function: function, orders: orders))
    }
}
