import Expressions
import LinearAlgebra

/// A linear problem in one variable whose source is taken at fixed points: measured values, or its formula on a grid.
///
///     let stated = try OrdinaryProblem(
///         domain: ("0", "2*pi"), equation: "u_xx = 0", conditions: [(on: "boundary", equation: "u = 0")])
///     let problem = try SampledOrdinaryProblem(stated, samples: measured)    // u_xx = the measured values
///     let solution = try FeatureSolver().solve(problem)
public struct SampledOrdinaryProblem: PDEProblem {
    /// The equation and conditions as stated.
    public let stated: OrdinaryProblem
    /// The same in numbers.
    public let sampled: SampledProblem

    /// The variable and its interval.
    public var variables: [DomainVariable] { stated.variables }
    /// left - right of the stated equation; the samples are not part of it.
    public var residual: Expression { stated.residual }
    /// The conditions as stated.
    public var conditions: [StatedCondition] { stated.conditions }
    /// The exact solution, if it is known.
    public var exact: Expression? { stated.exact }
    /// Named constants.
    public var parameters: [String: Double] { stated.parameters }

    /// A stated equation to whose right-hand side the samples are added: state it with 0 there unless a part is known.
    ///
    /// - Parameter checks: the same source at a few more points, which no fit sees; they catch aliased samples.
    /// - Throws: ``PDEError`` for a non-linear equation or unusable samples.
    public init(
        _ stated: OrdinaryProblem, samples: [SourceSample], checks: [SourceSample] = []
    ) throws(PDEError) {
        let equation = try Self.linearEquation(of: stated)
        func total(_ list: [SourceSample]) -> [SourceSample] {
            let known = equation.rows(list.map(\.point)).last ?? []
            return zip(list, known).map { SourceSample(at: $0.point, value: $0.value + $1) }
        }
        try self.init(stated, equation: equation, samples: total(samples), checks: total(checks))
    }

    /// A stated equation with its formula taken at `gridCount` equally spaced points, both ends included.
    ///
    /// The formula is also taken at irregular points, as a check against aliasing that no fit sees.
    ///
    /// - Throws: ``PDEError`` for a non-linear equation, too few points or a formula without finite value.
    public init(_ stated: OrdinaryProblem, gridCount: Int) throws(PDEError) {
        let equation = try Self.linearEquation(of: stated)
        let (lower, upper) = (stated.variable.lower, stated.variable.upper)
        func samples(_ points: [Double]) throws(PDEError) -> [SourceSample] {
            let values = equation.rows(points).last ?? []
            for (x, value) in zip(points, values) where !value.isFinite {
                throw .notFinite(row: equation.order + 1, position: x)
            }
            return zip(points, values).map { SourceSample(at: $0, value: $1) }
        }
        let grid = gridCount >= 2 ? Array(Vector.linearlySpaced(from: lower, through: upper, count: gridCount)) : []
        let irregular = (1...Swift.max(16, gridCount / 8)).map { i -> Double in
            let t = (Double(i) * Self.goldenFraction).truncatingRemainder(dividingBy: 1)
            return lower + t * (upper - lower)
        }
        try self.init(stated, equation: equation, samples: samples(grid), checks: samples(irregular))
    }

    /// Its multiples modulo one are spread evenly and fit no grid.
    private static let goldenFraction = 0.5 * (5.0.squareRoot() - 1)

    private init(
        _ stated: OrdinaryProblem, equation: LinearEquation, samples: [SourceSample], checks: [SourceSample]
    ) throws(PDEError) {
        let variable = stated.variable
        if let integral = stated.integralConditions.first {
            throw .unsuitableCondition(
                condition: integral.text, reason: "integral conditions need a source given as a formula.")
        }
        guard stated.surplusConditions.isEmpty else {
            throw .tooManyConditions(
                order: stated.order, given: stated.order + stated.surplusConditions.count)
        }
        let conditions = stated.linearConditions.map { condition in
            BoundaryFunctional(
                condition.terms.map {
                    .init(
                        at: $0.end == .lower ? variable.lower : variable.upper, derivative: $0.derivative,
                        weight: $0.weight)
                }, equals: condition.value)
        }
        self.stated = stated
        do {
            sampled = try SampledProblem(
                lower: variable.lower, upper: variable.upper, order: equation.order,
                coefficients: { Array(equation.rows($0).dropLast()) }, samples: samples, conditions: conditions,
                checks: checks)
        } catch { throw .unsuitableSamples(error) }
    }

    private static func linearEquation(of stated: OrdinaryProblem) throws(PDEError) -> LinearEquation {
        guard case .linear(let equation) = stated.formulation.kind else {
            throw .unsupported(
                "A source given at fixed points needs an equation that is linear in u; "
                    + "use the method integral with a formula for others.")
        }
        return equation
    }
}
