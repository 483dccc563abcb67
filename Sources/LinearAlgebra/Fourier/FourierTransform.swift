import CFFTW

/// The complex discrete Fourier transform of a fixed length n, in O(n log n).
///
/// Forward: X_k = sum_j x_j exp(-2 pi i j k / n), not normalised. Inverse: x_j = (1/n) sum_k X_k exp(+2 pi i j k / n),
/// so that `inverse(forward(x)) == x` up to rounding. One value may be used from many threads.
public struct FourierTransform: Sendable {
    /// The length n.
    public let length: Int
    private let forwardPlan: FourierPlan
    private let backwardPlan: FourierPlan

    /// Prepares transforms of the given positive length; any length works, products of small primes work fastest.
    public init(length: Int) {
        precondition(length > 0, "A Fourier transform has a positive length.")
        self.length = length
        forwardPlan = requiredPlan(.complexForward, length: length)
        backwardPlan = requiredPlan(.complexBackward, length: length)
    }

    /// X_k = sum_j x_j exp(-2 pi i j k / n).
    public func forward(_ x: [ComplexNumber]) -> [ComplexNumber] { execute(forwardPlan, x, scale: 1) }

    /// x_j = (1/n) sum_k X_k exp(2 pi i j k / n).
    public func inverse(_ x: [ComplexNumber]) -> [ComplexNumber] { execute(backwardPlan, x, scale: 1 / Double(length)) }

    private func execute(_ plan: FourierPlan, _ x: [ComplexNumber], scale: Double) -> [ComplexNumber] {
        precondition(x.count == length, "A transform of length \(length) cannot take \(x.count) entries.")
        return [ComplexNumber](unsafeUninitializedCapacity: length) { target, count in
            x.withUnsafeBufferPointer { source in
                guard let input = source.baseAddress, let output = target.baseAddress else { return }
                fftw_execute_dft(
                    plan.handle, .init(mutating: UnsafeRawPointer(input).assumingMemoryBound(to: fftw_complex.self)),
                    UnsafeMutableRawPointer(output).assumingMemoryBound(to: fftw_complex.self))
            }
            count = length
            if scale != 1 { for i in 0..<length { target[i] = scale * target[i] } }
        }
    }
}
