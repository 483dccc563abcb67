import Expressions
import Kernels

extension KernelCatalogue {
    /// Kernels made of others.
    static let composed: [KernelEntry] = [
        KernelEntry(
            composed: "change_point", "before, after, location, steepness=1, column=0",
            "One kernel before a location along a column, another after it."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> any Kernel in
            let left = try given.kernel(inputDimension: given.inputDimension)
            let right = try given.kernel(inputDimension: given.inputDimension)
            let location = try given.number("location", default: nil)
            let steepness = try given.positive("steepness", default: 1)
            let column = try given.count("column", default: 0, minimum: 0)
            return changePoint(left, right, location: location, steepness: steepness, coordinate: column)
        },
        KernelEntry(
            composed: "additive", "kernel, order=2",
            "Sums of functions of one column, of two, up to an order; or one kernel per column, and variances=[...]."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> any Kernel in
            let dimension = given.inputDimension
            let variances = try given.positives(named: "variances")
            let order = try given.countNamed("order", minimum: 1)
            let factors = try given.kernels(inputDimension: 1)
            return try additive(given, factors, variances: variances, order: order, dimension: dimension)
        },
        KernelEntry(
            composed: "sphere", "kernel, radius=1",
            "A kernel of three coordinates on the sphere; columns latitude and longitude in degrees."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> any Kernel in
            let base = try given.kernel(inputDimension: 3)
            return onSphere(base, radius: try given.positive("radius", default: 1))
        },
        KernelEntry(
            composed: "coregionalized", "kernel, outputs, rank=1, variance=1",
            "Several outputs, named by the last column; or loadings=[...], own_variances=[...]."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> any Kernel in
            guard given.inputDimension > 1 else {
                throw CatalogueError(
                    "coregionalized needs at least one input column and, last, the index of the output",
                    at: given.location)
            }
            let base = try given.kernel(inputDimension: given.inputDimension - 1)
            return coregionalized(base, try given.categorical(levels: "outputs"))
        },
    ]
}

// Generic kernels around concrete ones: the existentials are opened on the call.

private func changePoint<Left: Kernel, Right: Kernel>(
    _ left: Left, _ right: Right, location: Double, steepness: Double, coordinate: Int
) -> any Kernel {
    ChangePoint(left, right, location: location, steepness: steepness, coordinate: coordinate)
}

private func onSphere<Base: Kernel>(_ base: Base, radius: Double) -> any Kernel {
    base.mapped(by: ChordalMap(radius: radius))
}

private func coregionalized<Base: Kernel>(_ base: Base, _ outputs: Categorical) -> any Kernel {
    Coregionalized(base, outputs: outputs)
}

private func additive(
    _ given: KernelArguments, _ factors: [any Kernel], variances: [Double]?, order: Int?, dimension: Int
) throws(CatalogueError) -> any Kernel {
    func refusal(_ problem: String) -> CatalogueError { CatalogueError("additive: " + problem, at: given.location) }
    guard factors.count == 1 || factors.count == dimension else {
        throw refusal("there are \(factors.count) kernels; give one, or one for each of the \(dimension) columns")
    }
    if variances != nil && order != nil { throw refusal("give an order or variances, not both") }
    let order = variances?.count ?? order ?? Swift.min(2, dimension)
    guard (1...dimension).contains(order) else {
        throw refusal("the order \(order) must be from 1 to the number of columns, \(dimension)")
    }
    func build<Factor: Kernel>(_ first: Factor) throws(CatalogueError) -> any Kernel {
        var same = [Factor](repeating: first, count: factors.count == 1 ? dimension : 1)
        for factor in factors.dropFirst() {
            guard let factor = factor as? Factor else { throw refusal("all kernels must be of one kind") }
            same.append(factor)
        }
        if let variances { return Additive(same, variances: variances) }
        return Additive(same, order: order)
    }
    return try build(factors[0])
}
