import Expressions
import Kernels
import LinearAlgebra

extension KernelCatalogue {
    /// Kernels that know where they are: compact support, changing scales, motion from an origin, the sphere.
    static let places: [KernelEntry] = [
        KernelEntry(
            "wendland", "lengthscale=1, smoothness=2, dimension=columns",
            "Piecewise polynomial of compact support; smoothness 0 to 3."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> Wendland in
            let lengthscales = try given.lengthscales()
            let smoothness = try given.count("smoothness", default: 2, minimum: 0)
            guard smoothness <= 3 else {
                throw CatalogueError("wendland: smoothness = \(smoothness) must be 0, 1, 2 or 3", at: given.location)
            }
            let dimension = try given.count("dimension", default: given.inputDimension, minimum: 1)
            return Wendland(smoothness: smoothness, dimension: dimension, lengthscales: lengthscales)
        } arguments: { (kernel: Wendland) in
            [
                .lengthscales(kernel.lengthscales), .named("smoothness", Double(kernel.smoothness)),
                .named("dimension", Double(kernel.dimension)),
            ]
        },
        KernelEntry(
            "gibbs", "log_lengthscale=0, slopes=[0, ...]",
            "Squared exponential whose log lengthscale is affine in the inputs."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> Gibbs<AffineMap> in
            let offset = try given.number("log_lengthscale", default: 0)
            let slopes = try given.numbers(named: "slopes") ?? [Double](repeating: 0, count: given.inputDimension)
            return Gibbs(logLengthscale: AffineMap(offset: offset, slopes: slopes))
        } arguments: { (kernel: Gibbs<AffineMap>) in
            [
                .named("log_lengthscale", kernel.logLengthscale.offset.value),
                .named("slopes", kernel.logLengthscale.slopes.map(\.value)),
            ]
        },
        KernelEntry(
            "gibbs_basis", "centers=[...], width, log_lengthscale=0, weights=[0, ...]",
            "Squared exponential whose log lengthscale has bumps at centres, given one after the other."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> Gibbs<RadialBasisMap> in
            Gibbs(logLengthscale: try given.radialBasis())
        } arguments: { (kernel: Gibbs<RadialBasisMap>) in
            let map = kernel.logLengthscale
            return [
                .named("centers", map.centers.nestedRows.flatMap { $0 }), .named("width", map.width),
                .named("log_lengthscale", map.offset.value), .named("weights", map.weights.map(\.value)),
            ]
        },
        KernelEntry("brownian", "origin=0", "Brownian motion from an origin; one column.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Brownian in
            Brownian(origin: try given.number("origin", default: 0))
        } arguments: { (kernel: Brownian) in
            [.named("origin", kernel.origin)]
        },
        KernelEntry("integrated_brownian", "origin=0", "Integrated Brownian motion: cubic splines; one column.") {
            (given: inout KernelArguments) throws(CatalogueError) -> IntegratedBrownian in
            IntegratedBrownian(origin: try given.number("origin", default: 0))
        } arguments: { (kernel: IntegratedBrownian) in
            [.named("origin", kernel.origin)]
        },
        KernelEntry(
            "geodesic", "lengthscale=1, radius=1",
            "Exponential of the great-circle distance; columns latitude and longitude in degrees."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> GeodesicExponential in
            let lengthscale = try given.positive("lengthscale", default: 1)
            return GeodesicExponential(lengthscale: lengthscale, radius: try given.positive("radius", default: 1))
        } arguments: { (kernel: GeodesicExponential) in
            [.named("lengthscale", kernel.lengthscale.value), .named("radius", kernel.radius)]
        },
    ]
}

extension KernelArguments {
    /// The bumps of `gibbs_basis`.
    fileprivate mutating func radialBasis() throws(CatalogueError) -> RadialBasisMap {
        guard let flat = try numbers(named: "centers"), flat.count.isMultiple(of: inputDimension) else {
            throw CatalogueError(
                "\(name) needs centers=[...], \(inputDimension) numbers for each centre", at: location)
        }
        let count = flat.count / inputDimension
        let width = try positive("width", default: nil)
        let offset = try number("log_lengthscale", default: 0)
        let weights = try numbers(named: "weights") ?? [Double](repeating: 0, count: count)
        guard weights.count == count else {
            throw CatalogueError("\(name): there are \(count) centres but \(weights.count) weights", at: location)
        }
        let centers = Matrix(rowCount: count, columnCount: inputDimension) { flat[$0 * inputDimension + $1] }
        return RadialBasisMap(centers: centers, width: width, offset: offset, weights: weights)
    }
}
