import LinearAlgebra

/// The orthonormal Legendre polynomials p_k = sqrt(k + 1/2) P_k on [-1, 1].
enum OrthonormalLegendre {
    /// p_0 ... p_{count-1} at points of [-1, 1]: one row a point, one column a degree.
    ///
    /// p_{k+1} = (t p_k - b_k p_{k-1}) / b_{k+1} with b_k = k / sqrt(4 k^2 - 1); O(points times count).
    static func values(at points: Vector, count: Int) -> Matrix {
        let m = points.count
        return Matrix(rowCount: m, columnCount: count) { target in
            points.withUnsafePointer { t in
                var previous = 0.0
                for k in 0..<count {
                    let column = target + k * m
                    if k == 0 {
                        for i in 0..<m { column[i] = 0.5.squareRoot() }
                        continue
                    }
                    let b = coupling(k)
                    let (below, twoBelow) = (column - m, column - 2 * m)
                    if k == 1 {
                        for i in 0..<m { column[i] = t[i] * below[i] / b }
                    } else {
                        for i in 0..<m { column[i] = (t[i] * below[i] - previous * twoBelow[i]) / b }
                    }
                    previous = b
                }
            }
        }
    }

    /// b_k, the off-diagonal entry of the Jacobi matrix.
    static func coupling(_ k: Int) -> Double {
        let square = Double(k) * Double(k)
        return (square / (4 * square - 1)).squareRoot()
    }

    /// The derivative of order `derivative` of p_k at 1 (at -1 with the sign (-1)^(k + derivative)).
    static func endValue(degree k: Int, derivative: Int, atUpper: Bool) -> Double {
        var value = (Double(k) + 0.5).squareRoot()
        for i in 0..<derivative { value *= Double(k * (k + 1) - i * (i + 1)) / Double(2 * (i + 1)) }
        return atUpper || (k + derivative) % 2 == 0 ? value : -value
    }

    /// The coefficients of an antiderivative, one degree more; for p_k with k >= 1 it vanishes at both ends.
    static func integral(_ coefficients: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: coefficients.count + 1)
        for (k, value) in coefficients.enumerated() where value != 0 {
            let above = Double((2 * k + 1) * (2 * k + 3)).squareRoot()
            result[k + 1] += value / above
            if k > 0 { result[k - 1] -= value / Double((2 * k - 1) * (2 * k + 1)).squareRoot() }
        }
        return result
    }

    /// The coefficients of the derivative, as many as given (the last one is zero).
    ///
    /// p_j' = sum of sqrt(2 j + 1) sqrt(2 k + 1) p_k over k = j - 1, j - 3, ...: running sums, O(n).
    static func derivative(_ coefficients: [Double]) -> [Double] {
        let n = coefficients.count
        var result = [Double](repeating: 0, count: n)
        var sums = [0.0, 0.0]
        for k in stride(from: n - 2, through: 0, by: -1) {
            sums[(k + 1) % 2] += Double(2 * k + 3).squareRoot() * coefficients[k + 1]
            result[k] = Double(2 * k + 1).squareRoot() * sums[(k + 1) % 2]
        }
        return result
    }

    /// The derivative of every column.
    static func derivative(columnsOf matrix: Matrix, order: Int) -> Matrix {
        guard order > 0 else { return matrix }
        var result = matrix
        for j in 0..<matrix.columnCount {
            var column = matrix.column(j).array
            for _ in 0..<order { column = derivative(column) }
            result.setColumn(j, to: Vector(column))
        }
        return result
    }
}
