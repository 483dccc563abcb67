import LinearAlgebra

// Goal: one direct solver for coupled systems on a box whose coefficients do not vary along one variable, s, in which all
// functions share order and conditions.
//
// With the derivative matrices T_0 and T_m of s, and A^q_{e,i} what equation e does to function i in the other variable,
//
//     sum_i A^0_{e,i} Y_i T_0^T + A^m_{e,i} Y_i T_m^T = F_e .
//
// T_m = I and T_0 = U S U^T (real Schur) with Y_i = Z_i U^T give sum_i A^0_{e,i} Z_i S^T + A^m_{e,i} Z_i = F_e U: columns of Z
// from the last to the first, one for a real eigenvalue and two at once for a complex pair, each a dense system of d n
// unknowns. Self-adjoint conditions make S diagonal, and T_m = diag(alpha) of ones and zeros: the columns are then independent.
// A^0 and A^m are exact for coefficients that vary across the sweep, whatever the functions' conditions there.
//
// Rejected: eigenvectors of T_0 in time (those of an integration operator are useless), and the full Kronecker matrix.

/// A direct solver for coupled equations, block by block along the Schur form of one variable.
struct SweepSolver: Sendable {
    /// The variable of the Schur form.
    let axis: Int
    private let functions: [Int]
    private let equations: [Int]
    private let sizes: [Int]
    private let rotation: Matrix
    /// S, upper quasi-triangular.
    private let triangular: Matrix
    /// The first column and number of columns of each block, ascending.
    private let blocks: [(start: Int, width: Int)]
    private let factors: [LU]
    /// A^0, for the columns that are already known.
    private let lowest: Matrix
    let reciprocalCondition: Double

    /// - Parameters:
    ///   - couplings: A^q_{e,i} for q = 0 and q = m, n-by-n.
    ///   - functions: those that take part; `equations` as many.
    init(
        axis: Int, shared: BoxAxis, functions: [Int], equations: [Int], sizes: [Int],
        couplings: (_ equation: Int, _ function: Int, _ order: Int) -> Matrix?
    ) throws(PDEError) {
        self.axis = axis
        self.functions = functions
        self.equations = equations
        self.sizes = sizes
        let (n, d) = (sizes[1 - axis], functions.count)
        func assembled(_ order: Int) -> Matrix {
            var result = Matrix(rowCount: d * n, columnCount: d * n)
            for (r, e) in equations.enumerated() {
                for (c, i) in functions.enumerated() {
                    if let block = couplings(e, i, order) { result.setBlock(block, row: r * n, column: c * n) }
                }
            }
            return result
        }
        let lowest = assembled(0)
        let highest = shared.order > 0 ? assembled(shared.order) : Matrix(rowCount: d * n, columnCount: d * n)
        self.lowest = lowest
        let count = shared.size
        var weights = [Double](repeating: 1, count: count)
        do {
            if shared.isSymmetric {
                let eigen = try AxisEigen(shared)
                rotation = eigen.rotatingColumns(of: Matrix.identity(count))
                triangular = Matrix.diagonal(Vector(eigen.lowest))
                weights = eigen.highest
            } else {
                let schur = try RealSchur(of: shared.truncated[0])
                rotation = schur.vectors
                triangular = schur.triangular
            }
        } catch let error as PDEError { throw error } catch { throw .singular(reciprocalCondition: 0) }
        var blocks: [(start: Int, width: Int)] = []
        var column = 0
        while column < count {
            let isPair = column + 1 < count && triangular[column + 1, column] != 0
            blocks.append((column, isPair ? 2 : 1))
            column += isPair ? 2 : 1
        }
        self.blocks = blocks
        var factors: [LU] = []
        var worst = 1.0
        for (start, width) in blocks {
            var matrix = Matrix(rowCount: width * d * n, columnCount: width * d * n)
            for a in 0..<width {
                for b in 0..<width {
                    // Column a of Z S^T holds S[a, b] Z[:, b].
                    var block = triangular[start + a, start + b] * lowest
                    if a == b { block += weights[start + a] * highest }
                    matrix.setBlock(block, row: a * d * n, column: b * d * n)
                }
            }
            guard let lu = try? LU(of: matrix) else { throw .singular(reciprocalCondition: 0) }
            worst = min(worst, lu.reciprocalConditionNumber)
            factors.append(lu)
        }
        self.factors = factors
        reciprocalCondition = worst
    }

    /// Y_i by function from F_e by equation; functions that do not take part stay as they are.
    func solve(_ sources: [Matrix], into result: inout [Matrix]) {
        let (n, d) = (sizes[1 - axis], functions.count)
        let count = sizes[axis]
        // Rows: the other variable, equation after equation; columns: along the sweep.
        var rotated = Matrix(rowCount: d * n, columnCount: count)
        for (r, e) in equations.enumerated() {
            let source = axis == 1 ? sources[e] : sources[e].transposed
            rotated.setBlock(source * rotation, row: r * n, column: 0)
        }
        var z = Matrix(rowCount: d * n, columnCount: count)
        let isCoupled = blocks.contains { block in
            ((block.start + block.width)..<count).contains { triangular[block.start, $0] != 0 }
        }
        for (index, block) in blocks.enumerated().reversed() {
            let (start, width) = block
            var right = rotated.block(rows: 0..<(d * n), columns: start..<(start + width))
            if isCoupled, start + width < count {
                let known = z.block(rows: 0..<(d * n), columns: (start + width)..<count)
                let weights = triangular.block(rows: start..<(start + width), columns: (start + width)..<count)
                right -= lowest * multiply(known, weights, transposingSecond: true)
            }
            let solved = factors[index].solve(right.flattened)
            z.setBlock(Matrix(rowCount: d * n, columnCount: width, flattened: solved), row: 0, column: start)
        }
        for (c, i) in functions.enumerated() {
            let part = z.block(rows: (c * n)..<((c + 1) * n), columns: 0..<count)
            let y = multiply(part, rotation, transposingSecond: true)
            result[i] = axis == 1 ? y : y.transposed
        }
    }
}
