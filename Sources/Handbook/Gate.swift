public import Kernel

/// The closed set of conditions that a clause may put before a step, with their numbers.
public enum Gate: Equatable, Sendable {
    /// What the register must hold on first save (GAME-86).
    case registration(fields: [RegistrationField])
    /// Are the grounds sufficient, is the demand reasonable, does it stand, and why (GAME-87).
    case judgement
    /// No investigation without a definite time given to the customer (GAME-89, SOFT-63).
    case promiseBeforeInvestigation
    /// Cause, root cause and the person responsible are found before a solution is proposed (GAME-90, GEN1-12).
    case cause
    /// So many different proposals, each with its text and benefit, every one read by the decider (GAME-91).
    case proposals(minimum: Int, eachRead: Bool)
    /// A decision beyond the authority of the post is not possible, only escalation (CHAIN-56).
    case authorityLimit
    /// A line for the person directly responsible and one for the department manager, or «none, because…» (GAME-92).
    case penaltyLines
    /// Compensation delivered, or its date given, before the customer is asked to accept.
    case compensationDelivered
    /// Resolved only when the customer has accepted (GAME-93).
    case customerAcceptance
    /// After so many refusals the manager takes over (capabilities C03: third).
    case refusalLimit(count: Int, to: Duty)
    /// No closing without the text of the solution (GEN1-05).
    case solution
    /// No archive without a return visit that told cause, time and solution (GAME-85, CHAIN-58).
    case returnVisit
    /// Who visits: the first receiver, somebody independent, or either (X-05, SOFT-60).
    case visitor(Visitor)
    /// Evaluation, category and a lesson or «none» before the archive (GAME-94, GEN3-08).
    case summary
    /// Nobody decides, approves or checks their own act (requirements 0.3.4).
    case ownAct
    /// Words that an answer to a customer must not contain (GAME-95).
    case bannedPhrases([String])
    /// A promise needs a definite time, within so much (SOFT-63, CHAIN-07).
    case promiseHorizon(Span)
    /// Suspension needs a reason, a notice and an end date, at most so far away.
    case suspension(longest: Span)
    /// A case that bounced so often goes to the manager (GEN3-04, SOFT-76).
    case transferLimit(count: Int, to: Duty)
    /// Nobody who is off duty is given a case (SOFT-70).
    case onDuty
    /// Steps are taken in order and none is skipped (GAME-30).
    case stepsInOrder
    /// Nobody works a case before they have acknowledged the handbook in force (GAME-03).
    case acknowledgedHandbook
    /// Answered by this ring at the latest (SOFT-30, SOFT-43).
    case contactRings(maximum: Int)
    /// The customer hangs up first (SOFT-49, SOFT-57).
    case contactHangUp
    /// What the record of a contact must hold before it is wrapped up (GAME-26, SOFT-32, SOFT-36, CHAIN-77).
    case contactRecord(fields: [ContactField])

    /// The rule's name in a pack.
    public enum Rule: String, CaseIterable, Sendable {
        case registration = "complaint.registration"
        case judgement = "complaint.judgement"
        case promiseBeforeInvestigation = "complaint.promise-before-investigation"
        case cause = "complaint.cause"
        case proposals = "complaint.proposals"
        case authorityLimit = "authority.limit"
        case penaltyLines = "complaint.penalty-lines"
        case compensationDelivered = "compensation.delivered"
        case customerAcceptance = "complaint.customer-acceptance"
        case refusalLimit = "complaint.refusal-limit"
        case solution = "complaint.solution"
        case returnVisit = "complaint.visit-before-archive"
        case visitor = "complaint.visitor"
        case summary = "complaint.summary"
        case ownAct = "conduct.own-act"
        case bannedPhrases = "reply.banned-phrases"
        case promiseHorizon = "promise.horizon"
        case suspension = "case.suspension"
        case transferLimit = "transfer.limit"
        case onDuty = "assignment.on-duty"
        case stepsInOrder = "procedure.steps-in-order"
        case acknowledgedHandbook = "handbook.acknowledged-before-work"
        case contactRings = "contact.rings"
        case contactHangUp = "contact.hang-up"
        case contactRecord = "contact.record"

        /// What such a clause looks at has happened already: it can be counted, and not be refused.
        var isMeasured: Bool { self == .contactRings || self == .contactHangUp }
    }

    public var rule: Rule {
        switch self {
        case .registration: .registration
        case .judgement: .judgement
        case .promiseBeforeInvestigation: .promiseBeforeInvestigation
        case .cause: .cause
        case .proposals: .proposals
        case .authorityLimit: .authorityLimit
        case .penaltyLines: .penaltyLines
        case .compensationDelivered: .compensationDelivered
        case .customerAcceptance: .customerAcceptance
        case .refusalLimit: .refusalLimit
        case .solution: .solution
        case .returnVisit: .returnVisit
        case .visitor: .visitor
        case .summary: .summary
        case .ownAct: .ownAct
        case .bannedPhrases: .bannedPhrases
        case .promiseHorizon: .promiseHorizon
        case .suspension: .suspension
        case .transferLimit: .transferLimit
        case .onDuty: .onDuty
        case .stepsInOrder: .stepsInOrder
        case .acknowledgedHandbook: .acknowledgedHandbook
        case .contactRings: .contactRings
        case .contactHangUp: .contactHangUp
        case .contactRecord: .contactRecord
        }
    }
}

/// What a complaint register may demand on first save.
public enum RegistrationField: String, CaseIterable, Codable, Sendable {
    case complainant, phone, channel, content, demand, product, category, organisation, memberNumber = "member-number"
    case place, specialNeeds = "special-needs"
}

/// What the record of a contact may have to hold, in the order in which it is asked (SOFT-32: surname, then organisation).
public enum ContactField: String, CaseIterable, Codable, Sendable {
    case surname, organisation, phone, purpose
}

public enum Visitor: String, CaseIterable, Sendable {
    case firstReceiver = "first-receiver"
    case independent
    case either
}
