/// Operations on registers, in order, and where the results are left.
struct ExpressionProgram: Sendable {
    struct Step: Sendable {
        var operation: Operation
        var register: Int
    }

    let steps: [Step]
    let registerCount: Int
    let results: [Int]

    /// Keeps the operations that results need and lets them share registers.
    ///
    /// A register is free again after the last step that reads it, so a long sum needs a handful.
    init(_ operations: [Operation], results values: [Int]) {
        var lastUse = [Int](repeating: -1, count: operations.count)
        for value in values { lastUse[value] = operations.count }
        for index in operations.indices.reversed() where lastUse[index] >= 0 {
            for operand in operations[index].operands where lastUse[operand] < 0 { lastUse[operand] = index }
        }
        var steps: [Step] = []
        var registers = [Int](repeating: -1, count: operations.count)
        var free: [Int] = []
        var count = 0
        for index in operations.indices where lastUse[index] >= 0 {
            let operation = operations[index]
            let mapped = operation.mapped { registers[$0] }
            for operand in operation.operands where lastUse[operand] == index {
                free.append(registers[operand])
                lastUse[operand] = -1
            }
            if free.isEmpty {
                free.append(count)
                count += 1
            }
            registers[index] = free.removeLast()
            steps.append(Step(operation: mapped, register: registers[index]))
        }
        self.steps = steps
        registerCount = count
        results = values.map { registers[$0] }
    }

    /// Runs the program on numbers; no allocation on the heap for programs of ordinary size.
    func run<R>(
        variable: (Int) -> Double, reading results: (UnsafeMutableBufferPointer<Double>) -> R
    ) -> R {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(registerCount, 1)) { registers in
            registers.initialize(repeating: 0)
            for step in steps {
                registers[step.register] = step.operation.value(
                    of: { registers[$0] }, variable: variable, sample: 0.0)
            }
            return results(registers)
        }
    }

    /// Runs the program on any scalars; `sample` gives constants their shape.
    func run<S: DifferentiableScalar>(variables: [S], sample: S) -> [S] {
        var registers = [S](repeating: sample, count: registerCount)
        for step in steps {
            registers[step.register] = step.operation.value(
                of: { registers[$0] }, variable: { variables[$0] }, sample: sample)
        }
        return results.map { registers[$0] }
    }
}
