import Mercer

/// Named inputs, and a target where there is one.
struct DataSet {
    var inputNames: [String]
    var targetName: String
    var x: Matrix
    var y: Vector?

    /// Training data: a CSV table with a header, or an NPY matrix of inputs beside an NPY vector of targets.
    init(path: String, target: String?, targetFile: String?) throws {
        if path.hasSuffix(".npy") {
            guard let targetFile else {
                throw CommandError("with inputs in '\(path)', give the targets with --y FILE.npy")
            }
            x = try NPYArray(path: path).matrix()
            y = try NPYArray(path: targetFile).vector()
            inputNames = (0..<x.columnCount).map { "x\($0)" }
            targetName = target ?? "y"
            return
        }
        let table = try CSVTable(path: path)
        guard let target else {
            throw CommandError("say which column is the target: --target \(table.columnNames.last ?? "y")")
        }
        y = try table.vector(column: target)
        targetName = target
        inputNames = table.columnNames.filter { $0 != target }
        x = try table.matrix(columns: inputNames)
    }

    /// New points for a model: its input columns by name, and its target column where the table has it.
    init(path: String, inputNames: [String], targetName: String) throws {
        self.inputNames = inputNames
        self.targetName = targetName
        if path.hasSuffix(".npy") {
            x = try NPYArray(path: path).matrix()
            guard x.columnCount == inputNames.count else {
                throw CommandError(
                    "'\(path)' has \(x.columnCount) columns, but the model has the inputs \(inputNames.joined(separator: ", "))"
                )
            }
            return
        }
        let table = try CSVTable(path: path)
        x = try table.matrix(columns: inputNames)
        if table.columnNames.contains(targetName) { y = try? table.vector(column: targetName) }
    }

    private init(inputNames: [String], targetName: String, x: Matrix, y: Vector?) {
        self.inputNames = inputNames
        self.targetName = targetName
        self.x = x
        self.y = y
    }

    /// The rows with the given indices.
    func rows(_ indices: [Int]) -> DataSet {
        DataSet(
            inputNames: inputNames, targetName: targetName, x: x.rows(indices),
            y: y.map { y in Vector(indices.map { y[$0] }) })
    }

    /// Splits off a random fraction of the rows: what remains, and what is held out.
    func split(holdingOut fraction: Double, seed: UInt64) throws -> (kept: DataSet, held: DataSet) {
        let count = Int((Double(x.rowCount) * fraction).rounded())
        guard count >= 1, count < x.rowCount else {
            throw CommandError(
                "--test \(fraction) of \(x.rowCount) rows holds out \(count); at least one row must be kept and one held out"
            )
        }
        var generator = SeededGenerator(seed: seed)
        let order = Array(0..<x.rowCount).shuffled(using: &generator)
        return (rows(order.dropFirst(count).sorted()), rows(order.prefix(count).sorted()))
    }
}
