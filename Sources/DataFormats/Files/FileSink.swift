#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Takes bytes and writes them to an open file in large blocks.
public struct FileSink: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private static let blockSize = 1 << 18

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
        buffer.reserveCapacity(Self.blockSize + 4096)
    }

    /// Appends raw bytes.
    public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        if bytes.count > Self.blockSize {
            try flush()
            try put(bytes)
        } else {
            buffer.append(contentsOf: bytes)
            if buffer.count >= Self.blockSize { try flush() }
        }
    }

    /// Appends text in UTF-8.
    public mutating func write(_ text: String) throws(FileError) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.blockSize { try flush() }
    }

    /// Appends bytes.
    public mutating func write(_ bytes: [UInt8]) throws(FileError) {
        var failure: FileError?
        bytes.withUnsafeBytes { raw in
            do throws(FileError) { try write(raw) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Appends numbers as they lie in memory (little-endian on every supported machine).
    public mutating func write(_ numbers: [Double]) throws(FileError) {
        var failure: FileError?
        numbers.withUnsafeBytes { bytes in
            do throws(FileError) { try write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    mutating func flush() throws(FileError) {
        var failure: FileError?
        buffer.withUnsafeBytes { bytes in
            do throws(FileError) { try put(bytes) } catch { failure = error }
        }
        buffer.removeAll(keepingCapacity: true)
        if let failure { throw failure }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                throw .cannotWrite(path: path, reason: systemReason())
            }
        }
    }
}
