import Dispatch
import Foundation
import Mercer

/// Ctrl-C and termination: unfinished outputs are removed and the command ends with the signal's status (130, 143).
///
/// The handler runs on a queue of its own, so it answers also while a long factorisation holds the main thread.
enum Interruption {
    static func install() {
        // A limit on file sizes is then an error of the write, like a full disk.
        signal(SIGXFSZ, SIG_IGN)
        let queue = DispatchQueue(label: "mercer.interruption")
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                TemporaryPaths.removeAll()
                Terminal.printError("mercer: interrupted; nothing was written")
                _exit(128 + number)
            }
            source.resume()
            // The source lives as long as the process.
            _ = Unmanaged.passRetained(source as AnyObject)
        }
    }
}
