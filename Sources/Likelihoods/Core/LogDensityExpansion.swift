import LinearAlgebra

/// The logarithm of a density with its derivatives in f.
public struct LogDensityExpansion: Sendable, Equatable {
    /// log p(y | f), in nats.
    public var value: Double
    /// ∂ log p / ∂f.
    public var first: Double
    /// ∂² log p / ∂f².
    public var second: Double
    /// ∂³ log p / ∂f³.
    public var third: Double

    /// A value with its three derivatives.
    public init(value: Double, first: Double, second: Double, third: Double) {
        self.value = value
        self.first = first
        self.second = second
        self.third = third
    }

    /// The expansion in -f, for functions of -f.
    var mirrored: LogDensityExpansion {
        LogDensityExpansion(value: value, first: -first, second: second, third: -third)
    }
}

/// The derivative in a parameter θ, in natural units, of a log density and of its derivatives in f.
public struct LogDensitySlope: Sendable, Equatable {
    /// ∂ log p / ∂θ.
    public var value: Double
    /// ∂² log p / ∂θ ∂f.
    public var first: Double
    /// ∂³ log p / ∂θ ∂f².
    public var second: Double

    /// The three derivatives.
    public init(value: Double, first: Double, second: Double) {
        self.value = value
        self.first = first
        self.second = second
    }
}

/// The expansions of n log densities, by order of the derivative.
public struct LogDensityExpansions: Sendable, Equatable {
    /// The n log densities.
    public var value: Vector
    /// The n first derivatives.
    public var first: Vector
    /// The n second derivatives.
    public var second: Vector
    /// The n third derivatives.
    public var third: Vector

    /// The expansions with n entries each.
    public init(value: Vector, first: Vector, second: Vector, third: Vector) {
        self.value = value
        self.first = first
        self.second = second
        self.third = third
    }
}

extension Likelihood {
    public func expansions(of y: Vector, at f: Vector) -> LogDensityExpansions {
        precondition(y.count == f.count, "There must be one value of f for each of y.")
        let n = y.count
        var result = LogDensityExpansions(
            value: Vector(count: n), first: Vector(count: n), second: Vector(count: n), third: Vector(count: n))
        for i in 0..<n {
            let entry = expansion(of: y[i], at: f[i])
            result.value[i] = entry.value
            result.first[i] = entry.first
            result.second[i] = entry.second
            result.third[i] = entry.third
        }
        return result
    }
}
