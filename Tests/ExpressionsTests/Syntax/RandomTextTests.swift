import Expressions
import Testing

@Suite("Random texts end in a tree that prints and parses, or in an error with a place inside the text")
struct RandomTextTests {
    private static let words = [
        "x", "u_xx", "2", ".5", "1e-3", "1e", "+", "-", "*", "/", "^", "(", ")", "(", ")", "[", "]", ",", "=", "<",
        "<=",
        ">", ">>", "|", "sin", "sin(", "where(", "d(", "min(", "pi", " ", "\n", "π", "é", "\u{0}", "3x3", "a-b", "**",
        "'",
    ]

    @Test("Formulas, equations and kernels", arguments: 0..<8)
    func soup(seed: Int) throws {
        var generator = SplitMix(seed: 900 + UInt64(seed))
        var parsed = 0
        for _ in 0..<3000 {
            let count = Int.random(in: 1...9, using: &generator)
            let text = (0..<count).map { _ in Self.words.randomElement(using: &generator) ?? "" }.joined()
            do {
                let tree = try Expression(parsing: text)
                #expect(try Expression(parsing: tree.description) == tree, "\(text)")
                parsed += 1
            } catch { check(error, in: text) }
            do {
                let equation = try Equation(parsing: text + "=" + text)
                #expect(try Equation(parsing: equation.description) == equation, "\(text)")
            } catch { check(error, in: text + "=" + text) }
            do {
                let kernel = try KernelExpression(parsing: text)
                #expect(try KernelExpression(parsing: kernel.description) == kernel, "\(text)")
                parsed += 1
            } catch { check(error, in: text) }
        }
        #expect(parsed > 100)
    }

    private func check(_ error: any Error, in text: String) {
        guard let error = error as? SyntaxError else {
            Issue.record("\(error) for \(text)")
            return
        }
        let place = error.location
        #expect((0...text.utf8.count).contains(place.offset), "\(text)")
        #expect((1...text.count(where: { $0 == "\n" }) + 1).contains(place.line), "\(text)")
        let start = text.utf8.prefix(place.offset).lastIndex(of: 10).map { text.utf8.index(after: $0) }
        let before = text.utf8[(start ?? text.startIndex)...].prefix(
            place.offset - text.utf8.distance(from: text.startIndex, to: start ?? text.startIndex))
        let column = String(before).map { $0.unicodeScalars.count + 1 }
        #expect(place.column == column, "\(text)")
        #expect(error.excerpt.hasSuffix("^") && !error.description.isEmpty)
    }
}
