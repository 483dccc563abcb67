import Foundation
import Optimization
import Testing

@Suite struct GradientCheckTests {
    @Test func agreesWithCorrectGradients() throws {
        for function in [rosenbrock, wood, powell] as [@Sendable ([Double]) -> ObjectiveValue] {
            let check = try checkedGradient(at: [-1.2, 1, 0.3, 2], function)
            #expect(check.relativeError < 1e-9)
            #expect(try #require(check.leastOrder) > 1.8)
        }
    }

    @Test func namesAWrongDerivative() throws {
        let check = try checkedGradient(at: [0.5, 0.25, 0.1]) { x in
            ObjectiveValue(
                value: exp(x[0]) + sin(x[1]) * x[2], gradient: [exp(x[0]), cos(x[1]) * x[2], 1.001 * sin(x[1])])
        }
        #expect(check.worstCoordinate == 2)
        #expect(check.relativeError > 1e-4)
        #expect(check.entries[0].difference < 1e-11)
    }

    @Test func reportsALowOrderWhereTheFunctionHasAKink() throws {
        // A kink at distance 0.001 from the point: the coarse difference straddles it.
        let check = try checkedGradient(at: [0.001]) { x in
            ObjectiveValue(value: abs(x[0]), gradient: [x[0] < 0 ? -1 : 1])
        }
        #expect(check.leastOrder.map { $0 < 1.8 } ?? true)
        let smooth = try checkedGradient(at: [0.001]) { x in ObjectiveValue(value: exp(x[0]), gradient: [exp(x[0])]) }
        #expect(abs(try #require(smooth.leastOrder) - 2) < 0.1)
    }

    @Test func aNaNDerivativeIsAnInfiniteError() throws {
        let check = try checkedGradient(at: [1]) { x in ObjectiveValue(value: x[0], gradient: [.nan]) }
        #expect(check.relativeError == .infinity)
    }
}
