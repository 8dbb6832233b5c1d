import Handbook
import Kernel
import Web

/// Text to terms, wishes and seconds; all problems at once.
enum RosterProposalForms {
    static func terms(_ typed: FormData) throws(Invalid) -> StaffingTerms {
        let bounds = StaffingTerms.Weights.bounds
        let (
            share, within, patience, occupancy, shrinkage, handling, cases, least, cover, spare, wish, nights, weekends,
            evenness, pattern
        ) = try form(
            typed.integer("share", in: 1...99), typed.integer("within", in: 1...3600),
            typed.optionalInteger("patience", in: 1...3600), typed.integer("occupancy", in: 10...100),
            typed.integer("shrinkage", in: 0...80), typed.optionalInteger("handling", in: 1...7200),
            typed.integer("cases", in: 0...480), typed.integer("least", in: 1...500),
            typed.integer("cover", in: bounds), typed.integer("spare", in: bounds), typed.integer("wish", in: bounds),
            typed.integer("nights", in: bounds), typed.integer("weekends", in: bounds),
            typed.integer("evenness", in: bounds), typed.integer("pattern", in: bounds))
        return StaffingTerms(
            share: share, within: within, patience: patience, occupancy: occupancy, shrinkage: shrinkage,
            handling: handling, caseMinutes: cases, least: least,
            weights: .init(
                cover: cover, spare: spare, wish: wish, nights: nights, weekends: weekends, evenness: evenness,
                pattern: pattern))
    }

    static func seconds(_ typed: FormData) throws(Invalid) -> Int {
        try form(typed.integer("seconds", in: RosterProposal.seconds))
    }

    static func wish(_ typed: FormData) throws(Invalid) -> (day: Day, kind: ShiftWish.Kind, code: String, strength: Int)
    {
        let (day, kind, code, strength) = try form(
            typed.day("day"), typed.choice("kind", of: ShiftWish.Kind.self), typed.optional("code", max: 4),
            typed.integer("strength", in: ShiftWish.strengths))
        return (day, kind, code ?? "", strength)
    }
}
