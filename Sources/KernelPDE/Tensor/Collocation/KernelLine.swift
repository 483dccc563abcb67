import Kernels
import LinearAlgebra

/// One variable of a grid with a process along it: n uniform nodes, both ends among them.
///
/// Given the values at the nodes the mean of the process and of its derivatives is linear in them,
///
///     u^(k)(x) = k^(k)(x, X) (K + shift)^-1 U,
///
/// so D_k = K^(k) (K + shift)^-1 takes the k-th derivative at the nodes. The m conditions eliminate the m values nearest to the
/// ends they belong to; the equation is imposed at the other nodes. One Cholesky factorisation and m products, O(n^3).
///
/// A periodic variable under a kernel of that period has no ends: the upper one is the lower one and no node, the conditions
/// hold by themselves, and the D_k are circulant.
struct KernelLine: Sendable {
    let variable: DomainVariable
    let nodes: [Double]
    /// The nodes at which the equation holds.
    let interior: [Int]
    /// D_0 ... D_m.
    let derivatives: [Matrix]
    /// All values from the interior ones, under homogeneous conditions: n-by-(n - m).
    let completion: Matrix
    /// Values c_r with condition q of c_r one for q = r, else zero, and zero at the interior nodes.
    let cardinals: [Vector]
    /// The conditions as rows over the values.
    let rows: Matrix
    let addedDiagonal: Double
    /// Whether the kernel has the variable's period.
    let isPeriodic: Bool
    private let kernel: any SmoothKernel
    private let factor: Cholesky

    init(
        variable: DomainVariable, count n: Int, order: Int, conditions: [EndCondition], kernel: any SmoothKernel,
        shift: DiagonalShift
    ) throws(PDEError) {
        self.variable = variable
        self.kernel = kernel
        let ends = Matrix(column: [variable.lower, variable.upper])
        let pair = try? kernel.cross(ends, derivative: [0], ends, derivative: [0])
        let isPeriodic =
            !conditions.isEmpty && conditions.allSatisfy(\.isPeriodic)
            && pair.map { $0[0, 0] == $0[0, 1] || abs($0[0, 0] - $0[0, 1]) < 1e-12 * $0[0, 0] } ?? false
        self.isPeriodic = isPeriodic
        let conditions = isPeriodic ? [] : conditions
        nodes = Array(
            Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: isPeriodic ? n + 1 : n).prefix(
                n))
        let points = Matrix(column: Vector(nodes))
        do {
            let gram = try kernel.cross(points, derivative: [0], points, derivative: [0])
            factor = try Cholesky(of: gram, shift: shift)
        } catch { throw .unsuitableKernel(variable: variable.name, reason: "\(error)") }
        addedDiagonal = factor.addedDiagonal
        var derivatives = [Matrix.identity(n)]
        for k in stride(from: 1, through: order, by: 1) {
            derivatives.append(try Self.weights(at: points, order: k, points, kernel, factor, variable))
        }
        self.derivatives = derivatives
        let m = conditions.count
        let atLower = conditions.filter { $0.terms.contains { $0.end == .lower } }.count
        let isPaired = conditions.contains { Set($0.terms.map(\.end)).count == 2 }
        let first = isPaired ? (m + 1) / 2 : atLower
        let eliminated = Array(0..<first) + Array((n - (m - first))..<n)
        interior = Array(first..<(n - (m - first)))
        let rows = Matrix(rowCount: m, columnCount: n) { r, j in
            conditions[r].terms.reduce(0.0) { sum, term in
                sum + term.weight * derivatives[term.derivative][term.end == .lower ? 0 : n - 1, j]
            }
        }
        self.rows = rows
        var completion = Matrix(rowCount: n, columnCount: n - m)
        for (j, i) in interior.enumerated() { completion[i, j] = 1 }
        var cardinals: [Vector] = []
        if m > 0 {
            let ends: LU
            do { ends = try LU(of: rows.columns(eliminated)) } catch { throw .singular(reciprocalCondition: 0) }
            guard ends.reciprocalConditionNumber > 1e-13 else {
                throw .singular(reciprocalCondition: ends.reciprocalConditionNumber)
            }
            let inner = ends.solve(rows.columns(interior))
            let unit = ends.solve(Matrix.identity(m))
            for (b, i) in eliminated.enumerated() {
                for j in interior.indices { completion[i, j] = -inner[b, j] }
            }
            cardinals = (0..<m).map { r in
                var values = Vector(count: n)
                for (b, i) in eliminated.enumerated() { values[i] = unit[b, r] }
                return values
            }
        }
        self.completion = completion
        self.cardinals = cardinals
    }

    /// From all values at the nodes to a derivative of the mean at other places.
    func evaluation(at places: [Double], order: Int) throws(PDEError) -> Matrix {
        try Self.weights(
            at: Matrix(column: Vector(places)), order: order, Matrix(column: Vector(nodes)), kernel, factor, variable)
    }

    private static func weights(
        at places: Matrix, order: Int, _ nodes: Matrix, _ kernel: any SmoothKernel, _ factor: Cholesky,
        _ variable: DomainVariable
    ) throws(PDEError) -> Matrix {
        do {
            let cross = try kernel.cross(places, derivative: [order], nodes, derivative: [0])
            return factor.solve(cross.transposed).transposed
        } catch { throw .unsuitableKernel(variable: variable.name, reason: error.description) }
    }
}

extension EndCondition {
    /// Whether it says that a derivative is the same at both ends.
    fileprivate var isPeriodic: Bool {
        terms.count == 2 && terms[0].derivative == terms[1].derivative && terms[0].end != terms[1].end
            && terms[0].weight == -terms[1].weight && value == 0
    }
}
