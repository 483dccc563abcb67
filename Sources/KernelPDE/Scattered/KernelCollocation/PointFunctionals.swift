import Kernels
import LinearAlgebra

/// Linear functionals of u, each a combination of derivatives at one point: values, conditions, the equation.
package struct PointFunctionals: Sendable {
    /// Functionals that combine the same derivatives.
    package struct Group: Sendable {
        /// One row a functional.
        package var points: Matrix
        /// The derivatives that are combined.
        package var derivatives: [MultiIndex]
        /// By derivative, the coefficient of each functional.
        package var coefficients: [Vector]

        /// Functionals at points.
        package init(points: Matrix, derivatives: [MultiIndex], coefficients: [Vector]) {
            self.points = points
            self.derivatives = derivatives
            self.coefficients = coefficients
        }

        var count: Int { points.rowCount }

        func chosen(_ rows: [Int]) -> Group {
            Group(
                points: points.rows(rows), derivatives: derivatives,
                coefficients: coefficients.map { list in Vector(rows.map { list[$0] }) })
        }
    }

    package private(set) var groups: [Group]

    /// Functionals in the order of the groups.
    package init(_ groups: [Group]) { self.groups = groups.filter { $0.count > 0 } }

    package var count: Int { groups.reduce(0) { $0 + $1.count } }

    /// The point of every functional.
    package var points: Matrix { groups.dropFirst().reduce(groups[0].points) { .stackedVertically($0, $1.points) } }

    /// The functionals at the given indices, ascending within each group.
    func chosen(_ indices: [Int]) -> PointFunctionals {
        var offset = 0
        return PointFunctionals(
            groups.map { group in
                defer { offset += group.count }
                return group.chosen(indices.filter { $0 >= offset && $0 < offset + group.count }.map { $0 - offset })
            })
    }

    /// The covariances of these functionals with others: Σ_pq c_p c_q D^p D^q k.
    package func covariance(with others: PointFunctionals, _ kernel: some SmoothKernel) -> Matrix {
        var result = Matrix(rowCount: count, columnCount: others.count)
        var row = 0
        for left in groups {
            var column = 0
            for right in others.groups {
                var block = Matrix(rowCount: left.count, columnCount: right.count)
                for (p, alpha) in left.derivatives.enumerated() {
                    for (q, beta) in right.derivatives.enumerated() {
                        let part = Self.derivative(kernel, left.points, alpha, right.points, beta)
                        block.add(part.scalingRows(by: left.coefficients[p]).scalingColumns(by: right.coefficients[q]))
                    }
                }
                result.setBlock(block, row: row, column: column)
                column += right.count
            }
            row += left.count
        }
        return result
    }

    private static func derivative(
        _ kernel: some SmoothKernel, _ x: Matrix, _ alpha: MultiIndex, _ z: Matrix, _ beta: MultiIndex
    ) -> Matrix {
        x.withPoints { left in
            z.withPoints { right in
                Matrix(rowCount: x.rowCount, columnCount: z.rowCount) { target in
                    kernel.fillDerivative(
                        Tile(base: target, rowCount: x.rowCount, columnCount: z.rowCount, stride: x.rowCount),
                        at: Pairs(left, right), x: alpha, z: beta)
                }
            }
        }
    }

    /// The prior variance of every functional.
    func variances(_ kernel: some SmoothKernel) -> Vector {
        Vector(
            groups.flatMap { group in
                (0..<group.count).map { i -> Double in
                    let one = PointFunctionals([group.chosen([i])])
                    return one.covariance(with: one, kernel)[0, 0]
                }
            })
    }

    /// The functionals divided by the given numbers.
    func divided(by sizes: Vector) -> PointFunctionals {
        var copy = self
        var offset = 0
        for g in copy.groups.indices {
            let factors = Vector((0..<copy.groups[g].count).map { 1 / sizes[offset + $0] })
            copy.groups[g].coefficients = copy.groups[g].coefficients.map { entrywiseProduct($0, factors) }
            offset += copy.groups[g].count
        }
        return copy
    }
}
