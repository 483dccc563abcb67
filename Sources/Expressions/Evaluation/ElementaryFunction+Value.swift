#if canImport(Glibc)
    import Glibc
#endif

extension ElementaryFunction {
    /// The function's value at a number; NaN outside its domain.
    public func callAsFunction(_ x: Double) -> Double {
        switch self {
        case .sin: Glibc.sin(x)
        case .cos: Glibc.cos(x)
        case .tan: Glibc.tan(x)
        case .exp: Glibc.exp(x)
        case .log: Glibc.log(x)
        case .sqrt: x.squareRoot()
        case .abs: Swift.abs(x)
        case .sinh: Glibc.sinh(x)
        case .cosh: Glibc.cosh(x)
        case .tanh: Glibc.tanh(x)
        case .asin: Glibc.asin(x)
        case .acos: Glibc.acos(x)
        case .atan: Glibc.atan(x)
        case .erf: Glibc.erf(x)
        case .sign: x > 0 ? 1 : x < 0 ? -1 : x
        }
    }
}
