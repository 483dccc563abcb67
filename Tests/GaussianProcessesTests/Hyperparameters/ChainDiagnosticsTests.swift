import GaussianProcesses
import LinearAlgebra
import Testing

@Suite("Chain diagnostics") struct ChainDiagnosticsTests {
    /// Four autoregressive chains x' = ρ x + √(1 - ρ²) z.
    func chains(correlation rho: Double, count: Int = 2000, shift: Double = 0) -> [[Double]] {
        (0..<4).map { stream in
            var generator = SeededGenerator(seed: 3, stream: stream)
            var x = generator.normal()
            return (0..<count).map { _ in
                x = rho * x + (1 - rho * rho).squareRoot() * generator.normal()
                return x + (stream == 0 ? shift : 0)
            }
        }
    }

    @Test("Independent draws count fully") func independent() {
        let diagnostics = ChainDiagnostics(chains(correlation: 0))
        #expect(diagnostics.rHat < 1.003)
        #expect(abs(diagnostics.bulkSampleSize / 8000 - 1) < 0.12)
        #expect(abs(diagnostics.tailSampleSize / 8000 - 1) < 0.15)
    }

    @Test("Correlated draws count (1-ρ)/(1+ρ)", arguments: [0.5, 0.8, -0.4]) func correlated(rho: Double) {
        let diagnostics = ChainDiagnostics(chains(correlation: rho, count: 4000))
        #expect(abs(diagnostics.bulkSampleSize / (16000 * (1 - rho) / (1 + rho)) - 1) < 0.2)
    }

    @Test("Chains in different places, of different widths, or drifting are told") func disagreement() {
        #expect(ChainDiagnostics(chains(correlation: 0.3, shift: 1)).rHat > 1.05)
        var wide = chains(correlation: 0.3)
        wide[0] = wide[0].map { 4 * $0 }
        #expect(ChainDiagnostics(wide).rHat > 1.05)
        let drifting = chains(correlation: 0.3).map { chain in
            chain.enumerated().map { $0.element + Double($0.offset) / 1000 }
        }
        #expect(ChainDiagnostics(drifting).rHat > 1.05)
    }

    @Test("Ranks make monotone maps irrelevant, even where moments do not exist") func ranks() {
        let plain = chains(correlation: 0.2)
        let a = ChainDiagnostics(plain)
        let b = ChainDiagnostics(plain.map { $0.map { $0 * $0 * $0 * 1e100 } })
        #expect(a.bulkSampleSize == b.bulkSampleSize)
    }

    @Test("Constant, empty and short chains have no diagnostics") func degenerate() {
        for chains in [[[1, 1, 1, 1, 1, 1]], [], [[]], [[1, 2, 3]]] as [[[Double]]] {
            let diagnostics = ChainDiagnostics(chains)
            #expect(diagnostics.rHat.isNaN && diagnostics.bulkSampleSize.isNaN && diagnostics.tailSampleSize.isNaN)
        }
    }
}
