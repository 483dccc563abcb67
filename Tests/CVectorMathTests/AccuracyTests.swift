import CVectorMath
import Testing

@Suite("Accuracy of the elementary functions")
struct AccuracyTests {
    @Test("Exact values at hard arguments, on every instruction set", arguments: ElementaryFunction.all)
    func exactValues(function: ElementaryFunction) {
        let table = function.table
        #expect(table.arguments.count > 200)
        for (instructions, row) in function.variants {
            let results = applied(row, to: table.arguments)
            let errors = results.indices.map { table.error(of: results[$0], at: $0) }
            let worst = errors.indices.max { errors[$0] < errors[$1] } ?? 0
            #expect(
                errors.allSatisfy { $0 <= function.largestError },
                "\(function.name), \(instructions): \(errors[worst]) ulp at \(table.arguments[worst])")
        }
    }

    @Test("Agreement with the C library on random arguments", arguments: ElementaryFunction.all)
    func agreement(function: ElementaryFunction) {
        var randomness = Randomness(state: 0x9e37_79b9_7f4a_7c15)
        let usual = (0..<40_000).map { _ in Double.random(in: function.usualArguments, using: &randomness) }
        let any = (0..<40_000).map { _ in Double(bitPattern: randomness.next()) }
        let arguments = usual + any
        let expected = arguments.map(function.library)
        for (instructions, row) in function.variants {
            let results = applied(row, to: arguments)
            for (i, (result, exact)) in zip(results, expected).enumerated() {
                let agrees =
                    exact.isNaN
                    ? result.isNaN
                    : result == exact || abs(result - exact) <= (function.largestError + 1) * exact.ulp
                #expect(agrees, "\(function.name), \(instructions): f(\(arguments[i])) = \(result), not \(exact)")
                if !agrees { return }
            }
        }
    }

    @Test("Special values, with their signs, as in the C standard", arguments: ElementaryFunction.all)
    func specialValues(function: ElementaryFunction) {
        let least = Double.leastNonzeroMagnitude
        let greatest = Double.greatestFiniteMagnitude
        let specials = [
            Double.nan, .infinity, -.infinity, 0.0, -0.0, 1, -1, least, -least, .leastNormalMagnitude, greatest,
            -greatest,
            1.5, -1.5, 710, -746, 1.0.nextUp, (-1.0).nextDown, 28, -28,
        ]
        for (instructions, row) in function.variants {
            for (argument, result) in zip(specials, applied(row, to: specials)) {
                let exact = function.library(argument)
                let isRight =
                    exact.isNaN
                    ? result.isNaN
                    : result.sign == exact.sign
                        && (result == exact || abs(result - exact) <= (function.largestError + 1) * exact.ulp)
                #expect(isRight, "\(function.name), \(instructions): f(\(argument)) = \(result), not \(exact)")
            }
        }
    }

    @Test("The square root is correctly rounded")
    func squareRoot() {
        var randomness = Randomness(state: 5)
        let arguments =
            (0..<10_000).map { _ in Double(bitPattern: randomness.next()) } + [0, -0.0, -1, .infinity, .nan]
        let expected = arguments.map { $0.squareRoot() }
        for row in [cv_sqrt, cv_portable_sqrt] { #expect(areIdentical(applied(row, to: arguments), expected)) }
        if runsAVX2 { #expect(areIdentical(applied(cv_avx2_sqrt, to: arguments), expected)) }
    }

    @Test("Exponentials underflow gradually and overflow at the right place")
    func limitsOfTheExponential() {
        let overflow = 709.782712893384
        let results = applied(cv_exp, to: [overflow, overflow.nextUp.nextUp, -745.13, -745.14, -740])
        #expect(results[0].isFinite && results[1] == .infinity)
        #expect(results[2] == .leastNonzeroMagnitude && results[3] == 0)
        #expect(results[4] > 0 && results[4] < .leastNormalMagnitude)
    }
}
