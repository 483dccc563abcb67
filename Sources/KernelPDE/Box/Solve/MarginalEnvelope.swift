import LinearAlgebra

/// The decay of two-dimensional coefficients in one of the dimensions: the largest magnitude over the other.
struct MarginalEnvelope: Sendable {
    /// One value a degree.
    let values: [Double]

    init(of coefficients: Matrix, axis: Int) {
        var result = [Double](repeating: 0, count: axis == 0 ? coefficients.rowCount : coefficients.columnCount)
        let m = coefficients.rowCount
        coefficients.withUnsafePointer { p in
            result.withUnsafeMutableBufferPointer { result in
                for j in 0..<coefficients.columnCount {
                    let column = p + j * m
                    if axis == 0 {
                        // The comparison keeps a NaN, which max would drop.
                        for i in 0..<m where !(abs(column[i]) <= result[i]) { result[i] = abs(column[i]) }
                    } else {
                        var largest = 0.0
                        for i in 0..<m where !(abs(column[i]) <= largest) { largest = abs(column[i]) }
                        result[j] = largest
                    }
                }
            }
        }
        values = result
    }

    init(_ coefficients: [Double]) { values = coefficients.map { abs($0) } }

    /// The largest of the last twelfth (at least four), relative to the largest of all; zero for zero.
    var tail: Double {
        let largest = values.max() ?? 0
        guard largest > 0 else { return 0 }
        guard largest.isFinite else { return .infinity }
        let window = min(values.count, max(4, values.count / 12))
        return (values.suffix(window).max() ?? 0) / largest
    }
}
