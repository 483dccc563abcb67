import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Adding a kernel")
struct AddingAKernelTests {
    @Test("A stationary family of one page keeps the laws", arguments: [1, 2, 5])
    func cauchy(dimension: Int) {
        var generator = SeededGenerator(seed: 1)
        expectNone(stationaryLaws(Cauchy(), at: Sampling(dimension: dimension), using: &generator))
        #expect(abs(Cauchy(lengthscales: 0.5)([0.2], [0.9]) - 0.33783783783783783784) <= 2e-16)
    }

    @Test("A formula for one pair is a kernel, with pullbacks by differences")
    func arcsine() {
        var generator = SeededGenerator(seed: 2)
        expectNone(kernelLaws(Arcsine(), at: Sampling(dimension: 3), using: &generator))
        expectNone(
            kernelLaws(2 * Arcsine() + White(variance: 0.1), at: Sampling(dimension: 3), using: &generator))
        // u = 1.18 between the points, 1.04 and 1.81 at them.
        let expected = 2 / Double.pi * asin(2.36 / sqrt((1 + 2.08) * (1 + 3.62)))
        #expect(abs(Arcsine()([0.2], [0.9]) - expected) <= 1e-15)
    }

    @Test("The page shows the code that is tested here")
    func page() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let root = tests.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "Docs/Adding-a-kernel.md"), encoding: .utf8)
        for name in ["Cauchy.swift", "Arcsine.swift"] {
            let source = try String(contentsOf: tests.appending(path: name), encoding: .utf8)
            #expect(page.contains(source), "\(name) differs from the page")
        }
    }
}
