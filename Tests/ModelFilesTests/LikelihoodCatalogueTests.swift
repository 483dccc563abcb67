import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import ModelFiles
import Testing

@Suite struct LikelihoodCatalogueTests {
    @Test(arguments: [
        "student-t(dof=3.5, scale=0.25)", "laplace(scale=0.125)", "bernoulli(link=logit)", "bernoulli(link=probit)",
        "poisson", "negative-binomial(shape=2)", "gamma(shape=3)", "beta(precision=8)",
        "ordinal(thresholds=[-1, 0.5, 2])",
    ]) func likelihoodsReadBack(text: String) throws {
        guard case .likelihood(let likelihood) = try LikelihoodCatalogue.standard.observationModel(text) else {
            Issue.record("\(text) is no likelihood of one function")
            return
        }
        #expect(try LikelihoodCatalogue.standard.text(of: likelihood) == text)
    }

    @Test func argumentsThatAreNotGivenComeFromTheTargets() throws {
        let facts = TargetFacts(of: [0, 4, 0, 4])
        #expect(facts.standardDeviation == 2 && facts.largest == 4)
        guard case .likelihood(let noise) = try LikelihoodCatalogue.standard.observationModel("student-t", for: facts),
            case .likelihood(let order) = try LikelihoodCatalogue.standard.observationModel("ordinal", for: facts),
            case .categorical(let count, let link) = try LikelihoodCatalogue.standard.observationModel(
                "categorical", for: facts)
        else {
            Issue.record("wrong kinds")
            return
        }
        #expect((noise as? StudentTLikelihood)?.scale.value == 0.6)
        #expect(order.support == .categories(5))
        #expect(count == 5 && link == .softmax)
    }

    @Test(arguments: [
        ("studnt-t", "did you mean 'student-t'"), ("student-t(dof=-1)", "must be positive"),
        ("student-t(df=3)", "no argument 'df'"), ("bernoulli(link=cauchit)", "logit or probit"),
        ("ordinal(thresholds=[1, 0])", "ascending"), ("categorical(link=robust-max, error=2)", "below one"),
        ("poisson(3)", "too many"), ("3", "does not name"), ("student_t(scale=nan)", "not nan"),
    ]) func mistakesAreNamed(text: String, says: String) throws {
        let error = #expect(throws: (any Error).self) { try LikelihoodCatalogue.standard.observationModel(text) }
        let message = "\(try #require(error))"
        #expect(message.contains(says), "\(message)")
    }

    @Test(arguments: [
        "inverse_gamma(shape=2, rate=3)", "gamma(shape=2, rate=3)", "burr12(c=2, d=3, scale=1)",
        "beta_prime(a=1.5, b=2, scale=0.5)", "half_cauchy(scale=2, of=standard_deviation)",
        "half_cauchy(scale=2, of=variance)", "log_normal(mean=-1, standard_deviation=0.5)",
        "sampled(scales=[1, 4], weights=[0.25, 0.75])",
    ]) func densitiesReadBack(text: String) throws {
        let whole = "scale-mixture(\(text), noise=outside)"
        let process = GaussianProcess(kernel: SquaredExponential())
        guard case .mixture(let mixture) = try ModelCatalogue.kind(whole).prior(of: process) else {
            Issue.record("no mixture")
            return
        }
        #expect(try ModelCatalogue.text(of: mixture) == whole)
    }

    @Test(arguments: [
        ("inverse_gamma(shape=0, rate=1)", "positive"), ("inverse_gamma(shape=2)", "rate"),
        ("burr12(c=-2, d=1)", "positive"), ("log_normal(mean=0, standard_deviation=-1)", "positive"),
        ("sampled([1, -2])", "positive"), ("sampled([])", "at least one"), ("sampled(3)", "list"),
        ("sampled([1, 2], weights=[0, 0])", "eight"), ("half_cauchy(scale=1, of=width)", "variance"),
        ("burr(1, 2)", "there are"), ("2*gamma(1, 1)", "does not name"),
    ]) func densitiesCheckTheirParameters(text: String, says: String) throws {
        let error = #expect(throws: (any Error).self) { try ModelCatalogue.kind("scale-mixture(\(text))") }
        let message = "\(try #require(error))"
        #expect(message.contains(says), "\(message)")
    }

    @Test(arguments: [
        ("gaussian-proces", "did you mean 'gaussian-process'"), ("student-t-process", "dof"),
        ("student-t-process(dof=0)", "positive"), ("scale-mixture", "prior"),
        ("scale-mixture(gamma(1, 1), noise=beside)", "inside or outside"),
    ]) func modelsAreChecked(text: String, says: String) throws {
        let error = #expect(throws: (any Error).self) { try ModelCatalogue.kind(text) }
        let message = "\(try #require(error))"
        #expect(message.contains(says), "\(message)")
    }
}
