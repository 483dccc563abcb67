import Expressions
import Kernels

extension KernelCatalogue {
    /// Kernels of categories.
    static let categories: [KernelEntry] = [
        KernelEntry("hamming", "lengthscale=1", "Categories, all pairs equally alike.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Hamming in
            Hamming(lengthscales: try given.lengthscales())
        } arguments: { (kernel: Hamming) in
            [.lengthscales(kernel.lengthscales)]
        },
        KernelEntry(
            "categorical", "levels, rank=1, variance=1",
            "Categories 0, 1, ... with a free covariance of a rank; or loadings=[...], own_variances=[...]."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> Categorical in
            try given.categorical(levels: "levels")
        } arguments: { (kernel: Categorical) in
            (kernel.rank == 0 ? [] : [.named("loadings", kernel.loadings.map(\.value))])
                + [.named("own_variances", kernel.ownVariances.map(\.value))]
        },
    ]
}

extension KernelArguments {
    /// `levels=3, rank=1, variance=1`, or `loadings=[...], own_variances=[...]` with the loadings category by category.
    mutating func categorical(levels label: String) throws(CatalogueError) -> Categorical {
        let loadings = try numbers(named: "loadings")
        if let own = try positives(named: "own_variances") {
            let flat = loadings ?? []
            guard flat.count.isMultiple(of: own.count) else {
                throw CatalogueError(
                    "\(name): \(flat.count) loadings cannot be shared out to \(own.count) own_variances", at: location)
            }
            let rank = flat.count / own.count
            return Categorical(
                loadings: own.indices.map { Array(flat[$0 * rank..<($0 + 1) * rank]) }, ownVariances: own)
        }
        guard loadings == nil else {
            throw CatalogueError("\(name): loadings need own_variances=[...], one for each category", at: location)
        }
        let levels = try count(label, default: nil, minimum: 1)
        let rank = try count("rank", default: 1, minimum: 0)
        return Categorical(levels: levels, rank: rank, variance: try positive("variance", default: 1))
    }
}
