import LinearAlgebra

/// A finite list of functions with their derivatives: the square root of a kernel of finite rank.
protocol PointFeatures: Sendable {
    /// The number of functions.
    var count: Int { get }

    /// A derivative of every function: one row a point, one column a function.
    func values(orders: [Int], at points: Matrix) -> Matrix

    /// A derivative of the function with the given coefficients.
    func combination(_ coefficients: Vector, orders: [Int], at points: Matrix) -> Vector
}

extension PointFeatures {
    func combination(_ coefficients: Vector, orders: [Int], at points: Matrix) -> Vector {
        var result: [Double] = []
        for start in stride(from: 0, to: points.rowCount, by: 1024) {
            let block = points.rows(start..<min(start + 1024, points.rowCount))
            result += (values(orders: orders, at: block) * coefficients).array
        }
        return Vector(result)
    }
}

/// Several lists of functions, one after the other.
struct JoinedFeatures: PointFeatures {
    let parts: [any PointFeatures]

    var count: Int { parts.reduce(0) { $0 + $1.count } }

    func values(orders: [Int], at points: Matrix) -> Matrix {
        var result = parts[0].values(orders: orders, at: points)
        for part in parts.dropFirst() { result = .stackedHorizontally(result, part.values(orders: orders, at: points)) }
        return result
    }

    func combination(_ coefficients: Vector, orders: [Int], at points: Matrix) -> Vector {
        var total = Vector(count: points.rowCount)
        var offset = 0
        for part in parts {
            let own = Vector(coefficients[offset..<(offset + part.count)])
            total += part.combination(own, orders: orders, at: points)
            offset += part.count
        }
        return total
    }
}
