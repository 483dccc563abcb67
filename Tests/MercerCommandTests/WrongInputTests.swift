import Testing

/// Wrong input ends with status 1 and one clear line that names the culprit; wrong usage ends with status 2.
@Suite struct WrongInputTests {
    static let problems: [(what: String, text: String, says: String)] = [
        ("empty file", "", "empty"),
        ("no YAML", "variables: {x: [0, 1\nequation: 3", "YAML"),
        ("unknown key", "variable: {x: [0, 1]}\nequation: u_xx = 0", "did you mean 'variables'"),
        ("no equation", "variables: {x: [0, 1]}", "equation"),
        ("unbalanced parenthesis", problem("u_xx = sin(x"), ":2:"),
        ("unknown function", problem("u_xx = sinn(x)"), "did you mean 'sin'"),
        ("unknown name", problem("u_xx = k*x"), "k"),
        ("two equal signs", problem("u_xx = x = 1"), "="),
        ("no unknown", problem("x = 1"), "derivative"),
        ("unknown derivative", problem("u_yy = x"), "u_yy"),
        ("bounds reversed", problem("u_xx = x", bounds: "[1, 0]"), "lower bound"),
        ("bounds equal", problem("u_xx = x", bounds: "[1, 1]"), "lower bound"),
        ("one bound", problem("u_xx = x", bounds: "[1]"), "two bounds"),
        ("bound not a number", problem("u_xx = x", bounds: "[0, y]"), "y"),
        (
            "contradictory conditions",
            problem("u_xx = x", conditions: "[{on: x = 0, equation: u = 0}, {on: x = 0, equation: u = 1}]"),
            "contradict"
        ),
        ("missing condition", problem("u_xx = x", conditions: "[{on: x = 0, equation: u = 0}]"), "conditions"),
        ("condition without place", problem("u_xx = x", conditions: "[{equation: u = 0}]"), "where it holds"),
        ("condition elsewhere", problem("u_xx = x", conditions: "[{on: x = 7, equation: u = 0}]"), "x = 7"),
        (
            "no conditions in three variables", "variables: {x: [0, 1], y: [0, 1], t: [0, 1]}\nequation: u_t = u_xx",
            "condition"
        ),
        (
            "five variables", "variables: {a: [0, 1], b: [0, 1], c: [0, 1], d: [0, 1], f: [0, 1]}\nequation: u_a = 1",
            "four"
        ),
        ("no conditions in two variables", "variables: {x: [0, 1], t: [0, 1]}\nequation: u_t = u_xx", "condition"),
        ("division by zero", problem("u_xx = 1/(x - 0.5)"), "finite"),
        ("parameter not a number", "parameters: {k: sin(}\n" + problem("u_xx = k"), "'k'"),
        ("grid not a number", "grid: {x: many}\n" + problem("u_xx = x"), "grid"),
        ("unknowns", "unknowns: {k: [0, 1]}\n" + problem("u_xx = k"), "bserv"),
    ]

    private static func problem(
        _ equation: String, bounds: String = "[0, 1]", conditions: String = "[{on: boundary, equation: u = 0}]"
    ) -> String {
        "variables: {x: \(bounds)}\nequation: \"\(equation)\"\nconditions: \(conditions)\n"
    }

    @Test(arguments: problems) func problemFiles(what: String, text: String, says: String) throws {
        let run = try CommandRun(["pde", "solve", "-"], input: text)
        try expectOneLine(run, says: says)
    }

    static let tables: [(what: String, text: String, arguments: [String], says: String)] = [
        ("empty", "", [], "empty"),
        ("header only", "a,y\n", [], "row"),
        ("NaN", "a,y\n1,2\nnan,3\n", [], "line 3"),
        ("text in numbers", "a,y\n1,2\nabc,3\n", [], "abc"),
        ("ragged", "a,y\n1,2\n1,2,3\n", [], "line 3"),
        ("missing column", "a,b\n1,2\n2,3\n", [], "'y'"),
        ("no input column", "y\n1\n2\n", [], "input"),
        ("duplicate rows without noise", "a,y\n1,2\n1,2\n2,5\n", ["--noise", "0"], "same inputs"),
        ("constant target, standardised", "a,y\n1,2\n2,2\n3,2\n", ["--standardize"], "cannot be scaled"),
        ("unknown kernel", "a,y\n1,2\n2,3\n", ["--kernel", "rbg"], "no kernel 'rbg'"),
        ("unknown argument", "a,y\n1,2\n2,3\n", ["--kernel", "rbf(length=2)"], "no argument 'length'"),
        ("unbalanced kernel", "a,y\n1,2\n2,3\n", ["--kernel", "rbf(2"], "column"),
        ("negative lengthscale", "a,y\n1,2\n2,3\n", ["--kernel", "rbf(-2)"], "positive"),
        ("too many lengthscales", "a,y\n1,2\n2,3\n", ["--kernel", "rbf([1,2])"], "lengthscales"),
        ("a number alone", "a,y\n1,2\n2,3\n", ["--kernel", "3"], "not a kernel"),
        ("unknown model", "a,y\n1,2\n2,3\n", ["--model", "student-process(dof=5)"], "student-t-process"),
        ("unknown likelihood", "a,y\n1,2\n2,3\n", ["--likelihood", "poison"], "did you mean 'poisson'"),
        ("negative density", "a,y\n1,2\n2,3\n", ["--model", "scale-mixture(gamma(-1, 1))"], "positive"),
        ("label that is none", "a,y\n1,0.5\n2,1\n", ["--likelihood", "bernoulli"], "0 or 1"),
        ("method that does not apply", "a,y\n1,0\n2,1\n", ["--likelihood", "poisson", "--method", "exact"], "laplace"),
        ("unknown method", "a,y\n1,0\n2,1\n", ["--method", "exakt"], "did you mean 'exact'"),
        ("noise twice", "a,y\n1,0\n2,1\n", ["--likelihood", "gaussian(variance=1)", "--noise", "1"], "twice"),
        ("noise beside a likelihood", "a,y\n1,0\n2,1\n", ["--likelihood", "poisson", "--noise", "1"], "--noise"),
        (
            "likelihood of a mixture", "a,y\n1,0\n2,1\n",
            ["--likelihood", "poisson", "--model", "student-t-process(dof=5)"], "normal noise"
        ),
    ]

    @Test(arguments: tables) func data(what: String, text: String, arguments: [String], says: String) throws {
        let folder = try Folder()
        try folder.write("data.csv", text)
        let run = try CommandRun(
            ["fit", "data.csv", "--target", "y", "--output", "model"] + arguments, in: folder)
        try expectOneLine(run, says: says)
        #expect(folder.names == ["data.csv"], "nothing may be left behind")
    }

    @Test func oneRowAndConstantColumnAreFine() throws {
        let folder = try Folder()
        try folder.write("one.csv", "a,y\n1,2\n")
        #expect(try CommandRun(["fit", "one.csv", "--target", "y", "--output", "m1"], in: folder).status == 0)
        try folder.write("constant.csv", "a,b,y\n1,7,2\n2,7,3\n4,7,1\n")
        let run = try CommandRun(
            ["fit", "constant.csv", "--target", "y", "--output", "m2", "--standardize"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("column 1"))
    }

    @Test(arguments: [
        ["fit"], ["frobnicate"], ["pde", "solve"], ["gram", "rbf", "--x", "a.csv", "--output", "k.txt"],
        ["pde", "solve", "example:bratu", "--grid", "x"], ["doctor", "--threads", "0"],
        ["pde", "solve", "example:bratu", "--method", "magic"],
    ]) func usage(arguments: [String]) throws {
        let run = try CommandRun(arguments)
        #expect(run.status == 2, "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test func unknownExampleNamesTheNearest() throws {
        try expectOneLine(CommandRun(["pde", "solve", "example:bratuu"]), says: "did you mean 'bratu'")
    }

    @Test func foreignDirectoriesAreNotReplaced() throws {
        let folder = try Folder()
        try folder.write("data.csv", "a,y\n1,2\n2,3\n")
        let run = try CommandRun(["fit", "data.csv", "--target", "y", "--output", "."], in: folder)
        #expect(run.status == 1)
        #expect(folder.names == ["data.csv"])
    }

    private func expectOneLine(_ run: CommandRun, says: String) throws {
        #expect(run.status == 1, "\(run.output) \(run.errors)")
        #expect(run.output.isEmpty)
        let lines = run.errorLines.filter { !$0.hasPrefix("mercer: warning:") }
        #expect(lines.count == 1, "\(run.errors)")
        #expect(run.errors.contains(says), "\(run.errors)")
        #expect(!run.errors.contains("Fatal error") && !run.errors.contains("backtrace"))
    }
}
