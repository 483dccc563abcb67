/// Turns syntax trees into a list of operations in which equal subexpressions occur once.
///
/// Value numbering (Cocke & Schwartz 1970): an operation on already numbered operands is looked up before it is
/// added, so sharing costs O(1) a node and no tree is ever hashed. Constant operands are folded on the way.
struct ProgramBuilder {
    private let variables: [String: Int]
    private let parameters: [String: Double]
    private(set) var operations: [Operation] = []
    private var numbers: [Operation: Int] = [:]

    init(variables: [String], parameters: [String: Double]) {
        self.variables = Dictionary(variables.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        self.parameters = parameters
    }

    /// Adds the operations of an expression; the index of its value.
    mutating func add(_ expression: Expression) throws(NameError) -> Int {
        switch expression {
        case .number(let value): return constant(value)
        case .constant(let constant): return self.constant(constant.value)
        case .name(let name): return try add(name: name)
        case .negation(let operand): return number(.negate(try add(operand)))
        case .sum(let first, let rest):
            var result = try add(first)
            for term in rest {
                let next = try add(term.expression)
                result = number(term.isSubtracted ? .subtract(result, next) : .add(result, next))
            }
            return result
        case .product(let first, let rest):
            var result = try add(first)
            for factor in rest {
                let next = try add(factor.expression)
                result = number(factor.isDivisor ? .divide(result, next) : .multiply(result, next))
            }
            return result
        case .power(let base, let exponent): return addPower(try add(base), try add(exponent))
        case .call(let function, let argument): return number(.call(function, try add(argument)))
        case .extremum(let extremum, let a, let b): return number(.extremum(extremum, try add(a), try add(b)))
        case .conditional(let condition, let a, let b):
            let left = try add(condition.left)
            let right = try add(condition.right)
            return number(.select(condition.relation, left, right, try add(a), try add(b)))
        case .derivative(let operand, let variable): return try add(operand.differentiated(by: variable))
        }
    }

    private mutating func add(name: String) throws(NameError) -> Int {
        if let index = variables[name] { return number(.variable(index)) }
        if let value = parameters[name] { return constant(value) }
        let known = variables.sorted { $0.value < $1.value }.map(\.key) + parameters.keys.sorted()
        throw NameError(name: name, known: known)
    }

    private mutating func addPower(_ base: Int, _ exponent: Int) -> Int {
        if let value = constantValue(exponent) {
            if value == 0.5 { return number(.call(.sqrt, base)) }
            if let whole = Int(exactly: value), whole.magnitude <= 64 {
                return number(.integerPower(base, exponent: whole))
            }
        }
        return number(.power(base, exponent))
    }

    private mutating func constant(_ value: Double) -> Int { number(.constant(bits: value.bitPattern)) }

    private func constantValue(_ index: Int) -> Double? {
        if case .constant(let bits) = operations[index] { Double(bitPattern: bits) } else { nil }
    }

    /// The index of an operation's value: an earlier one's if there is an equal one.
    private mutating func number(_ operation: Operation) -> Int {
        if let known = numbers[operation] { return known }
        let operands = operation.operands
        if !operands.isEmpty, operands.allSatisfy({ constantValue($0) != nil }) {
            let value = operation.value(of: { constantValue($0) ?? .nan }, variable: { _ in .nan }, sample: 0.0)
            let index = constant(value)
            numbers[operation] = index
            return index
        }
        operations.append(operation)
        numbers[operation] = operations.count - 1
        return operations.count - 1
    }
}
