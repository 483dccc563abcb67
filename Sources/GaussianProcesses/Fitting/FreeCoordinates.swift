#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra
import Optimization

/// The trainable parameters of a process as a point without constraints other than a box.
///
/// A positive parameter is searched by its logarithm, one in an interval by its logit, a real one in units of its own. Limits are
/// the parameter's own bounds; where it has none, a positive parameter may move by a factor of a million either way
/// from its start, one in an interval by 14 units of its logit, and a real one anywhere. So limits scale with the units.
struct FreeCoordinates: Sendable {
    /// One trainable parameter.
    struct Coordinate: Sendable {
        var index: Int
        var path: String
        var domain: Domain
        var prior: Prior?
        /// The unit of the coordinate of a real parameter; one for others.
        var unit: Double
        var start: Double
        var lower: Double
        var upper: Double
        /// Whether the limits are the parameter's own rather than the default.
        var hasOwnLimits: Bool
    }

    let coordinates: [Coordinate]
    let bounds: Bounds

    init(of process: some Fittable, at observations: Observations) throws {
        var coordinates: [Coordinate] = []
        let units = process.searchUnits(at: observations)
        for (index, named) in process.parameters.enumerated() where named.parameter.isTrainable {
            coordinates.append(try Coordinate(index, named, unit: units[index]))
        }
        self.coordinates = coordinates
        bounds = try Bounds(lower: coordinates.map(\.lower), upper: coordinates.map(\.upper))
    }

    /// The point that the process started at.
    var start: [Double] { coordinates.map(\.start) }

    /// The process with its trainable parameters at a point.
    func assign(_ point: [Double], to process: inout some Parameterized) {
        var values = [Double?](repeating: nil, count: process.parameterCount)
        for (coordinate, u) in zip(coordinates, point) { values[coordinate.index] = coordinate.value(at: u) }
        var index = 0
        process.visitParameters { _, parameter in
            if let value = values[index] { parameter.value = value }
            index += 1
        }
    }

    /// Σ log p(v) over the trainable parameters that have a prior, and its gradient in the free coordinates.
    ///
    /// Densities are those of the values in natural units, without a factor for the change of coordinates, so that a
    /// fit finds the mode that the priors were written for.
    func logPrior(of process: some Parameterized) -> (value: Double, gradient: [Double]) {
        let values = process.parameterValues
        var total = 0.0
        let gradient = coordinates.map { coordinate in
            guard let prior = coordinate.prior else { return 0.0 }
            let value = values[coordinate.index]
            total += prior.logDensity(value)
            return prior.logDensitySlope(value) * coordinate.domain.slope(at: value) * coordinate.unit
        }
        return (total, gradient)
    }

    /// A random start within the limits: drawn from its prior where a parameter has one, and else uniform within a factor
    /// of ten (of the value, or of the odds in an interval) around the start. A real parameter without a prior is drawn
    /// between its limits if it has both, and else stays.
    func randomStart(using generator: inout SeededGenerator) -> [Double] {
        coordinates.map { coordinate in
            if let prior = coordinate.prior {
                let u = coordinate.domain.freeCoordinate(of: prior.sample(using: &generator)) / coordinate.unit
                return u.isNaN ? coordinate.start : Swift.min(Swift.max(u, coordinate.lower), coordinate.upper)
            }
            let t = generator.uniform()
            let spread: Double
            if coordinate.domain == .real {
                guard coordinate.lower.isFinite && coordinate.upper.isFinite else { return coordinate.start }
                spread = .infinity
            } else {
                spread = 2.302_585_092_994_045_7
            }
            let lower = Swift.max(coordinate.lower, Swift.min(coordinate.start, coordinate.upper) - spread)
            let upper = Swift.min(coordinate.upper, Swift.max(coordinate.start, coordinate.lower) + spread)
            return lower * (1 - t) + upper * t
        }
    }
}

extension FreeCoordinates.Coordinate {
    /// The parameter's value at a coordinate.
    func value(at u: Double) -> Double { domain.value(at: unit * u) }

    init(_ index: Int, _ named: NamedParameter, unit: Double) throws {
        let parameter = named.parameter
        self.index = index
        path = named.path
        domain = parameter.domain
        let unit = domain == .real ? unit : 1
        self.unit = unit
        prior = parameter.prior
        start = domain.freeCoordinate(of: parameter.value) / unit
        let reach =
            switch domain {
            case .real: Double.infinity
            case .positive: 13.815_510_557_964_274
            case .interval: 14.0
            }
        lower = start - reach
        upper = start + reach
        hasOwnLimits = parameter.bounds != nil
        guard let given = parameter.bounds else { return }
        guard domain.overlaps(given) else {
            throw FitError.boundsOutsideDomain(parameter: path, bounds: given, domain: domain.description)
        }
        // A limit on the edge of the domain, or beyond it, is no limit: there the default stands.
        let edges = (
            domain.freeCoordinate(of: given.lowerBound) / unit, domain.freeCoordinate(of: given.upperBound) / unit
        )
        lower = edges.0.isFinite ? edges.0 : Swift.min(start, edges.1.isFinite ? edges.1 : start) - reach
        upper = edges.1.isFinite ? edges.1 : Swift.max(start, edges.0.isFinite ? edges.0 : start) + reach
    }
}

extension Domain {
    /// Whether some value of the range lies in the set.
    fileprivate func overlaps(_ range: ClosedRange<Double>) -> Bool {
        switch self {
        case .real: true
        case .positive: range.upperBound > 0
        case .interval(let lower, let upper): range.upperBound > lower && range.lowerBound < upper
        }
    }
}
