import LinearAlgebra
import Likelihoods
import Testing

@Suite struct SupportTests {
    @Test func saysWhatBelongsToIt() {
        #expect(Support.counts.contains(3) && !Support.counts.contains(-1) && !Support.counts.contains(0.5))
        #expect(Support.categories(2).contains(1) && !Support.categories(2).contains(2))
        #expect(Support.unitInterval.contains(0.5) && !Support.unitInterval.contains(1))
        #expect(Support.positive.contains(1e-300) && !Support.positive.contains(0))
        #expect(!Support.real.contains(.nan) && !Support.real.contains(.infinity))
    }

    @Test func invalidValuesAreRefusedWithTheirRow() {
        #expect(
            throws: LikelihoodError.outsideSupport(
                row: 1, value: -1, likelihood: "PoissonLikelihood", support: .counts)
        ) { try PoissonLikelihood().validate([2, -1]) }
        #expect(throws: LikelihoodError.thresholds([1, 1])) { try OrdinalLikelihood(thresholds: [1, 1]) }
        #expect(throws: LikelihoodError.thresholds([])) { try OrdinalLikelihood(thresholds: []) }
    }
}
