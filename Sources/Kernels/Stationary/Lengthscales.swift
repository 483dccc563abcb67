/// The lengthscales of a stationary kernel: one for all coordinates, or one per coordinate (automatic relevance
/// determination).
public enum Lengthscales: Sendable, Equatable, Codable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// One lengthscale for all coordinates.
    case isotropic(Parameter)
    /// One lengthscale per coordinate.
    case perCoordinate([Parameter])

    /// One lengthscale for all coordinates.
    public static func isotropic(_ value: Double) -> Lengthscales { .isotropic(.positive(value)) }
    /// The given lengthscales, one per coordinate.
    public static func perCoordinate(_ values: [Double]) -> Lengthscales {
        .perCoordinate(values.map(Parameter.positive))
    }
    /// One lengthscale for each of `count` coordinates, all equal at the start.
    public static func relevance(_ count: Int, initial: Double = 1) -> Lengthscales {
        .perCoordinate([Double](repeating: initial, count: count))
    }

    public init(floatLiteral value: Double) { self = .isotropic(value) }
    public init(integerLiteral value: Int) { self = .isotropic(Double(value)) }

    /// 1/ℓ_c for each of `dimension` coordinates.
    public func inverses(dimension: Int) -> [Double] {
        switch self {
        case .isotropic(let parameter): [Double](repeating: 1 / parameter.value, count: dimension)
        case .perCoordinate(let parameters): parameters.map { 1 / $0.value }
        }
    }

    /// The number of lengthscales.
    public var parameterCount: Int {
        switch self {
        case .isotropic: 1
        case .perCoordinate(let parameters): parameters.count
        }
    }

    /// The lengthscale parameters.
    public var parameters: [Parameter] {
        switch self {
        case .isotropic(let parameter): [parameter]
        case .perCoordinate(let parameters): parameters
        }
    }

    /// Visits the lengthscales under the names `lengthscale` or `lengthscales[c]`.
    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        switch self {
        case .isotropic(var parameter):
            visit("lengthscale", &parameter)
            self = .isotropic(parameter)
        case .perCoordinate(var parameters):
            for c in parameters.indices { visit("lengthscales[\(c)]", &parameters[c]) }
            self = .perCoordinate(parameters)
        }
    }

    /// Throws unless there is one lengthscale or one per coordinate.
    public func validate(inputDimension: Int, kernel: String) throws(KernelError) {
        if case .perCoordinate(let parameters) = self, parameters.count != inputDimension {
            throw .lengthscaleCount(kernel: kernel, expected: parameters.count, inputDimension: inputDimension)
        }
    }
}
