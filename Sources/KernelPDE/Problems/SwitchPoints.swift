import Expressions

/// Finds where the arguments of where, abs, sign, min and max change sign.
enum SwitchPoints {
    private static let sampleCount = 1024
    private static let largestCount = 2000

    /// The sign changes inside the domain, located to adjacent numbers; tangential zeros are not switches.
    static func find(
        in expression: Expression, variable: DomainVariable, parameters: [String: Double]
    ) -> [Double] {
        let points = (0...sampleCount).map { i -> Double in
            // Irregular steps, so that no periodic argument hides between samples.
            let t = (Double(i) + (i > 0 && i < sampleCount ? 0.37 : 0)) / Double(sampleCount)
            return variable.lower + t * variable.length
        }
        var found: Set<Double> = []
        for candidate in expression.switchingExpressions {
            // Arguments that depend on u cannot be placed beforehand.
            guard
                let argument = try? CompiledExpression(
                    candidate, variables: [variable.name], parameters: parameters)
            else { continue }
            let values = argument.evaluate(columns: [points])
            for i in 0..<sampleCount where (values[i] < 0) != (values[i + 1] < 0) {
                found.insert(signChange(of: argument, between: points[i], and: points[i + 1]))
            }
        }
        guard found.count <= largestCount else { return [] }
        return found.filter { $0 > variable.lower && $0 < variable.upper }.sorted()
    }

    private static func signChange(of f: CompiledExpression, between a: Double, and b: Double) -> Double {
        var (lower, upper) = (a, b)
        let isNegative = f.evaluate(a) < 0
        while true {
            let middle = lower + 0.5 * (upper - lower)
            guard middle > lower, middle < upper else { return upper }
            let value = f.evaluate(middle)
            if value == 0 { return middle }
            if (value < 0) == isNegative { lower = middle } else { upper = middle }
        }
    }
}
