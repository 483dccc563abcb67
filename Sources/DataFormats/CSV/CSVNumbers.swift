import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// What becomes of fields without a value when numbers are asked for.
public enum MissingValues: Sendable {
    /// The first empty field or NaN is an error.
    case refused
    /// Empty fields and the words `NaN` and `NA` become NaN.
    case nan
}

extension CSVTable {
    /// The named columns as a matrix: one row a row, one column a name, in the order of the names.
    ///
    /// Infinite numbers are always refused.
    ///
    /// - Throws: ``CSVError`` naming the first field at fault, row by row.
    public func matrix(
        columns names: [String], missing: MissingValues = .refused
    ) throws(CSVError) -> Matrix {
        var indices: [Int] = []
        for name in names { indices.append(try index(of: name)) }
        return try numbers(indices, missing)
    }

    /// All columns as a matrix.
    ///
    /// - Throws: ``CSVError`` naming the first field at fault, row by row.
    public func matrix(missing: MissingValues = .refused) throws(CSVError) -> Matrix {
        try numbers(Array(0..<columnCount), missing)
    }

    /// The named column as a vector.
    ///
    /// - Throws: ``CSVError`` naming the first field at fault.
    public func vector(column name: String, missing: MissingValues = .refused) throws(CSVError) -> Vector {
        try numbers([try index(of: name)], missing).column(0)
    }

    private func numbers(_ columns: [Int], _ missing: MissingValues) throws(CSVError) -> Matrix {
        var failure: CSVError?
        let result = Matrix(rowCount: rowCount, columnCount: columns.count) { target in
            target.initialize(repeating: .nan, count: rowCount * columns.count)
            bytes.withUnsafeBytes { raw in
                for i in 0..<rowCount where failure == nil {
                    for (j, column) in columns.enumerated() {
                        do throws(CSVError) {
                            target[i + j * rowCount] = try number(raw, i, column, missing)
                        } catch {
                            failure = error
                            break
                        }
                    }
                }
            }
        }
        if let failure { throw failure }
        return result
    }

    private func number(
        _ raw: UnsafeRawBufferPointer, _ row: Int, _ column: Int, _ missing: MissingValues
    ) throws(CSVError) -> Double {
        let field = field(row, column)
        if let value = Self.parsed(raw, field), value.isFinite { return value }
        let text = Self.text(of: field, in: bytes)
        let isMissing = text.isEmpty || ["nan", "na"].contains(text.lowercased())
        if isMissing, case .nan = missing { return .nan }
        let (line, name) = (line(ofRow: row), columnNames[column])
        if text.isEmpty { throw .missingValue(line: line, column: name) }
        if isMissing || Self.parsed(raw, field) != nil { throw .notFinite(line: line, column: name, text: text) }
        throw .notANumber(line: line, column: name, text: text)
    }

    static func parsedNumber(_ field: CSVScanner.Field, in bytes: MappedBytes) -> Double? {
        bytes.withUnsafeBytes { parsed($0, field) }
    }

    /// The decimal number that fills the whole field, by the C library's correctly rounded `strtod`.
    ///
    /// The field is copied, because the mapped bytes have no terminating zero. Hexadecimal digits are refused.
    private static func parsed(_ raw: UnsafeRawBufferPointer, _ field: CSVScanner.Field) -> Double? {
        let count = field.end - field.start
        guard count > 0 && count < 400, let base = raw.baseAddress else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: count + 1, alignment: 1) { copy in
            guard let start = copy.baseAddress else { return nil }
            start.copyMemory(from: base + field.start, byteCount: count)
            copy[count] = 0
            if copy.contains(where: { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") }) { return nil }
            if isspace(Int32(copy[0])) != 0 { return nil }
            let text = start.assumingMemoryBound(to: CChar.self)
            var end: UnsafeMutablePointer<CChar>?
            let value = strtod(text, &end)
            return end == text + count ? value : nil
        }
    }
}
