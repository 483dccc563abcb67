import LinearAlgebra

/// Numbers in [-1, 1) from a linear congruence: deterministic, and independent of the library's own generator.
struct TestNumbers {
    var state: UInt64

    init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 4_503_599_627_370_496 - 1
    }

    mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix {
        Matrix(rowCount: rows, columnCount: columns) { _, _ in next() }
    }

    mutating func vector(_ count: Int) -> Vector { Vector((0..<count).map { _ in next() }) }

    mutating func symmetric(_ n: Int) -> Matrix {
        let a = matrix(n, n)
        return Matrix(rowCount: n, columnCount: n) { i, j in a[i, j] + a[j, i] }
    }

    /// A A^T / n + shift I, positive definite for a positive shift.
    mutating func positiveDefinite(_ n: Int, shift: Double = 0.5) -> Matrix {
        let a = matrix(n, n)
        return Matrix(rowCount: n, columnCount: n) { i, j in
            (0..<n).reduce(i == j ? shift : 0) { $0 + a[i, $1] * a[j, $1] / Double(n) }
        }
    }
}

/// The product by three nested loops.
func naiveProduct(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(rowCount: a.rowCount, columnCount: b.columnCount) { i, j in
        (0..<a.columnCount).reduce(0) { $0 + a[i, $1] * b[$1, j] }
    }
}

func naiveTranspose(_ a: Matrix) -> Matrix {
    Matrix(rowCount: a.columnCount, columnCount: a.rowCount) { i, j in a[j, i] }
}

/// The largest difference of two matrices' entries; infinite when the shapes differ.
func distance(_ a: Matrix, _ b: Matrix) -> Double {
    guard a.rowCount == b.rowCount && a.columnCount == b.columnCount else { return .infinity }
    var largest = 0.0
    for j in 0..<a.columnCount {
        for i in 0..<a.rowCount {
            let difference = abs(a[i, j] - b[i, j])
            if !(difference <= largest) { largest = difference }
        }
    }
    return largest
}

func distance(_ a: Vector, _ b: Vector) -> Double { distance(Matrix(column: a), Matrix(column: b)) }
