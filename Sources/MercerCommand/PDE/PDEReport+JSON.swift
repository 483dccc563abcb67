import Mercer

extension PDEReport {
    /// The report by the names of the contract.
    func json(name: String) -> JSONValue {
        var result: JSONValue = [
            "name": .string(name), "method": .string(method), "kernel": .string(kernel), "grid": Self.counts(grid),
            "seconds": .number(seconds),
            "phases": .object(phases.sorted { $0.key < $1.key }.map { .init($0.key, .number($0.value)) }),
        ]
        result["relativeL2Error"] = Self.optional(relativeL2Error)
        result["maximumError"] = Self.optional(maximumError)
        result["residual"] = Self.optional(residual)
        result["frequencies"] = .object(
            frequencies.sorted { $0.key < $1.key }.map { .init($0.key, .numbers($0.value)) })
        result["pieces"] = Self.counts(pieces)
        result["degree"] = Self.counts(degree)
        result["bandKind"] = .string(bandKind.rawValue)
        result["logEvidence"] = Self.optional(logEvidence)
        result["iterations"] = .integer(iterations)
        result["converged"] = .bool(converged)
        result["grade"] = .string(grade.rawValue)
        result["errorEstimate"] = Self.optional(errorEstimate)
        result["inverseNorm"] = Self.optional(inverseNorm)
        result["parameters"] = .object(
            parameters.sorted { $0.key < $1.key }.map { name, estimate in
                .init(
                    name,
                    ["mean": .number(estimate.mean), "standardDeviation": .number(estimate.standardDeviation)])
            })
        result["residualHistory"] = .numbers(residualHistory)
        result["coverage95"] = Self.optional(coverage95)
        result["warnings"] = .array(warnings.map { .string($0) })
        return result
    }

    private static func optional(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

    private static func counts(_ values: [String: Int]) -> JSONValue {
        .object(values.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) })
    }
}
