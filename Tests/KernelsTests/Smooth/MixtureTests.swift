import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Spectral mixtures")
struct MixtureTests {
    static let components = [
        SpectralComponent(weight: 0.7, rate: 0.5, frequency: 0),
        SpectralComponent(weight: 1.9, rate: 2.25, frequency: 0.6),
    ]

    @Test("Both mixtures keep the laws of lags", arguments: [1, 2])
    func laws(dimension: Int) {
        var generator = SeededGenerator(seed: 21)
        let sampling = Sampling(dimension: dimension)
        expectNone(lagLaws(SpectralMixture(Self.components), at: sampling, using: &generator))
        expectNone(lagLaws(StudentMixture(Self.components), at: sampling, using: &generator))
    }

    @Test("Fourth order per argument, where it exists")
    func fourthOrder() {
        var generator = SeededGenerator(seed: 22)
        expectNone(lagLaws(SpectralMixture(Self.components), highestOrder: 4, using: &generator))
        expectNone(lagLaws(StudentMixture(Self.components, degree: 4), highestOrder: 4, using: &generator))
        #expect(StudentMixture(Self.components).smoothness == 2)
    }

    @Test("Spectra transform to the kernel")
    func spectra() {
        expectNone(spectralLaws(SpectralMixture(Self.components)))
        expectNone(spectralLaws(StudentMixture(Self.components)))
        expectNone(spectralLaws(StudentMixture(Self.components, degree: 1)))
        expectNone(spectralLaws(0.5 * SpectralMixture(Self.components) + Matern32()))
    }

    @Test("Derivatives in the lag against 20 digits")
    func literals() {
        let lags = Vector([0.25, -1.125])
        let gauss: [[Double]] = [
            [1.6487489505112543791, 0.32175464700666186528], [-6.2958420614135869385, -0.20498662107919386149],
            [-6.236277336589079096, -3.9937864034960544655], [180.7994923484112933, -11.197501533354860178],
            [-106.45040569581266167, 93.225048418359191935], [-7314.6350755723909584, 1220.2319741888739992],
            [16561.494007310916451, 3852.330989769073215], [370322.82383563046813, -44208.856856529581208],
            [-1548965.1300418256984, -549945.85928534940456],
        ]
        let student: [[Double]] = [
            [1.5752738215741478166, 0.50215179328398618154], [-6.1707222771229618944, -0.36464068753166199898],
            [1.0491924223242091269, -2.7690091767059635839], [187.57481136850943488, -2.825447726416758997],
            [-841.30011517577781801, 62.88061967220394413],
        ]
        for (n, row) in gauss.enumerated() { expect(SpectralMixture(Self.components), n, lags, row) }
        for (n, row) in student.enumerated() { expect(StudentMixture(Self.components), n, lags, row) }
        let periodic: [[Double]] = [
            [0.49712739187391617331, 0.43743989175622784704], [-2.4816714929801122696, -2.2877234053947028555],
            [7.0249206125275374556, 8.3716610440999097464], [68.468226397295971415, 39.875280880363170869],
            [-1209.7346084053665321, -1065.4030764975254827],
        ]
        for (n, row) in periodic.enumerated() { expect(Periodic(period: 1.4, lengthscale: 0.9), n, lags, row) }
    }

    private func expect(_ kernel: some LagKernel, _ n: Int, _ lags: Vector, _ literals: [Double]) {
        let found = kernel.lagDerivative(order: n, lags)
        let scale = literals.map(abs).max() ?? 0
        for (value, literal) in zip(found, literals) {
            #expect(abs(value - literal) <= 2e-14 * scale, "order \(n): \(value) against \(literal)")
        }
    }

    @Test("Limits at lag zero: the envelope's fourth derivative is a⁴ w")
    func limits() {
        let kernel = StudentMixture([SpectralComponent(weight: 2, rate: 3, frequency: 0)])
        let a = (5.0).squareRoot() * 3
        #expect(abs(kernel.lagDerivative(order: 4, [0])[0] - a * a * a * a * 2) <= 1e-9)
        #expect(kernel.lagDerivative(order: 3, [0])[0] == 0)
        #expect(kernel.lagDerivative(order: 0, [0])[0] == 2)
    }
}
