import Database
import Handbook
import Kernel

extension Chore {
    /// Looks rows through, chunk after chunk.
    static let importChecking = Chore(
        name: "import.check", rhythm: .every(.milliseconds(200)),
        isNeeded: { tx in try tx.imports.waiting(.read) != nil },
        work: { tx in Chore.Progress(try tx.imports.checkNext()) })

    /// Brings rows in, chunk after chunk.
    static let importRunning = Chore(
        name: "import.run", rhythm: .every(.milliseconds(200)),
        isNeeded: { tx in try tx.imports.waiting(.running) != nil },
        work: { tx in Chore.Progress(try tx.imports.runNext()) })

    static let importTidying = Chore(
        name: "import.tidy", rhythm: .every(.minutes(1)),
        work: { tx in
            try tx.imports.giveUpAbandoned()
            return try tx.imports.clearNext() ? .more : .done
        })

    static let imports = [importChecking, importRunning, importTidying]
}

extension Chore.Progress {
    fileprivate init(_ work: Imports.Work) {
        switch work {
        case .nothing: self = .done
        case .some: self = .more
        case .stumbled(let reason): self = .stumbled(reason)
        }
    }
}
