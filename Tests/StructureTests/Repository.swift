import Foundation

/// The project's files, found from this file's own place.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct File {
        var path: String
        var lines: [Substring]
    }

    /// The Swift files below a folder of the project.
    static func swiftFiles(below folder: String) throws -> [File] {
        let base = root.appendingPathComponent(folder)
        guard let walker = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return try walker.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map { relative in
            let text = try String(contentsOf: base.appendingPathComponent(relative), encoding: .utf8)
            return File(
                path: folder + "/" + relative, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    static func folders(in folder: String) throws -> [String] {
        let base = root.appendingPathComponent(folder)
        return try FileManager.default.contentsOfDirectory(atPath: base.path).filter {
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(
                atPath: base.appendingPathComponent($0).path, isDirectory: &isDirectory) && isDirectory.boolValue
        }.sorted()
    }
}
