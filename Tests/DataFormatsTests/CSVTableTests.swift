import DataFormats
import LinearAlgebra
import Testing

@Suite struct CSVTableTests {
    @Test func readsNamedColumns() throws {
        let table = try CSVTable(text: "age,height,name\n1,2.5,a\n-3e2,.5,b\n")
        #expect(table.columnNames == ["age", "height", "name"])
        #expect(try table.matrix(columns: ["height", "age"]) == Matrix(rows: [[2.5, 1], [0.5, -300]]))
        #expect(try table.vector(column: "age") == [1, -300])
        #expect(try table.texts(column: "name") == ["a", "b"])
    }

    @Test(arguments: ["\n", "\r\n"])
    func readsMarksQuotesAndLineEnds(end: String) throws {
        let lines = ["\u{FEFF}\"x, mm\" ; \"say \"\"hi\"\"\"", " 1 ; \"2\" ", "", "\"3\";4"]
        let table = try CSVTable(text: lines.joined(separator: end))
        #expect(table.columnNames == ["x, mm", "say \"hi\""])
        #expect(try table.matrix() == Matrix(rows: [[1, 2], [3, 4]]))
        #expect(table.line(ofRow: 1) == 4)
    }

    @Test func countsLinesThroughQuotedLineEnds() throws {
        let table = try CSVTable(text: "a,b\n\"two\nlines\",1\nthree,x\n")
        #expect(table.text(row: 0, column: 0) == "two\nlines")
        #expect(throws: CSVError.notANumber(line: 4, column: "b", text: "x")) { try table.vector(column: "b") }
    }

    @Test func readsWithoutHeaderAndByTabs() throws {
        let table = try CSVTable(text: "1\t2\n3\t4", header: .absent)
        #expect(table.columnNames == ["1", "2"])
        #expect(try table.matrix() == Matrix(rows: [[1, 2], [3, 4]]))
        #expect(try CSVTable(text: "7", header: .absent).matrix() == Matrix(rows: [[7]]))
    }

    @Test func parsesExactly() throws {
        let texts = ["0.1", "1e-320", "4.9406564584124654e-324", "17976931348623157e292", "-0.0", "9007199254740993"]
        let table = try CSVTable(text: "x\n" + texts.joined(separator: "\n"))
        let values = try table.vector(column: "x")
        for (i, text) in texts.enumerated() { #expect(values[i].bitPattern == Double(text)?.bitPattern) }
    }

    @Test(arguments: [
        ("age\n1\nabc", "line 3, column 'age': 'abc' is not a number."),
        ("age\n1,5\n", "line 2 has 2 fields, the header has 1."),
        ("a;b\n1;1,5\n", "line 2, column 'b': '1,5' is not a number; write the decimal comma as a point."),
        ("a,b\n1,2\n3,0x1F\n", "line 3, column 'b': '0x1F' is not a number."),
        ("a,b\n1,2 3\n", "line 2, column 'b': '2 3' is not a number."),
        ("a,b\n1,1e999\n", "line 2, column 'b': '1e999' is not a finite number; remove the row or give a value."),
        ("a,b\n1,inf\n", "line 2, column 'b': 'inf' is not a finite number; remove the row or give a value."),
        ("a,b\n1,NaN\n", "line 2, column 'b': 'NaN' is not a finite number; remove the row or give a value."),
        ("a,b\n1,\n", "line 2, column 'b' is empty; remove the row or give a value."),
        ("a,b\n1,2\n3\n", "line 3 has 1 field, the header has 2."),
        ("a,b,a\n1,2,3\n", "columns 1 and 3 are both named 'a'; rename one."),
        ("a\n\"1\n", "the quotation mark opened on line 2 is never closed."),
        ("", "the text is empty."), ("\n \n", "the text is empty."),
        ("a,b\n", "the text has a header but no rows below it."),
    ])
    func saysWhatIsWrong(text: String, sentence: String) {
        let error = #expect(throws: CSVError.self) { try CSVTable(text: text).matrix() }
        #expect(error?.description == sentence)
    }

    @Test func missesAHeader() {
        let error = #expect(throws: CSVError.self) { try CSVTable(text: "1,2\n3,4\n") }
        #expect(error?.description.contains("its first line is '1,2'") == true)
        #expect(throws: Never.self) { try CSVTable(text: "\"2019\",\"2020\"\n3,4\n") }
    }

    @Test func suggestsColumns() throws {
        let table = try CSVTable(text: "strength,cement\n1,2\n")
        let near = #expect(throws: CSVError.self) { try table.vector(column: "Strenght") }
        #expect(
            near?.description
                == "there is no column 'Strenght'; did you mean 'strength'? The columns are 'strength', 'cement'.")
        let far = #expect(throws: CSVError.self) { try table.vector(column: "velocity") }
        #expect(far?.description == "there is no column 'velocity'; the columns are 'strength', 'cement'.")
    }

    @Test func keepsMissingValuesWhenAsked() throws {
        let values = try CSVTable(text: "a,b\n1,\nNA,2\n").matrix(missing: .nan)
        #expect(values[0, 0] == 1 && values[0, 1].isNaN && values[1, 0].isNaN && values[1, 1] == 2)
        #expect(throws: CSVError.self) { try CSVTable(text: "a\ninf\n").matrix(missing: .nan) }
    }

    @Test func refusesOtherEncodingsAndFiles() throws {
        let directory = try TemporaryDirectory()
        let wide = try directory.write([0xFF, 0xFE, 0x61, 0], to: "wide.csv")
        #expect(throws: CSVError.wrongEncoding(source: "'\(wide)'")) { try CSVTable(path: wide) }
        let error = #expect(throws: CSVError.self) { try CSVTable(path: directory("none.csv")) }
        #expect(error?.description == "'\(directory("none.csv"))' cannot be read: no such file or directory.")
        #expect(throws: CSVError.self) { try CSVTable(path: directory.path) }
        #expect(throws: CSVError.textAfterQuote(line: 2)) { try CSVTable(text: "a\n\"1\"2\n") }
        let binary = try directory.write((0..<200).map { UInt8($0 * 7 % 256 & 0xFF) }, to: "binary.csv")
        #expect(throws: CSVError.self) { try CSVTable(path: binary).matrix() }
    }

    @Test func writesWhatItReads() throws {
        let directory = try TemporaryDirectory()
        var matrix = Matrix(rowCount: 50, columnCount: 3) { i, j in
            Double(i * 3 + j + 1) / 7 * (j == 1 ? 1e-300 : 1e17)
        }
        matrix[0, 0] = -.zero
        matrix[1, 1] = .leastNonzeroMagnitude
        matrix[2, 2] = .greatestFiniteMagnitude
        try CSVWriter(path: directory("m.csv")).write(matrix, columnNames: ["a", "b, c", "\"d\""])
        let table = try CSVTable(path: directory("m.csv"))
        #expect(table.columnNames == ["a", "b, c", "\"d\""])
        let back = try table.matrix()
        for i in 0..<50 { for j in 0..<3 { #expect(back[i, j].bitPattern == matrix[i, j].bitPattern) } }
        try CSVWriter(path: directory("t.csv")).write(rows: [["1;2", ""], [" x", "y\nz"]], columnNames: ["p", "q"])
        #expect(try CSVTable(path: directory("t.csv")).texts(column: "q") == ["", "y\nz"])
        try CSVWriter(path: directory("n.csv")).write(Matrix(rows: [[1.5, 2]]))
        #expect(try directory.bytes(of: "n.csv") == Array("1.5,2.0\n".utf8))
    }
}
