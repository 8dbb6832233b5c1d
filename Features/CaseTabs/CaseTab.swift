import Kernel

/// A case a person has open, beside others: kept on the server, so it is there after a reload and on another machine.
struct CaseTab: Equatable, Sendable {
    let id: Case.ID
    let number: String
    let subject: String
    /// The next deadline has passed.
    let isLate: Bool
    /// Something has been begun here and not sent.
    let hasDraft: Bool
    /// Something has happened since the person looked.
    let hasNews: Bool

    /// More than anybody keeps in mind; the oldest without a draft makes room.
    static let most = 12
}

extension [CaseTab] {
    /// The tabs before and after the one at hand, round the end; with none at hand, the last and the first.
    func around(_ id: Case.ID?) -> (previous: CaseTab?, next: CaseTab?) {
        guard let place = firstIndex(where: { $0.id == id }) else { return (last, first) }
        guard count > 1 else { return (nil, nil) }
        return (self[(place + count - 1) % count], self[(place + 1) % count])
    }
}
