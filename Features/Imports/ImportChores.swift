import Database
import Handbook
import Kernel

extension Chore {
    /// Looks rows through, chunk after chunk.
    static let importChecking = Chore(
        name: "import.check", rhythm: .every(.milliseconds(200)),
        isNeeded: { tx in try tx.imports.waiting(.read, ready: \.isReadyToCheck) != nil },
        work: { tx in try tx.imports.checkNext() ? .more : .done })

    /// Brings rows in, chunk after chunk.
    static let importRunning = Chore(
        name: "import.run", rhythm: .every(.milliseconds(200)),
        isNeeded: { tx in try tx.imports.waiting(.running) != nil },
        work: { tx in try tx.imports.runNext() ? .more : .done })

    static let importTidying = Chore(
        name: "import.tidy", rhythm: .every(.minutes(1)),
        work: { tx in
            try tx.imports.giveUpAbandoned()
            return try tx.imports.clearNext() ? .more : .done
        })

    static let imports = [importChecking, importRunning, importTidying]
}
