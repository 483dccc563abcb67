import Expressions
import Testing

@Suite("Syntax errors say what, where and what then")
struct SyntaxErrorTests {
    @Test(
        "Formulas",
        arguments: [
            ("1 + 2 *sinn(x)", "unknown function 'sinn' at line 1, column 8; did you mean 'sin'?"),
            ("sqr(x)", "unknown function 'sqr' at line 1, column 1; did you mean 'sqrt'?"),
            ("2 +", "expected a number, a name or '(', found the end of the text at line 1, column 4"),
            (
                "(1 + 2",
                "expected an operator or ')' to close the '(' opened at line 1, column 1, found the end of the text at line 1, column 7"
            ),
            (
                "sin(x + (y*2)",
                "expected an operator or ')' to close the '(' opened at line 1, column 4, found the end of the text at line 1, column 14"
            ),
            ("1 + 2)", "')' closes nothing at line 1, column 6"),
            (
                "2x",
                "expected an operator or the end of the text, found 'x' at line 1, column 2; a product needs its '*', as in 2*x"
            ),
            ("x ** 2", "'**' is no operator at line 1, column 3; write '^' for a power"),
            ("x\n + ?", "unexpected character '?' at line 2, column 4"),
            ("u'", "unexpected character ''' at line 1, column 2; write a derivative as u_x, or d(EXPR, x)"),
            ("2*π", "unexpected character 'π' at line 1, column 3; write pi"),
            ("x − 1", "unexpected character '−' at line 1, column 3; write '-' for minus"),
            ("1e999", "number 1e999 is too large at line 1, column 1; the largest is about 1.8e308"),
            ("1.2.3", "number 1.2 is followed by a stray decimal point at line 1, column 1"),
            ("", "expected a number, a name or '(', found the end of the text at line 1, column 1"),
            ("()", "expected a number, a name or '(', found ')' at line 1, column 2"),
            ("sin", "function 'sin' without its argument at line 1, column 1; write sin(x)"),
            ("sin(x, y)", "too many arguments for 'sin' at line 1, column 6; write sin(x)"),
            ("min(x)", "expected an operator or ',', found ')' at line 1, column 6; write min(a, b)"),
            ("where(x, 1, 2)", "expected a comparison ('<', '<=', '>' or '>='), found ',' at line 1, column 8"),
            (
                "where(0 < x < 1, 1, 2)",
                "a second comparison at line 1, column 13; nest where(a < x, where(x < b, ..., ...), ...)"
            ),
            ("d(u, 2)", "expected the name of a variable, found number 2 at line 1, column 6"),
            ("u = 1", "a formula holds no '=' at line 1, column 3; only an equation does"),
            ("x < 1", "a comparison outside where(...) at line 1, column 3; write where(x < 1, a, b)"),
        ] as [(String, String)])
    func formulas(text: String, message: String) {
        let error = #expect(throws: SyntaxError.self) { try Expression(parsing: text) }
        #expect(error?.description == message)
    }

    @Test(
        "Equations",
        arguments: [
            (
                "u_xx",
                "expected '=', found the end of the text at line 1, column 5; an equation is written left = right"
            ),
            ("a = b = c", "a second '=' at line 1, column 7; an equation is written left = right"),
            (
                "= c",
                "expected a number, a name or '(', found '=' at line 1, column 1; an equation has one '=' between two formulas"
            ),
            (
                "u == 1",
                "expected a number, a name or '(', found '=' at line 1, column 4; an equation has one '=' between two formulas"
            ),
        ] as [(String, String)])
    func equations(text: String, message: String) {
        let error = #expect(throws: SyntaxError.self) { try Equation(parsing: text) }
        #expect(error?.description == message)
    }

    @Test("The excerpt shows the line and a caret, a window of it if it is long")
    func excerpt() {
        let short = #expect(throws: SyntaxError.self) { try Expression(parsing: "1 +\n  é*sin(x") }
        #expect(short?.location == SourceLocation(line: 2, column: 3, offset: 6))
        #expect(short?.excerpt == "  é*sin(x\n  ^")
        let text = String(repeating: "x + ", count: 1000) + "? + " + String(repeating: "x + ", count: 1000)
        let long = #expect(throws: SyntaxError.self) { try Expression(parsing: text) }
        #expect(long?.location.column == 4001)
        let lines = (long?.excerpt ?? "").split(separator: "\n")
        #expect(lines.count == 2 && lines[0].count == 72)
        #expect(lines.count == 2 && Array(lines[0])[lines[1].count - 1] == "?")
    }

    @Test("Parts of the message are there for programs too")
    func parts() {
        let error = #expect(throws: SyntaxError.self) { try Expression(parsing: "(x") }
        #expect(error?.expected == "an operator or ')' to close the '(' opened at line 1, column 1")
        #expect(error?.found == "the end of the text")
        #expect(error?.location.offset == 2)
    }
}
