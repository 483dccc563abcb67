import Dispatch
import Foundation
import Mercer

/// Ctrl-C: unfinished outputs are removed and the command ends with status 130.
///
/// The handler runs on a queue of its own, so it answers also while a long factorisation holds the main thread.
enum Interruption {
    static func install() {
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "mercer.interruption"))
        source.setEventHandler {
            TemporaryPaths.removeAll()
            Terminal.printError("mercer: interrupted; nothing was written")
            _exit(130)
        }
        source.resume()
        // The source lives as long as the process.
        _ = Unmanaged.passRetained(source as AnyObject)
    }
}
