import Expressions
import Kernels

extension KernelCatalogue {
    /// Infinitely wide layers.
    static let layers: [KernelEntry] = [
        KernelEntry(
            "arccos", "order=1, weight_variance=1, bias_variance=1",
            "Arc-cosine of order 0, 1 or 2: an infinitely wide layer of steps, rectified linear units, their squares."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> ArcCosine in
            let order = try given.count("order", default: 1, minimum: 0)
            guard order <= 2 else {
                throw CatalogueError("arccos: order = \(order) must be 0, 1 or 2", at: given.location)
            }
            let variances = try given.weightVariances()
            let bias = try given.positive("bias_variance", default: 1)
            return ArcCosine(order: order, weightVariances: variances, biasVariance: bias)
        } arguments: { (kernel: ArcCosine) in
            [.named("order", Double(kernel.order))] + layerArguments(kernel)
        },
        KernelEntry(
            "neural_network", "weight_variance=1, bias_variance=1",
            "Arcsine: an infinitely wide layer of error functions."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> NeuralNetwork in
            let variances = try given.weightVariances()
            return NeuralNetwork(
                weightVariances: variances, biasVariance: try given.positive("bias_variance", default: 1))
        } arguments: { (kernel: NeuralNetwork) in
            layerArguments(kernel)
        },
    ]

    private static func layerArguments(_ kernel: some ActivationKernel) -> [KernelExpression.Argument] {
        let weights = kernel.weightVariances.map(\.value)
        return [
            weights.count == 1 ? .named("weight_variance", weights[0]) : .named("weight_variances", weights),
            .named("bias_variance", kernel.biasVariance.value),
        ]
    }
}

extension KernelArguments {
    /// `weight_variance=1` or `weight_variances=[1, 2]`.
    mutating func weightVariances() throws(CatalogueError) -> [Double] {
        if let list = try positives(named: "weight_variances") { return list }
        return [try positive("weight_variance", default: 1)]
    }
}
