/// An array file of NumPy's that cannot be read.
public enum NPYError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file cannot be opened.
    case file(FileError)
    /// The bytes do not begin like an NPY file.
    case notNPY(source: String)
    /// A version of the format other than 1, 2 and 3.
    case unsupportedVersion(source: String, major: Int)
    /// The header is no dictionary with `descr`, `fortran_order` and `shape`.
    case malformedHeader(source: String, reason: String)
    /// Elements of a kind that is not read.
    case unsupportedElements(source: String, descriptor: String)
    /// The file ends before the array does.
    case truncated(source: String, expectedBytes: Int, foundBytes: Int)
    /// The bytes are no zip archive.
    case notZip(source: String)
    /// The archive holds no array of that name.
    case missingArray(source: String, name: String, available: [String])
    /// The array is compressed.
    case compressed(source: String, name: String)
    /// The array's checksum is wrong.
    case damaged(source: String, name: String)
    /// The array has another number of axes than wanted.
    case wrongShape(source: String, shape: [Int], wanted: String)

    /// One sentence that names the file and a way out.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .notNPY(let source): "\(source) is not an NPY file; write it with numpy.save."
        case .unsupportedVersion(let source, let major):
            "\(source) has version \(major) of the NPY format; versions 1, 2 and 3 are read."
        case .malformedHeader(let source, let reason): "\(source) has a damaged NPY header: \(reason)."
        case .unsupportedElements(let source, let descriptor):
            "\(source) has elements of type '\(descriptor)'; convert it with x.astype('<f8')."
        case .truncated(let source, let expected, let found):
            "\(source) is cut short: its header promises \(expected) bytes of data, there are \(found)."
        case .notZip(let source): "\(source) is not an NPZ file; write it with numpy.savez."
        case .missingArray(let source, let name, let available):
            "\(source) has no array '\(name)'; it has \(available.map { "'\($0)'" }.joined(separator: ", "))."
        case .compressed(let source, let name):
            "array '\(name)' of \(source) is compressed; write it with numpy.savez, not numpy.savez_compressed."
        case .damaged(let source, let name): "array '\(name)' of \(source) is damaged: its checksum is wrong."
        case .wrongShape(let source, let shape, let wanted):
            "\(source) has the shape (\(shape.map(String.init).joined(separator: ", "))) where \(wanted) is needed."
        }
    }
}
