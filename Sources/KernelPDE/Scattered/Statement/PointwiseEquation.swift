import Expressions
import LinearAlgebra

/// An equation in u and its derivatives at a point, with its slopes by each of them: a residual that Newton's method can use.
struct PointwiseEquation: Sendable {
    let text: String
    /// The derivatives of u that occur, as orders by variable.
    let derivatives: [[Int]]
    /// Whether no slope depends on u.
    let isLinear: Bool
    /// Which slopes depend on u or a derivative of it.
    let varies: [Bool]
    private let program: CompiledExpressions

    /// - Parameters:
    ///   - residual: left - right.
    ///   - others: names of further coordinates that the residual may hold, such as the components of a normal.
    init(
        _ residual: Expression, text: String, names: DerivativeNames, others: [String] = [],
        parameters: [String: Double]
    ) throws(PDEError) {
        let linearization: Linearization
        do { linearization = try Linearization(residual, names) } catch {
            throw .syntax(text: text, message: error.description)
        }
        let slopes = linearization.slopes.sorted { $0.key.orders.lexicographicallyPrecedes($1.key.orders) }
        self.text = text
        derivatives = slopes.map { $0.key.orders }
        varies = slopes.map { slope in
            !(((try? names.derivatives(in: slope.value.expanded()))?.isEmpty) ?? false)
        }
        isLinear = !varies.contains(true)
        let unknowns = slopes.map { names.name(of: $0.key) }
        program = try Formula.compiled(
            [linearization.residual] + slopes.map(\.value), variables: names.variables + others + unknowns,
            parameters: parameters, text: text)
    }

    /// The highest order of a derivative.
    var order: Int { derivatives.map { $0.reduce(0, +) }.max() ?? 0 }

    /// The equation at a state: F(u), the slopes dF/d(D^a u), and the size of its largest term.
    struct Values {
        var residual: [Double]
        var slopes: [[Double]]
        var size: [Double]
    }

    /// Evaluates at points.
    ///
    /// - Parameters:
    ///   - columns: coordinates, one array a variable, followed by those of the other names.
    ///   - state: the values of each derivative; nil is u = 0.
    func values(at columns: [[Double]], state: [[Double]]?) throws(PDEError) -> Values {
        let count = columns[0].count
        let unknowns = state ?? derivatives.map { _ in [Double](repeating: 0, count: count) }
        var rows = program.rows(columns: columns + unknowns)
        let residual = rows.removeFirst()
        var size = [Double](repeating: 0, count: count)
        for i in 0..<count {
            guard residual[i].isFinite, rows.allSatisfy({ $0[i].isFinite }) else {
                throw .notFiniteAt(formula: text, point: columns.map { $0[i] })
            }
            var rest = residual[i]
            for k in rows.indices {
                let term = rows[k][i] * unknowns[k][i]
                rest -= term
                size[i] = max(size[i], abs(term))
            }
            size[i] = max(size[i], abs(rest))
        }
        return Values(residual: residual, slopes: rows, size: size)
    }
}
