/// A value with named parameters in a fixed order.
///
/// One requirement visits them all, for reading and for writing, so names, order, values and gradients cannot disagree.
public protocol Parameterized: Sendable {
    /// Calls `visit` with the path and a reference to each parameter, always in the same order.
    mutating func visitParameters(_ visit: (_ path: String, _ parameter: inout Parameter) -> Void)
}

/// A parameter with its path, such as `left.lengthscales[0]`.
public struct NamedParameter: Sendable, Equatable, Codable {
    /// Where the parameter lives.
    public var path: String
    /// The parameter.
    public var parameter: Parameter
}

extension Parameterized {
    public mutating func visitParameters(_ visit: (_ path: String, _ parameter: inout Parameter) -> Void) {}

    /// All parameters with their paths, in visiting order.
    public var parameters: [NamedParameter] {
        var copy = self
        var result: [NamedParameter] = []
        copy.visitParameters { path, parameter in result.append(NamedParameter(path: path, parameter: parameter)) }
        return result
    }

    /// The number of parameters.
    public var parameterCount: Int {
        var copy = self
        var count = 0
        copy.visitParameters { _, _ in count += 1 }
        return count
    }

    /// The values of all parameters, in visiting order and natural units.
    public var parameterValues: [Double] {
        parameters.map(\.parameter.value)
    }

    /// Replaces the values of all parameters, given in visiting order; values outside a domain throw.
    public mutating func setParameterValues(_ values: [Double]) throws(KernelError) {
        let current = parameters
        guard current.count == values.count else {
            throw .parameterCount(expected: current.count, given: values.count)
        }
        for (named, value) in zip(current, values) where !named.parameter.domain.contains(value) {
            throw .outsideDomain(
                parameter: named.path, value: value, domain: named.parameter.domain.description)
        }
        assignParameterValues(values)
    }

    /// Changes the parameter at a path (a prior, bounds, trainability); false if there is none.
    @discardableResult
    public mutating func updateParameter(at path: String, _ change: (inout Parameter) -> Void) -> Bool {
        var found = false
        visitParameters { candidate, parameter in
            if candidate == path {
                change(&parameter)
                found = true
            }
        }
        return found
    }

    mutating func assignParameterValues(_ values: [Double]) {
        var index = 0
        visitParameters { _, parameter in
            parameter.value = values[index]
            index += 1
        }
    }
}
