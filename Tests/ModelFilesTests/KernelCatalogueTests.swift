import Expressions
import Kernels
import LinearAlgebra
import ModelFiles
import Testing

@Suite struct KernelCatalogueTests {
    static let catalogue = KernelCatalogue.standard

    static let points: Matrix = {
        var generator = SeededGenerator(seed: 11)
        return Matrix(rowCount: 7, columnCount: 2) { _, _ in generator.normal() }
    }()

    /// Expressions with the kernel they stand for, made by hand.
    static let expressions: [(text: String, kernel: any Kernel)] = [
        ("rbf", SquaredExponential()),
        ("rbf(2)", SquaredExponential(lengthscales: 2)),
        ("rbf(lengthscales=[0.5, 2])", SquaredExponential(lengthscales: .perCoordinate([0.5, 2]))),
        ("rbf(lengthscales=relevance)", SquaredExponential(lengthscales: .relevance(2))),
        ("matern12(lengthscale=0.7)", Matern12(lengthscales: 0.7)),
        ("1.3*matern32 + white(0.1)", 1.3 * Matern32() + White(variance: 0.1)),
        ("matern52(2*pi/4)", Matern52(lengthscales: .isotropic(Double.pi / 2))),
        ("matern(nu=1.7, lengthscale=2)", Matern(nu: 1.7, lengthscales: 2)),
        ("rq(lengthscale=2, alpha=0.5)", RationalQuadratic(lengthscales: 2, alpha: 0.5)),
        ("periodic(period=1, lengthscale=0.7)*matern52", Periodic(period: 1, lengthscale: 0.7) * Matern52()),
        ("cosine(period=3)", Cosine(period: 3)),
        ("linear(2) + constant(3)", Linear(variance: 2) + Constant(variance: 3)),
        ("linear(variances=[1, 2])", Linear(variances: [1, 2])),
        ("polynomial(degree=3, offset=2)", Polynomial(degree: 3, offset: 2)),
        ("on([1], rbf(0.5))", SquaredExponential(lengthscales: 0.5).on(columns: [1])),
        ("2*(rbf + 3*matern32)*cosine", 2 * ((SquaredExponential() + 3 * Matern32()) * Cosine())),
        (
            "spectral_mixture(weights=[1, 2], rates=[0.5, 1], frequencies=[0, 0.3])",
            SpectralMixture([
                SpectralComponent(weight: 1, rate: 0.5, frequency: 0),
                SpectralComponent(weight: 2, rate: 1, frequency: 0.3),
            ])
        ),
        (
            "student_t_mixture(frequencies=[0.2], dof=7)",
            StudentMixture([SpectralComponent(weight: 1, rate: 1, frequency: 0.2)], degree: 3)
        ),
    ]

    @Test(arguments: expressions.indices) func expressionsMeanTheirKernels(index: Int) throws {
        let (text, expected) = Self.expressions[index]
        let kernel = try Self.catalogue.kernel(text, inputDimension: 2)
        #expect(kernel.gram(Self.points) == expected.gram(Self.points), "\(text)")
    }

    @Test(arguments: expressions.indices) func kernelsAreWrittenDownAndReadBack(index: Int) throws {
        let (text, original) = Self.expressions[index]
        let written = try Self.catalogue.expression(of: original).description
        let again = try Self.catalogue.kernel(written, inputDimension: 2)
        #expect(again.parameters.map(\.path) == original.parameters.map(\.path), "\(text) became \(written)")
        #expect(again.parameterValues == original.parameterValues)
        #expect(again.gram(Self.points) == original.gram(Self.points))
    }

    @Test(arguments: [
        ("rbg", "no kernel 'rbg'"), ("rbf(scale=2)", "no argument 'scale'"), ("rbf(1, 2)", "too many"),
        ("rbf(0)", "positive"), ("rbf([1, 2, 3])", "3 lengthscales"), ("3", "alone is not a kernel"),
        ("-1*rbf", "positive number"), ("matern", "nu"), ("polynomial(degree=1.5)", "whole number"),
        ("on([2], rbf)", "column 2"), ("on(rbf)", "list of columns"), ("on([], rbf)", "at least one"),
        ("rbf >> rbf", "layers"), ("student_t_mixture(dof=0)", "positive"),
        ("spectral_mixture(weights=[1], frequencies=[1, 2])", "equal lengths"), ("[1, 2]", "not a kernel"),
    ]) func errorsNameTheCulprit(text: String, says: String) {
        let error = #expect(throws: CatalogueError.self) { try Self.catalogue.kernel(text, inputDimension: 2) }
        #expect(error?.description.contains(says) == true, "\(String(describing: error))")
        #expect(error?.location != nil)
    }

    @Test func usersAddKernels() throws {
        let entry = KernelEntry("bump", "width=1", "A test kernel.") {
            (given: inout KernelArguments) throws(CatalogueError) -> Matern12 in
            Matern12(lengthscales: .isotropic(try given.positive("width", default: 1)))
        } arguments: { (kernel: Matern12) in
            [.init(label: "width", KernelExpression(.number(kernel.lengthscales.inverses(dimension: 1)[0])))]
        }
        let catalogue = Self.catalogue.adding(entry)
        let kernel = try catalogue.kernel("2*bump(width=3)", inputDimension: 1)
        #expect(kernel([0], [3]) == (2 * Matern12(lengthscales: 3))([0], [3]))
    }

    @Test func unknownTypesCannotBeWrittenDown() {
        struct Nameless: PointwiseKernel {
            func value(_ x: Point, _ z: Point) -> Double { 1 }
        }
        #expect(throws: CatalogueError.self) { try Self.catalogue.expression(of: Nameless() + SquaredExponential()) }
    }
}
