#if canImport(Glibc)
    import Glibc
#endif
import COpenBLAS

/// The inner product sum_i a_i b_i of two vectors of equal length.
public func dot(_ a: Vector, _ b: Vector) -> Double {
    precondition(a.count == b.count, "Vectors of \(a.count) and \(b.count) entries have no inner product.")
    return a.withUnsafePointer { x in b.withUnsafePointer { y in cblas_ddot(Int32(a.count), x, 1, y, 1) } }
}

extension Vector {
    /// The Euclidean norm, free of overflow and underflow.
    public var norm: Double {
        // The plain sum of squares is right unless it left the range in which squares keep all their digits.
        let square = dot(self, self)
        if square > 1e-280 && square < 1e280 { return square.squareRoot() }
        let largest = maximumMagnitude
        guard largest > 0, largest.isFinite else { return largest }
        return withUnsafePointer { p in
            largest * (0..<count).reduce(0) { $0 + (p[$1] / largest) * (p[$1] / largest) }.squareRoot()
        }
    }

    /// The sum of the entries.
    public var sum: Double { withUnsafePointer { p in (0..<count).reduce(0) { $0 + p[$1] } } }

    /// The arithmetic mean of the entries; NaN for an empty vector.
    public var mean: Double { sum / Double(count) }

    /// The largest magnitude of an entry, zero for an empty vector; NaN if an entry is NaN.
    public var maximumMagnitude: Double {
        withUnsafePointer { p in
            var largest = 0.0
            for i in 0..<count {
                let magnitude = abs(p[i])
                if magnitude.isNaN { return .nan }
                if magnitude > largest { largest = magnitude }
            }
            return largest
        }
    }

    /// The vector with `transform` applied to every entry.
    @inlinable @inline(__always)
    public func mapped(_ transform: (Double) throws -> Double) rethrows -> Vector {
        try withUnsafePointer { p in
            try Vector(count: count) { target in
                for i in 0..<count { target[i] = try transform(p[i]) }
            }
        }
    }

    /// The vector of `combine(a_i, b_i)`.
    @inlinable @inline(__always)
    public func combined(
        with other: Vector, _ combine: (Double, Double) throws -> Double
    ) rethrows -> Vector {
        precondition(count == other.count, "Vectors of \(count) and \(other.count) entries cannot be combined.")
        return try withUnsafePointer { p in
            try other.withUnsafePointer { q in
                try Vector(count: count) { target in
                    for i in 0..<count { target[i] = try combine(p[i], q[i]) }
                }
            }
        }
    }

    /// Adds `scale` times `other` in place (daxpy).
    public mutating func add(_ other: Vector, scaledBy scale: Double = 1) {
        precondition(count == other.count, "Vectors of \(count) and \(other.count) entries have no sum.")
        let length = Int32(count)
        withUnsafeMutablePointer { p in other.withUnsafePointer { cblas_daxpy(length, scale, $0, 1, p, 1) } }
    }

    /// The entrywise sum.
    public static func + (a: Vector, b: Vector) -> Vector { a.combined(with: b) { $0 + $1 } }
    /// The entrywise difference.
    public static func - (a: Vector, b: Vector) -> Vector { a.combined(with: b) { $0 - $1 } }
    /// The vector with every entry's sign changed.
    public static prefix func - (a: Vector) -> Vector { a.mapped { -$0 } }
    /// The vector scaled by a number.
    public static func * (scale: Double, a: Vector) -> Vector { a.mapped { scale * $0 } }
    /// The vector scaled by a number.
    public static func * (a: Vector, scale: Double) -> Vector { a.mapped { $0 * scale } }
    /// The vector divided by a number.
    public static func / (a: Vector, divisor: Double) -> Vector { a.mapped { $0 / divisor } }
    /// Adds another vector in place.
    public static func += (a: inout Vector, b: Vector) { a.add(b) }
    /// Subtracts another vector in place.
    public static func -= (a: inout Vector, b: Vector) { a.add(b, scaledBy: -1) }
    /// Scales the vector in place.
    public static func *= (a: inout Vector, scale: Double) {
        let count = a.count
        a.withUnsafeMutablePointer { p in for i in 0..<count { p[i] *= scale } }
    }
}

/// The entrywise (Hadamard) product of two vectors of equal length.
public func entrywiseProduct(_ a: Vector, _ b: Vector) -> Vector { a.combined(with: b) { $0 * $1 } }
