import CFFTW

/// A real cosine or sine transform of a fixed length n, in O(n log n), not normalised (FFTW's conventions).
public struct CosineTransform: Sendable {
    /// Which of the transforms; the sums run over j = 0 ... n - 1.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// DCT-I: Y_k = x_0 + (-1)^k x_{n-1} + 2 sum_{j=1}^{n-2} x_j cos(pi j k / (n - 1)), n >= 2.
        /// Its own inverse times 2 (n - 1); values on Chebyshev extreme points to coefficients.
        case typeI
        /// DCT-II: Y_k = 2 sum_j x_j cos(pi (j + 1/2) k / n). Inverse of III times 2 n.
        case typeII
        /// DCT-III: Y_k = x_0 + 2 sum_{j>=1} x_j cos(pi j (k + 1/2) / n). Inverse of II times 2 n.
        case typeIII
        /// DST-I: Y_k = 2 sum_j x_j sin(pi (j + 1) (k + 1) / (n + 1)). Its own inverse times 2 (n + 1).
        case sineTypeI
    }

    /// Which transform this is.
    public let kind: Kind
    /// The length n.
    public let length: Int
    private let plan: FourierPlan

    /// Prepares the transform of the given length: at least two for type I, at least one otherwise.
    public init(_ kind: Kind, length: Int) {
        precondition(length >= (kind == .typeI ? 2 : 1), "The transform \(kind) has no length \(length).")
        self.kind = kind
        self.length = length
        let planKind: FourierPlan.Kind =
            switch kind {
            case .typeI: .cosineI
            case .typeII: .cosineII
            case .typeIII: .cosineIII
            case .sineTypeI: .sineI
            }
        plan = requiredPlan(planKind, length: length)
    }

    /// The factor c for which the inverse transform (I of I, III of II, II of III, sine of sine) returns c x.
    public var roundTripFactor: Double {
        switch kind {
        case .typeI: 2 * Double(length - 1)
        case .typeII, .typeIII: 2 * Double(length)
        case .sineTypeI: 2 * Double(length + 1)
        }
    }

    /// The transform Y of x.
    public func callAsFunction(_ x: Vector) -> Vector {
        precondition(x.count == length, "A transform of length \(length) cannot take \(x.count) entries.")
        return Vector(count: length) { target in
            // FFTW may use the input of a real transform as scratch.
            var scratch = x
            scratch.withUnsafeMutablePointer { fftw_execute_r2r(plan.handle, $0, target) }
        }
    }

    /// The transform of every column of x.
    public func callAsFunction(columnsOf x: Matrix) -> Matrix {
        precondition(x.rowCount == length, "A transform of length \(length) cannot take \(x.rowCount) rows.")
        var scratch = x
        return Matrix(rowCount: length, columnCount: x.columnCount) { target in
            scratch.withUnsafeMutablePointer { source in
                for j in 0..<x.columnCount {
                    fftw_execute_r2r(plan.handle, source + j * length, target + j * length)
                }
            }
        }
    }
}
