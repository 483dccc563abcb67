/// The kinds of elements that are read, with NumPy's names.
public enum NPYElement: String, Sendable, CaseIterable {
    /// 64-bit floating point.
    case f8
    /// 32-bit floating point.
    case f4
    /// 64-bit integer; beyond 2⁵³ the nearest double is taken.
    case i8
    /// 32-bit integer.
    case i4
    /// 16-bit integer.
    case i2
    /// 8-bit integer.
    case i1
    /// 64-bit unsigned integer; beyond 2⁵³ the nearest double is taken.
    case u8
    /// 32-bit unsigned integer.
    case u4
    /// 16-bit unsigned integer.
    case u2
    /// 8-bit unsigned integer.
    case u1
    /// A truth value in one byte, read as 0 or 1.
    case b1

    /// Bytes an element.
    public var size: Int { Int(rawValue.last?.wholeNumberValue ?? 1) }

    /// The kind that a `descr` such as `<f8` names; nil for others and for big-endian ones.
    init?(descriptor: String) {
        guard let order = descriptor.first, "<|=".contains(order) else { return nil }
        self.init(rawValue: String(descriptor.dropFirst()))
        if order == "|" && size > 1 { return nil }
    }

    /// The element at a byte offset, which need not be aligned.
    func value(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Double {
        switch self {
        case .f8: bytes.loadUnaligned(fromByteOffset: offset, as: Double.self)
        case .f4: Double(bytes.loadUnaligned(fromByteOffset: offset, as: Float.self))
        case .i8: Double(bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self))
        case .i4: Double(bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
        case .i2: Double(bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self))
        case .i1: Double(bytes.loadUnaligned(fromByteOffset: offset, as: Int8.self))
        case .u8: Double(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        case .u4: Double(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        case .u2: Double(bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
        case .u1: Double(bytes[offset])
        case .b1: bytes[offset] == 0 ? 0 : 1
        }
    }
}
