/// What is said in a conversation, step by step, as a pack writes it: the text beside the form while a colleague is on
/// the telephone. A step leads on by its branches; one without branches is an end.
public struct Script: Equatable, Sendable {
    /// When it is taken out.
    public enum Moment: String, CaseIterable, Sendable {
        case inboundOpening = "inbound-opening"
        case identification, triage, hold, language
        case takeMessage = "message"
        case transfer
        case callBack = "call-back"
        case interimNotice = "interim-notice"
        case notOurs = "not-ours"
        case paidConsent = "paid-consent"
        case elderlyCaller = "elderly-caller"
        case youngerCaller = "younger-caller"
        case upsetCaller = "upset-caller"
        case closing
        case outboundOpening = "outbound-opening"
        case returnVisit = "return-visit"
        case visitSatisfied = "visit-satisfied"
        case visitDissatisfied = "visit-dissatisfied"
        case telemarketing
    }

    public struct Step: Equatable, Sendable {
        public let id: String
        /// The words, cut at their variables.
        public let say: [Piece]
        /// What to do or to mind; nothing to be said.
        public let mind: String?
        public let branches: [Branch]
        /// Titles of the materials that are ready to be read out or sent at this step (SOFT-40).
        public let materials: [String]
    }

    public struct Branch: Equatable, Sendable {
        public enum Target: Equatable, Sendable {
            case step(String)
            case script(String)
        }

        /// What the customer says or is, on the key.
        public let answer: String
        public let to: Target
        /// What the answer says besides: it is noted on the form as the branch is taken (GAME-84, GAME-98, SOFT-42).
        public let notes: [Note]
    }

    /// What a branch notes on the form.
    public enum Note: Equatable, Sendable {
        case mood(String)
        case satisfaction(Satisfaction)
        case skill(ComputerSkill)
    }

    public enum Piece: Equatable, Sendable {
        case text(String)
        case variable(Variable)
    }

    /// What a script may leave to be filled in; the page knows each of them.
    public enum Variable: String, CaseIterable, Sendable {
        case centre, agent, surname, organisation, phone, number, subject, product, colleague, time, solution, amount
        /// 先生、女士, and the season for its good wishes (GAME-84).
        case title, season
    }

    public let id: String
    public let title: String
    public let english: String
    public let moment: Moment
    public let sources: [String]
    /// The first one is where it begins.
    public let steps: [Step]
    public let pack: String
    public let line: Int

    public func step(_ id: String) -> Step? { steps.first { $0.id == id } }

    public var variables: Set<Variable> {
        Set(
            steps.flatMap(\.say).compactMap { piece in
                if case .variable(let variable) = piece { variable } else { nil }
            })
    }
}

extension Handbook {
    public func script(_ id: String) -> Script? { scripts.first { $0.id == id } }

    /// The script with which a conversation of this kind begins.
    public func script(for moment: Script.Moment) -> Script? { scripts.first { $0.moment == moment } }

    /// All the phrases that no text to a customer may hold (GAME-95, SOFT-59, SOFT-62).
    public var bannedPhrases: [String] {
        gates().flatMap { _, gate -> [String] in
            if case .bannedPhrases(let phrases) = gate { phrases } else { [] }
        }
    }
}
