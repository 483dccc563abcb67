import Expressions
import Kernels
import Likelihoods

extension LikelihoodCatalogue {
    /// The likelihoods of the command. `gaussian`, `categorical` and `heteroskedastic` are read beside them.
    public static let standard = LikelihoodCatalogue(continuous + discrete)

    private static let continuous: [LikelihoodEntry] = [
        LikelihoodEntry("student-t", "dof=4, scale", "Noise with outliers.") {
            (given: inout KernelArguments, facts: TargetFacts) throws(CatalogueError) -> StudentTLikelihood in
            let dof = try given.positive("dof", default: 4)
            return StudentTLikelihood(
                degreesOfFreedom: dof, scale: try given.positive("scale", default: 0.3 * facts.standardDeviation))
        } arguments: { (likelihood: StudentTLikelihood) in
            [.named("dof", likelihood.degreesOfFreedom.value), .named("scale", likelihood.scale.value)]
        },
        LikelihoodEntry("laplace", "scale", "Double exponential noise; fits medians.") {
            (given: inout KernelArguments, facts: TargetFacts) throws(CatalogueError) -> LaplaceLikelihood in
            LaplaceLikelihood(scale: try given.positive("scale", default: 0.3 * facts.standardDeviation))
        } arguments: { (likelihood: LaplaceLikelihood) in
            [.named("scale", likelihood.scale.value)]
        },
        LikelihoodEntry("gamma", "shape=1", "Positive values whose mean is an exponential of the function.") {
            (given: inout KernelArguments, _: TargetFacts) throws(CatalogueError) -> GammaLikelihood in
            GammaLikelihood(shape: try given.positive("shape", default: 1))
        } arguments: { (likelihood: GammaLikelihood) in
            [.named("shape", likelihood.shape.value)]
        },
        LikelihoodEntry("beta", "precision=5", "Proportions between 0 and 1.") {
            (given: inout KernelArguments, _: TargetFacts) throws(CatalogueError) -> BetaLikelihood in
            BetaLikelihood(precision: try given.positive("precision", default: 5))
        } arguments: { (likelihood: BetaLikelihood) in
            [.named("precision", likelihood.precision.value)]
        },
    ]

    private static let discrete: [LikelihoodEntry] = [
        LikelihoodEntry("poisson", "", "Counts whose mean is an exponential of the function.") {
            (_: inout KernelArguments, _: TargetFacts) throws(CatalogueError) -> PoissonLikelihood in
            PoissonLikelihood()
        } arguments: { (_: PoissonLikelihood) in
            []
        },
        LikelihoodEntry("negative-binomial", "shape=1", "Counts that vary more than Poisson ones.") {
            (given: inout KernelArguments, _: TargetFacts) throws(CatalogueError) -> NegativeBinomialLikelihood in
            NegativeBinomialLikelihood(shape: try given.positive("shape", default: 1))
        } arguments: { (likelihood: NegativeBinomialLikelihood) in
            [.named("shape", likelihood.shape.value)]
        },
        LikelihoodEntry("bernoulli", "link=logit|probit", "Two classes, 0 and 1.") {
            (given: inout KernelArguments, _: TargetFacts) throws(CatalogueError) -> any Likelihood in
            guard let link = given.take("link") else { return LogitLikelihood() }
            switch link.call?.name {
            case "logit": return LogitLikelihood()
            case "probit": return ProbitLikelihood()
            default: throw CatalogueError("bernoulli: link must be logit or probit, not \(link)", at: link.location)
            }
        } anyArguments: { likelihood in
            switch likelihood {
            case is LogitLikelihood: [.init(label: "link", KernelExpression(.name("logit")))]
            case is ProbitLikelihood: [.init(label: "link", KernelExpression(.name("probit")))]
            default: nil
            }
        },
        LikelihoodEntry("ordinal", "categories=, thresholds=[...]", "Ordered categories 0, 1, 2, …") {
            (given: inout KernelArguments, facts: TargetFacts) throws(CatalogueError) -> OrdinalLikelihood in
            let stated = try given.numbers(named: "thresholds")
            let count = try given.count(
                "categories", default: stated.map { $0.count + 1 } ?? facts.classCount, minimum: 2)
            // Thresholds one apart around zero, where a function of unit variance visits all categories.
            let thresholds = stated ?? (1..<count).map { Double($0) - 0.5 * Double(count) }
            do throws(LikelihoodError) { return try OrdinalLikelihood(thresholds: thresholds) } catch {
                throw CatalogueError(error.description, at: given.location)
            }
        } arguments: { (likelihood: OrdinalLikelihood) in
            [.named("thresholds", likelihood.thresholds)]
        },
    ]
}
