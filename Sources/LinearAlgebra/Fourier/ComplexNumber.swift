#if canImport(Glibc)
    import Glibc
#endif

/// A complex number; an array of them is the interleaved layout that FFTW reads.
public struct ComplexNumber: Sendable, Hashable, Codable {
    /// The real part.
    public var real: Double
    /// The imaginary part.
    public var imaginary: Double

    /// Creates a complex number from its parts.
    public init(_ real: Double, _ imaginary: Double = 0) {
        self.real = real
        self.imaginary = imaginary
    }

    /// The modulus, free of overflow.
    public var magnitude: Double { hypot(real, imaginary) }
    /// The squared modulus.
    public var squaredMagnitude: Double { real * real + imaginary * imaginary }
    /// The complex conjugate.
    public var conjugate: ComplexNumber { ComplexNumber(real, -imaginary) }

    /// The sum.
    public static func + (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
        ComplexNumber(a.real + b.real, a.imaginary + b.imaginary)
    }
    /// The difference.
    public static func - (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
        ComplexNumber(a.real - b.real, a.imaginary - b.imaginary)
    }
    /// The product.
    public static func * (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
        ComplexNumber(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
    }
    /// The product with a real number.
    public static func * (scale: Double, a: ComplexNumber) -> ComplexNumber {
        ComplexNumber(scale * a.real, scale * a.imaginary)
    }
}
