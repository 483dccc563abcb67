import Expressions
import Kernels
import LinearAlgebra
import ModelFiles
import Testing

@Suite struct KernelFamiliesCatalogueTests {
    static let catalogue = KernelCatalogue.standard

    /// Points whose last coordinate is one of three categories, latitudes and longitudes for all that.
    static func points(_ dimension: Int) -> Matrix {
        var generator = SeededGenerator(seed: 12)
        return Matrix(rowCount: 7, columnCount: dimension) { i, c in
            c == dimension - 1 ? Double(i % 3) : generator.normal()
        }
    }

    static let outputs = Categorical(loadings: [[1, 0.5], [-0.3, 2], [0, 0.7]], ownVariances: [0.1, 0.2, 0.3])
    static let outputText = "loadings=[1, 0.5, -0.3, 2, 0, 0.7], own_variances=[0.1, 0.2, 0.3]"

    /// Expressions and numbers of columns with the kernel they stand for, made by hand.
    static let expressions: [(text: String, columns: Int, kernel: any Kernel)] = [
        ("wendland(3)", 2, Wendland(smoothness: 2, dimension: 2, lengthscales: 3)),
        ("wendland(3, smoothness=1, dimension=5)", 2, Wendland(smoothness: 1, dimension: 5, lengthscales: 3)),
        ("gibbs(0.2, slopes=[0.1, -0.3])", 2, Gibbs(logLengthscale: AffineMap(offset: 0.2, slopes: [0.1, -0.3]))),
        ("gibbs", 2, Gibbs(logLengthscale: AffineMap(slopes: [0, 0]))),
        (
            "gibbs_basis(centers=[0, 1, 2, 3], width=2, weights=[0.4, -0.2])", 2,
            Gibbs(
                logLengthscale: RadialBasisMap(
                    centers: Matrix(rows: [[0, 1], [2, 3]]), width: 2, weights: [0.4, -0.2]))
        ),
        ("arccos(order=2, bias_variance=0.3)", 2, ArcCosine(order: 2, biasVariance: 0.3)),
        ("arccos(0, weight_variances=[1, 2])", 2, ArcCosine(order: 0, weightVariances: [1, 2])),
        ("neural_network(weight_variance=3)", 2, NeuralNetwork(weightVariance: 3)),
        ("2*brownian(origin=-1)", 1, 2 * Brownian(origin: -1)),
        ("integrated_brownian", 1, IntegratedBrownian()),
        ("geodesic(lengthscale=500, radius=6371)", 2, GeodesicExponential(lengthscale: 500, radius: 6371)),
        (
            "sphere(matern52(0.5), radius=2)", 2,
            Matern52(lengthscales: 0.5).mapped(by: ChordalMap(radius: 2))
        ),
        ("hamming(lengthscales=[0.5, 2])", 2, Hamming(lengthscales: .perCoordinate([0.5, 2]))),
        ("categorical(levels=3)", 1, Categorical(levels: 3)),
        ("categorical(3, rank=0)", 1, Categorical(levels: 3, rank: 0)),
        ("categorical(\(outputText))", 1, outputs),
        (
            "change_point(rbf, 2*matern12, location=0.3, column=1)", 2,
            ChangePoint(SquaredExponential(), 2 * Matern12(), location: 0.3, coordinate: 1)
        ),
        ("additive(matern32(0.5), order=2)", 3, Additive(Matern32(lengthscales: 0.5), dimension: 3, order: 2)),
        (
            "additive(rbf(0.5), rbf(2), variances=[1, 0.3])", 2,
            Additive(
                [SquaredExponential(lengthscales: 0.5), SquaredExponential(lengthscales: 2)], variances: [1, 0.3])
        ),
        (
            "coregionalized(matern32(lengthscales=[1, 2]), \(outputText)) + white(0.1)", 3,
            Coregionalized(Matern32(lengthscales: .perCoordinate([1, 2])), outputs: outputs) + White(variance: 0.1)
        ),
        (
            "student_t_mixture(frequencies=[0.2], dof=4.5)", 1,
            EnvelopeMixture([SpectralComponent(weight: 1, rate: 1, frequency: 0.2)], degreesOfFreedom: 4.5)
        ),
        (
            "coregionalized(2*rbf, outputs=3, rank=2)", 2,
            Coregionalized(2 * SquaredExponential(), outputs: Categorical(levels: 3, rank: 2))
        ),
    ]

    @Test(arguments: expressions.indices) func expressionsMeanTheirKernels(index: Int) throws {
        let (text, columns, expected) = Self.expressions[index]
        let kernel = try Self.catalogue.kernel(text, inputDimension: columns)
        let x = Self.points(columns)
        #expect(kernel.gram(x) == expected.gram(x), "\(text)")
    }

    @Test(arguments: expressions.indices) func kernelsAreWrittenDownAndReadBack(index: Int) throws {
        let (text, columns, original) = Self.expressions[index]
        let written = try Self.catalogue.expression(of: original).description
        let again = try Self.catalogue.kernel(written, inputDimension: columns)
        #expect(again.parameters.map(\.path) == original.parameters.map(\.path), "\(text) became \(written)")
        #expect(again.parameterValues == original.parameterValues)
        let x = Self.points(columns)
        #expect(again.gram(x) == original.gram(x), "\(text) became \(written)")
    }

    @Test(arguments: ["sampled_spectrum", "sampled_lines"]) func spectra(name: String) throws {
        let kernel = try Self.catalogue.kernel("\(name)(densities=[1, 0, 0.5], spacing=0.2)", inputDimension: 1)
        let expected = try SampledSpectrum(
            densities: [1, 0, 0.5], spacing: 0.2, reading: name == "sampled_lines" ? .lines : .linear)
        let again = try Self.catalogue.kernel(Self.catalogue.expression(of: kernel).description, inputDimension: 1)
        #expect(kernel([0.3], [2]) == expected([0.3], [2]) && again([0.3], [2]) == expected([0.3], [2]))
    }

    @Test(arguments: [
        ("sampled_lines(densities=[1, -2], spacing=1)", 1, "sample 1"), ("sampled_spectrum(spacing=1)", 1, "densities"),
        ("wendland(smoothness=4)", 2, "0, 1, 2 or 3"), ("wendland(dimension=1)", 2, "larger dimension"),
        ("arccos(order=3)", 2, "0, 1 or 2"), ("arccos(weight_variances=[-1, 1])", 2, "positive"),
        ("gibbs(slopes=[1])", 2, "one per column"), ("gibbs_basis(width=1)", 2, "centers"),
        ("gibbs_basis(centers=[1, 2], width=1, weights=[1, 2])", 2, "1 centres but 2 weights"),
        ("brownian", 2, "one column"), ("geodesic", 3, "latitude"), ("sphere(rbf)", 1, "latitude"),
        ("sphere", 2, "needs a kernel"), ("change_point(rbf, location=1)", 1, "needs a kernel"),
        ("change_point(rbf, rbf)", 1, "location"), ("change_point(rbf, rbf, location=0, column=3)", 2, "Column 3"),
        ("additive(rbf, order=3)", 2, "from 1 to"), ("additive(rbf, matern12)", 2, "one kind"),
        ("additive(rbf, rbf)", 3, "give one"), ("additive(rbf, order=1, variances=[1])", 2, "not both"),
        ("categorical(levels=3)", 2, "one column"), ("categorical(loadings=[1, 2])", 1, "own_variances"),
        ("categorical(loadings=[1, 2, 3], own_variances=[1, 1])", 1, "shared out"),
        ("coregionalized(rbf, outputs=2)", 1, "at least one input"), ("coregionalized(rbf)", 2, "outputs"),
    ]) func errorsNameTheCulprit(text: String, columns: Int, says: String) {
        let error = #expect(throws: CatalogueError.self) {
            try Self.catalogue.kernel(text, inputDimension: columns)
        }
        #expect(error?.description.contains(says) == true, "\(text): \(String(describing: error))")
    }
}
