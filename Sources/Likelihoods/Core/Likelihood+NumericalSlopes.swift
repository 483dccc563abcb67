import Kernels

extension Likelihood {
    // For a likelihood that states none: central differences in the free coordinate, whose scale is one whatever the
    // units of the parameter, extrapolated once. The error is some 1e-10 of the largest term of the log density.
    public func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope] {
        let parameters = parameters.map(\.parameter)
        return parameters.indices.map { index in
            let (value, domain) = (parameters[index].value, parameters[index].domain)
            let u = domain.freeCoordinate(of: value)
            func expansion(_ offset: Double) -> LogDensityExpansion {
                var (copy, position) = (self, 0)
                copy.visitParameters { _, parameter in
                    if position == index { parameter.value = domain.value(at: u + offset) }
                    position += 1
                }
                return copy.expansion(of: y, at: f)
            }
            let h = 2e-3
            let (a, b, c, d) = (expansion(-2 * h), expansion(-h), expansion(h), expansion(2 * h))
            func slope(_ part: KeyPath<LogDensityExpansion, Double>) -> Double {
                let difference = 8 * (c[keyPath: part] - b[keyPath: part]) - (d[keyPath: part] - a[keyPath: part])
                return difference / (12 * h) / domain.slope(at: value)
            }
            return LogDensitySlope(value: slope(\.value), first: slope(\.first), second: slope(\.second))
        }
    }
}
