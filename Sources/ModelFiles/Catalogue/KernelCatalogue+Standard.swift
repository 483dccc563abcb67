import Expressions
import Kernels

extension KernelCatalogue {
    /// The kernels of the command.
    public static let standard = KernelCatalogue(stationary + others + spectral)

    private static let stationary: [KernelEntry] = [
        KernelEntry("rbf", "lengthscale=1", "Squared exponential; infinitely smooth.") {
            (given) throws(CatalogueError) in
            SquaredExponential(lengthscales: try given.lengthscales())
        } arguments: {
            [.lengthscales($0.lengthscales)]
        },
        KernelEntry("matern12", "lengthscale=1", "Matérn 1/2 (exponential); continuous, nowhere smooth.") {
            (given) throws(CatalogueError) in
            Matern12(lengthscales: try given.lengthscales())
        } arguments: {
            [.lengthscales($0.lengthscales)]
        },
        KernelEntry("matern32", "lengthscale=1", "Matérn 3/2; once differentiable.") {
            (given) throws(CatalogueError) in
            Matern32(lengthscales: try given.lengthscales())
        } arguments: {
            [.lengthscales($0.lengthscales)]
        },
        KernelEntry("matern52", "lengthscale=1", "Matérn 5/2; twice differentiable.") {
            (given) throws(CatalogueError) in
            Matern52(lengthscales: try given.lengthscales())
        } arguments: {
            [.lengthscales($0.lengthscales)]
        },
        KernelEntry("matern", "nu, lengthscale=1", "Matérn of any smoothness nu; nu is held in fits.") {
            (given) throws(CatalogueError) in
            let nu = try given.positive("nu", default: nil)
            return Matern(nu: nu, lengthscales: try given.lengthscales())
        } arguments: {
            [.named("nu", $0.nu), .lengthscales($0.lengthscales)]
        },
        KernelEntry("rq", "lengthscale=1, alpha=1", "Rational quadratic; a mixture of lengthscales.") {
            (given) throws(CatalogueError) in
            let lengthscales = try given.lengthscales()
            return RationalQuadratic(lengthscales: lengthscales, alpha: try given.positive("alpha", default: 1))
        } arguments: {
            [.lengthscales($0.lengthscales), .named("alpha", $0.alpha.value)]
        },
    ]

    private static let others: [KernelEntry] = [
        KernelEntry("periodic", "period=1, lengthscale=1", "Periodic; repeats exactly.") {
            (given) throws(CatalogueError) in
            let period = try given.positive("period", default: 1)
            return Periodic(period: period, lengthscale: try given.positive("lengthscale", default: 1))
        } arguments: {
            [.named("period", $0.period.value), .named("lengthscale", $0.lengthscale.value)]
        },
        KernelEntry("cosine", "period=1", "One tone.") {
            (given) throws(CatalogueError) in
            Cosine(period: try given.positive("period", default: 1))
        } arguments: {
            [.named("period", $0.period.value)]
        },
        KernelEntry("linear", "variance=1", "Linear functions through the origin; variances=[...] one per column.") {
            (given) throws(CatalogueError) in
            if let variances = try given.numbers(named: "variances") { return Linear(variances: variances) }
            return Linear(variance: try given.positive("variance", default: 1))
        } arguments: {
            $0.variances.count == 1
                ? [.named("variance", $0.variances[0].value)] : [.named("variances", $0.variances.map(\.value))]
        },
        KernelEntry("polynomial", "degree, offset=1, variance=1", "Polynomials up to a degree.") {
            (given) throws(CatalogueError) in
            let degree = try given.count("degree", default: nil, minimum: 1)
            let offset = try given.positive("offset", default: 1)
            if let variances = try given.numbers(named: "variances") {
                return Polynomial(degree: degree, offset: offset, variances: variances)
            }
            return Polynomial(degree: degree, offset: offset, variance: try given.positive("variance", default: 1))
        } arguments: {
            [.named("degree", Double($0.degree)), .named("offset", $0.offset.value)]
                + ($0.variances.count == 1
                    ? [.named("variance", $0.variances[0].value)] : [.named("variances", $0.variances.map(\.value))])
        },
        KernelEntry("constant", "variance=1", "A constant of unknown value.") {
            (given) throws(CatalogueError) in
            Constant(variance: try given.positive("variance", default: 1))
        } arguments: {
            [.named("variance", $0.variance.value)]
        },
        KernelEntry("white", "variance=1", "Independent noise, one draw per observation.") {
            (given) throws(CatalogueError) in
            White(variance: try given.positive("variance", default: 1))
        } arguments: {
            [.named("variance", $0.variance.value)]
        },
    ]
}
