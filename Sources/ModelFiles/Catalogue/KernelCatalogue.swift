import Expressions
import Kernels

/// The names of kernels in expressions.
///
/// An expression becomes a kernel by looking its names up here, and a kernel becomes an expression again. A new kernel
/// is one more entry: `KernelCatalogue.standard.adding(...)`.
public struct KernelCatalogue: Sendable {
    /// The entries, in the order people read them.
    public let entries: [KernelEntry]

    /// A catalogue of the given entries.
    public init(_ entries: [KernelEntry]) { self.entries = entries }

    /// This catalogue with one more entry, which wins over an earlier one of the same name.
    public func adding(_ entry: KernelEntry) -> KernelCatalogue {
        KernelCatalogue(entries.filter { $0.name != entry.name } + [entry])
    }

    /// Reads a kernel expression for inputs of the given number of columns.
    ///
    /// - Throws: `SyntaxError` when the text is no expression, ``CatalogueError`` when a name or argument is unknown.
    public func kernel(_ text: String, inputDimension: Int) throws -> any Kernel {
        try kernel(KernelExpression(parsing: text), inputDimension: inputDimension)
    }

    /// Makes the kernel an expression describes.
    public func kernel(
        _ expression: KernelExpression, inputDimension: Int
    ) throws(CatalogueError) -> any Kernel {
        switch expression.kind {
        case .sum(let terms):
            return try joined(terms, inputDimension) { $0 + $1 }
        case .product(let factors):
            return try product(factors, inputDimension, at: expression.location)
        case .name(let name):
            return try call(name, [], expression.location, inputDimension)
        case .call(let name, let arguments):
            return try call(name, arguments, expression.location, inputDimension)
        case .number(let value):
            throw CatalogueError(
                "\(value) alone is not a kernel; write constant(\(value)) or scale one: \(value)*rbf",
                at: expression.location)
        case .chain, .parallel:
            throw CatalogueError("layers (>> and |) belong inside nngp(...) or ntk(...)", at: expression.location)
        case .list, .size:
            throw CatalogueError("\(expression) is not a kernel", at: expression.location)
        }
    }

    private func joined(
        _ parts: [KernelExpression], _ inputDimension: Int, _ join: (any Kernel, any Kernel) -> any Kernel
    ) throws(CatalogueError) -> any Kernel {
        var result = try kernel(parts[0], inputDimension: inputDimension)
        for part in parts.dropFirst() { result = join(result, try kernel(part, inputDimension: inputDimension)) }
        return result
    }

    private func product(
        _ factors: [KernelExpression], _ inputDimension: Int, at location: SourceLocation
    ) throws(CatalogueError) -> any Kernel {
        var variance: Double?
        for factor in factors {
            guard let number = factor.number else { continue }
            guard number > 0, number.isFinite else {
                throw CatalogueError(
                    "a kernel can only be scaled by a positive number, not \(number)", at: factor.location)
            }
            variance = (variance ?? 1) * number
        }
        let kernels = factors.filter { $0.number == nil }
        guard !kernels.isEmpty else { throw CatalogueError("a number alone is not a kernel", at: location) }
        let base = try joined(kernels, inputDimension) { $0 * $1 }
        return variance.map { $0 * base } ?? base
    }

    private func call(
        _ name: String, _ arguments: [KernelExpression.Argument], _ location: SourceLocation, _ inputDimension: Int
    ) throws(CatalogueError) -> any Kernel {
        if name == "on" { return try selected(arguments, location, inputDimension) }
        guard let entry = entries.first(where: { $0.name == name }) else {
            throw CatalogueError(
                "there is no kernel '\(name)'; there are \((entries.map(\.name) + ["on"]).joined(separator: ", "))",
                at: location)
        }
        var given = KernelArguments(
            name: name, arguments: arguments, location: location, inputDimension: inputDimension,
            catalogue: self)
        let kernel = try entry.build(&given)
        try given.finish()
        do { try kernel.validate(inputDimension: inputDimension) } catch {
            throw CatalogueError(error.description, at: location)
        }
        return kernel
    }

    private func selected(
        _ arguments: [KernelExpression.Argument], _ location: SourceLocation, _ inputDimension: Int
    ) throws(CatalogueError) -> any Kernel {
        guard arguments.count == 2, case .list(let elements) = arguments[0].value.kind else {
            throw CatalogueError("on(...) takes a list of columns and a kernel: on([0, 2], rbf)", at: location)
        }
        var columns: [Int] = []
        for element in elements {
            guard let value = element.number, let column = Int(exactly: value), column >= 0, column < inputDimension
            else {
                throw CatalogueError(
                    "column \(element) does not exist; the inputs have columns 0 to \(inputDimension - 1)",
                    at: element.location)
            }
            columns.append(column)
        }
        guard !columns.isEmpty else { throw CatalogueError("on([...]) needs at least one column", at: location) }
        return select(columns, try kernel(arguments[1].value, inputDimension: columns.count))
    }
}

/// Opens the existential: the selection is a generic kernel around a concrete one.
private func select<Base: Kernel>(_ columns: [Int], _ base: Base) -> any Kernel { base.on(columns: columns) }
