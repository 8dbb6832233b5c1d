import Handbook
import Kernel

/// What is recorded of a call beyond who and what: of our own calls the result, the mood, the satisfaction; of any the
/// diary's lines, the objections that were met, the documents that were sent.
extension Contact {
    /// What a call of ours is for: it chooses the script.
    enum Errand: String, CaseIterable, Sendable {
        case service, visit, marketing

        var moment: Script.Moment {
            switch self {
            case .service: .outboundOpening
            case .visit: .returnVisit
            case .marketing: .telemarketing
            }
        }
    }

    /// What came of a call of ours (GAME-98).
    enum CallResult: String, CaseIterable, Sendable {
        case informed, agreed, interested, later, refused
        case doNotCall = "do-not-call"
        case notReached = "not-reached"

        /// A marketing call that came to something.
        static let converted: [CallResult] = [.agreed, .interested]
    }

    /// One line of the work diary: what was told or asked, what was answered, what is still to be done (SOFT-45).
    struct Item: Equatable, Sendable {
        var text: String
        var answer = ""
        /// What follows, and by when; empty where nothing does.
        var followUp = ""
        var due: Instant?
        var doneAt: Instant?

        var isOwed: Bool { !followUp.isEmpty && doneAt == nil }
    }

    /// An objection that was met, with the answer that was given, and whether it helped (GAME-101).
    struct ObjectionMet: Equatable, Sendable {
        var said: String
        var answer: String
        var worked: Bool
    }

    /// A document that went to the customer (SOFT-40).
    struct MaterialSent: Equatable, Sendable {
        enum By: String, CaseIterable, Sendable { case told, chat, email, sms }

        var title: String
        var by: By
    }

    struct Particulars: Equatable, Sendable {
        var items: [Item] = []
        var objections: [ObjectionMet] = []
        var materials: [MaterialSent] = []

        static let mostItems = 8
    }

    /// A call of our own initiative; one that answers another is closed with that one.
    var isOurCall: Bool { channel == .phone && direction == .outbound && returns == nil }
    /// Somebody was spoken to, as far as is known.
    var reaches: Bool { record.result != .notReached }

    /// GAME-98: a call that did not get through is no conversation. It ends as that, or as a number dialled by mistake, and
    /// nothing is noted of what a customer said on it; the ending says it where no result was chosen.
    mutating func heedReach(_ ending: Ending, meeting objections: [ObjectionMet]) throws(Refusal) {
        if ending == .unreached {
            guard isOurCall else { throw .notOurCall }
            record.result = record.result ?? .notReached
        }
        guard direction == .outbound else { return }
        let isHeard = !record.mood.isEmpty || record.satisfaction != nil || !objections.isEmpty
        let isTrue = reaches ? ending != .unreached : !ending.isConversation && !isHeard
        guard isTrue else { throw .notReached }
    }

    /// GAME-98: result and mood of a call of ours.
    func outcome(_ fields: [CallField]) -> (Bool, Sentence)? {
        guard isOurCall else { return nil }
        let missing = fields.filter { field in
            switch field {
            case .result: record.result == nil
            case .mood: reaches && record.mood.isEmpty
            }
        }
        let names = missing.map(\.ruleWord.chinese).joined(separator: "、")
        return (missing.isEmpty, Sentence(.contactMissing, names))
    }

    /// SOFT-40, SOFT-42: whoever is guided at a distance can follow it, or has somebody beside them who can.
    func guidance(_ ending: Ending) -> (Bool, Sentence)? {
        guard ending == .movedToChat, direction == .inbound, channel == .phone else { return nil }
        guard let skill = record.skill else { return (false, Sentence(.contactSkillMissing)) }
        return (skill != ComputerSkill.none || !record.helper.isEmpty, Sentence(.contactHelperMissing))
    }

    /// Whether this call owes the customer a case: they were visited and are not satisfied (GAME-84).
    func owesFollowUp(_ ending: Ending, under handbook: Handbook) -> Bool {
        isOurCall && errand == .visit && record.satisfaction == .dissatisfied && ending != .dropped
            && handbook.gates().contains { $0.1 == .visitSatisfaction }
    }
}

extension Contact.Ending {
    /// Somebody was spoken to.
    var isConversation: Bool {
        switch self {
        case .solved, .callback, .message, .transferred, .openedCase, .addedToCase, .movedToChat, .referred: true
        case .unreached, .dropped: false
        }
    }
}
