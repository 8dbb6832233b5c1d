import Database
import Kernel

extension Chore {
    /// The date of an edition has come: it is said, and its law of transition is worked in.
    static let handbookTakeEffect = Chore(
        name: "handbook.take-effect", rhythm: .every(.minutes(1)),
        isNeeded: { tx in
            try tx.handbookTransitions.nextToTakeEffect() != nil || tx.handbookTransitions.nextToRestate() != nil
        },
        work: { tx in try tx.handbooks.takeEffect() ? .more : .done })

    /// People who came since the last edition was issued owe its reading too. Hourly, so that nobody's first day passes
    /// without being asked.
    static let handbookReading = Chore(
        name: "handbook.ask-readers", rhythm: .every(.hours(1)),
        work: { tx in try tx.handbooks.askNewReaders() ? .more : .done })

    static let handbookReview = Chore(name: "handbook.ask-review", rhythm: .every(.days(1))) { tx in
        try tx.handbooks.askForReviews()
        return .done
    }
}
