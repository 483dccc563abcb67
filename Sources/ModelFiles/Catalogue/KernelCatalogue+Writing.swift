import Expressions
import Kernels

extension KernelCatalogue {
    /// The expression that makes this kernel again, with its parameter values.
    ///
    /// - Throws: ``CatalogueError`` for a kernel of a type that has no entry.
    public func expression(of kernel: any Kernel) throws(CatalogueError) -> KernelExpression {
        if let composed = kernel as? any ComposedKernel {
            switch composed.composition {
            case .sum(let left, let right):
                return KernelExpression(.sum([try expression(of: left), try expression(of: right)]))
            case .product(let left, let right):
                return KernelExpression(.product([try expression(of: left), try expression(of: right)]))
            case .scaled(let variance, let base):
                return KernelExpression(.product([KernelExpression(.number(variance)), try expression(of: base)]))
            case .selected(let columns, let base):
                let list = KernelExpression(.list(columns.map { KernelExpression(.number(Double($0))) }))
                return KernelExpression(.call("on", [.init(list), .init(try expression(of: base))]))
            case .form(let form):
                var arguments: [KernelExpression.Argument] = []
                for part in form.parts { arguments.append(.init(try expression(of: part))) }
                for (label, value) in form.arguments {
                    switch value {
                    case .number(let number): arguments.append(.named(label, number))
                    case .list(let numbers) where !numbers.isEmpty: arguments.append(.named(label, numbers))
                    case .list: break
                    }
                }
                return KernelExpression(.call(form.name, arguments))
            }
        }
        for entry in entries {
            if let arguments = entry.arguments(kernel) {
                return KernelExpression(arguments.isEmpty ? .name(entry.name) : .call(entry.name, arguments))
            }
        }
        throw CatalogueError(
            "a kernel of type \(type(of: kernel)) has no entry in the catalogue, so it cannot be written down; "
                + "add one with KernelCatalogue.adding(_:)")
    }
}
