import Expressions
import Kernels

/// The arguments of one kernel call, taken one by one; what is not taken is an error.
public struct KernelArguments {
    /// The kernel's name in the expression.
    public let name: String
    /// Where the call stands.
    public let location: SourceLocation
    /// The number of input columns the kernel will see.
    public let inputDimension: Int
    /// The names of kernels among the arguments.
    private let catalogue: KernelCatalogue
    private var positional: [KernelExpression]
    private var named: [String: KernelExpression] = [:]
    private var asked: [String] = []

    init(
        name: String, arguments: [KernelExpression.Argument], location: SourceLocation, inputDimension: Int,
        catalogue: KernelCatalogue = .standard
    ) {
        self.catalogue = catalogue
        self.name = name
        self.location = location
        self.inputDimension = inputDimension
        positional = arguments.filter { $0.label == nil }.map(\.value)
        for argument in arguments {
            if let label = argument.label { named[label] = argument.value }
        }
    }

    /// Takes the argument of this name, or the next positional one.
    public mutating func take(_ label: String) -> KernelExpression? {
        asked.append(label)
        if let value = named.removeValue(forKey: label) { return value }
        return positional.isEmpty ? nil : positional.removeFirst()
    }

    /// Takes the argument only where it is named.
    public mutating func takeNamed(_ label: String) -> KernelExpression? {
        asked.append(label)
        return named.removeValue(forKey: label)
    }

    /// A positive number.
    public mutating func positive(_ label: String, default standard: Double?) throws(CatalogueError) -> Double {
        let value = try number(label, default: standard)
        guard value > 0, value.isFinite else {
            throw CatalogueError("\(name): \(label) = \(value) must be positive", at: location)
        }
        return value
    }

    /// A number.
    public mutating func number(_ label: String, default standard: Double?) throws(CatalogueError) -> Double {
        guard let expression = take(label) else {
            guard let standard else {
                throw CatalogueError("\(name) needs the argument \(label)=", at: location)
            }
            return standard
        }
        return try number(expression, label)
    }

    /// A whole number not below `minimum`.
    public mutating func count(_ label: String, default standard: Int?, minimum: Int) throws(CatalogueError) -> Int {
        let value = try number(label, default: standard.map(Double.init))
        guard value == value.rounded(), value >= Double(minimum), value < 1e9 else {
            throw CatalogueError(
                "\(name): \(label) = \(value) must be a whole number, \(minimum) or more", at: location)
        }
        return Int(value)
    }

    /// A whole number not below `minimum`, only where it is named; nil if it is not.
    public mutating func countNamed(_ label: String, minimum: Int) throws(CatalogueError) -> Int? {
        guard named[label] != nil else {
            asked.append(label)
            return nil
        }
        return try count(label, default: nil, minimum: minimum)
    }

    /// The next positional argument as a kernel of inputs with the given number of columns.
    public mutating func kernel(inputDimension: Int) throws(CatalogueError) -> any Kernel {
        guard !positional.isEmpty else {
            throw CatalogueError("\(name) needs a kernel such as rbf among its arguments", at: location)
        }
        return try catalogue.kernel(positional.removeFirst(), inputDimension: inputDimension)
    }

    /// All other positional arguments as kernels of inputs with the given number of columns; at least one.
    public mutating func kernels(inputDimension: Int) throws(CatalogueError) -> [any Kernel] {
        var result = [try kernel(inputDimension: inputDimension)]
        while !positional.isEmpty { result.append(try kernel(inputDimension: inputDimension)) }
        return result
    }

    /// A list of positive numbers, if given.
    public mutating func positives(named label: String) throws(CatalogueError) -> [Double]? {
        let values = try numbers(named: label)
        for value in values ?? [] { _ = try positive(value, label) }
        return values
    }

    /// A list of numbers, if given.
    public mutating func numbers(named label: String) throws(CatalogueError) -> [Double]? {
        guard let expression = takeNamed(label) else { return nil }
        return try numbers(expression, label)
    }

    /// `lengthscale=2`, `lengthscales=[0.5, 1]` or `lengthscales=relevance`; a first positional argument may be either.
    public mutating func lengthscales() throws(CatalogueError) -> Lengthscales {
        if let single = takeNamed("lengthscale") {
            return .isotropic(try positive(try number(single, "lengthscale"), "lengthscale"))
        }
        guard let expression = takeNamed("lengthscales") ?? (positional.isEmpty ? nil : positional.removeFirst()) else {
            return .isotropic(1)
        }
        if case .name("relevance") = expression.kind { return .relevance(inputDimension) }
        if let single = expression.number { return .isotropic(try positive(single, "lengthscale")) }
        let values = try numbers(expression, "lengthscales")
        for value in values { _ = try positive(value, "lengthscales") }
        guard values.count == inputDimension else {
            throw CatalogueError(
                "\(name) has \(values.count) lengthscales but the inputs have \(inputDimension) columns; "
                    + "give one per column, or 'relevance'", at: expression.location)
        }
        return .perCoordinate(values)
    }

    /// Throws if an argument was given that nobody took.
    public func finish() throws(CatalogueError) {
        if let (label, expression) = named.min(by: { $0.key < $1.key }) {
            let known = asked.isEmpty ? "it has no arguments" : "it has \(asked.joined(separator: ", "))"
            throw CatalogueError("\(name) has no argument '\(label)'; \(known)", at: expression.location)
        }
        if let extra = positional.first {
            throw CatalogueError("\(name) has too many arguments: \(extra)", at: extra.location)
        }
    }

    private func positive(_ value: Double, _ label: String) throws(CatalogueError) -> Double {
        guard value > 0, value.isFinite else {
            throw CatalogueError("\(name): \(label) = \(value) must be positive", at: location)
        }
        return value
    }

    private func number(_ expression: KernelExpression, _ label: String) throws(CatalogueError) -> Double {
        guard let value = expression.number else {
            throw CatalogueError("\(name): \(label) must be a number, not \(expression)", at: expression.location)
        }
        return value
    }

    private func numbers(_ expression: KernelExpression, _ label: String) throws(CatalogueError) -> [Double] {
        guard case .list(let elements) = expression.kind, !elements.isEmpty else {
            throw CatalogueError(
                "\(name): \(label) must be a list of numbers such as [0.5, 1]", at: expression.location)
        }
        var values: [Double] = []
        for element in elements { values.append(try number(element, label)) }
        return values
    }
}
