import Kernel
import Web

/// How the closed words of an import are shown.
extension Import.State {
    var word: Word {
        switch self {
        case .uploaded: .importStateUploaded
        case .read: .importStateRead
        case .previewed: .importStatePreviewed
        case .running: .importStateRunning
        case .finished: .importStateFinished
        case .cancelled: .importStateCancelled
        case .failed: .importStateFailed
        }
    }

    var tone: Tone {
        switch self {
        case .uploaded, .read, .running: .going
        case .previewed: .urgent
        case .finished: .done
        case .cancelled: .plain
        case .failed: .broken
        }
    }
}

extension Import.Kind {
    var word: Word {
        switch self {
        case .cases: .importKindCases
        case .customers: .importKindCustomers
        }
    }
}
