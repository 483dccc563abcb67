import Expressions
import Kernels

extension KernelCatalogue {
    /// The kernels of the command.
    public static let standard = KernelCatalogue(
        stationary + others + spectral + layers + places + categories + composed)

    private static let stationary: [KernelEntry] = [
        KernelEntry("rbf", "lengthscale=1", "Squared exponential; infinitely smooth.") {
            (given: inout KernelArguments) throws(CatalogueError) -> SquaredExponential in
            SquaredExponential(lengthscales: try given.lengthscales())
        } arguments: { (kernel: SquaredExponential) in
            [.lengthscales(kernel.lengthscales)]
        },
        KernelEntry("matern12", "lengthscale=1", "Matérn 1/2 (exponential); continuous, nowhere smooth.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Matern12 in
            Matern12(lengthscales: try given.lengthscales())
        } arguments: { (kernel: Matern12) in
            [.lengthscales(kernel.lengthscales)]
        },
        KernelEntry("matern32", "lengthscale=1", "Matérn 3/2; once differentiable.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Matern32 in
            Matern32(lengthscales: try given.lengthscales())
        } arguments: { (kernel: Matern32) in
            [.lengthscales(kernel.lengthscales)]
        },
        KernelEntry("matern52", "lengthscale=1", "Matérn 5/2; twice differentiable.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Matern52 in
            Matern52(lengthscales: try given.lengthscales())
        } arguments: { (kernel: Matern52) in
            [.lengthscales(kernel.lengthscales)]
        },
        KernelEntry("matern", "nu, lengthscale=1", "Matérn of any smoothness nu; nu is held in fits.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Matern in
            let nu = try given.positive("nu", default: nil)
            return Matern(nu: nu, lengthscales: try given.lengthscales())
        } arguments: { (kernel: Matern) in
            [.named("nu", kernel.order), .lengthscales(kernel.lengthscales)]
        },
        KernelEntry("rq", "lengthscale=1, alpha=1", "Rational quadratic; a mixture of lengthscales.") {
            (given: inout KernelArguments) throws(CatalogueError) -> RationalQuadratic in
            let lengthscales = try given.lengthscales()
            return RationalQuadratic(lengthscales: lengthscales, alpha: try given.positive("alpha", default: 1))
        } arguments: { (kernel: RationalQuadratic) in
            [.lengthscales(kernel.lengthscales), .named("alpha", kernel.alpha.value)]
        },
    ]

    private static let others: [KernelEntry] = [
        KernelEntry("periodic", "period=1, lengthscale=1", "Periodic; repeats exactly.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Periodic in
            let period = try given.positive("period", default: 1)
            return Periodic(period: period, lengthscale: try given.positive("lengthscale", default: 1))
        } arguments: { (kernel: Periodic) in
            [.named("period", kernel.period.value), .named("lengthscale", kernel.lengthscale.value)]
        },
        KernelEntry("cosine", "period=1", "One tone.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Cosine in
            Cosine(period: try given.positive("period", default: 1))
        } arguments: { (kernel: Cosine) in
            [.named("period", kernel.period.value)]
        },
        KernelEntry("linear", "variance=1", "Linear functions through the origin; variances=[...] one per column.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Linear in
            if let variances = try given.numbers(named: "variances") { return Linear(variances: variances) }
            return Linear(variance: try given.positive("variance", default: 1))
        } arguments: { (kernel: Linear) in
            [.variances(kernel.variances)]
        },
        KernelEntry("polynomial", "degree, offset=1, variance=1", "Polynomials up to a degree.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Polynomial in
            let degree = try given.count("degree", default: nil, minimum: 1)
            let offset = try given.positive("offset", default: 1)
            if let variances = try given.numbers(named: "variances") {
                return Polynomial(degree: degree, offset: offset, variances: variances)
            }
            return Polynomial(degree: degree, offset: offset, variance: try given.positive("variance", default: 1))
        } arguments: { (kernel: Polynomial) in
            [
                .named("degree", Double(kernel.degree)), .named("offset", kernel.offset.value),
                .variances(kernel.variances),
            ]
        },
        KernelEntry("constant", "variance=1", "A constant of unknown value.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Constant in
            Constant(variance: try given.positive("variance", default: 1))
        } arguments: { (kernel: Constant) in
            [.named("variance", kernel.variance.value)]
        },
        KernelEntry("white", "variance=1", "Independent noise, one draw per observation.") {
            (given: inout KernelArguments) throws(CatalogueError) -> White in
            White(variance: try given.positive("variance", default: 1))
        } arguments: { (kernel: White) in
            [.named("variance", kernel.variance.value)]
        },
    ]
}
