#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// What the system says about the last failed call, with a small letter.
func systemReason(_ code: Int32 = errno) -> String {
    let message = String(cString: strerror(code))
    return message.prefix(1).lowercased() + message.dropFirst()
}

/// What a path leads to, symbolic links followed.
enum PathKind {
    case nothing, file, directory, other

    init(of path: String) {
        var information = stat()
        guard stat(path, &information) == 0 else {
            self = .nothing
            return
        }
        switch information.st_mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .directory
        default: self = .other
        }
    }
}

/// The names in a directory, sorted, without `.` and `..`; empty if it cannot be listed.
func namesInDirectory(_ path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
}

/// Removes a file, or a directory with all it holds; symbolic links are removed, not followed.
func removeTree(_ path: String) {
    var information = stat()
    guard lstat(path, &information) == 0 else { return }
    if information.st_mode & S_IFMT == S_IFDIR {
        for name in namesInDirectory(path) { removeTree(path + "/" + name) }
        rmdir(path)
    } else {
        unlink(path)
    }
}

/// A name beside `path` that no other writer uses: hidden, in the same folder, so that a rename is atomic.
func temporarySibling(of path: String) -> String {
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let tag = String(UInt64.random(in: 0 ... .max), radix: 36)
    return path[..<cut] + ".\(path[cut...]).\(tag).partial"
}
