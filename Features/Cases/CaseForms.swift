import Handbook
import Kernel
import Web

/// Text to values and nothing else: what may be done with them, the actions decide.
enum CaseForms {
    static func intake(_ typed: FormData, in language: Language) throws(Invalid) -> Intake {
        // What may be left out comes first: whoever notes what is asked (`FieldProbe`) hears no further than a form whose
        // required fields are not there.
        let (expectation, opinion, grade, customer) = try form(
            typed.optional("expectation", max: 400), typed.optional("opinion", max: 1000),
            typed.optionalChoice("grade", of: CustomerGrade.self),
            typed.optionalIdentifier("customer", of: Customer.self))
        let isAgreed = try form(typed.ticked("promise_agreed"))
        let details = try details(typed)
        let values = try form(
            typed.identifier("unit", of: Unit.self), typed.choice("type", of: CaseType.self),
            typed.choice("source", of: CaseSource.self), typed.choice("channel", of: Channel.self),
            typed.choice("severity", of: Severity.self), typed.optional("complainant", max: 50),
            typed.optionalPhone("phone"), typed.optional("member_number", max: 40), typed.required("subject", max: 80),
            typed.optional("content", max: 4000), typed.optional("demand", max: 1000),
            typed.optional("category", max: 40), typed.optional("product", max: 80), typed.optional("place", max: 80),
            typed.optional("organisation", max: 80), typed.optional("special_needs", max: 200),
            typed.optionalLocalTime("promise_due"), typed.optional("promise_text", max: 400))
        return Intake(
            unit: values.0, type: values.1, source: values.2, channel: values.3, severity: values.4,
            complainant: values.5 ?? "", phone: values.6, memberNumber: values.7 ?? "",
            report: Case.Report(
                subject: values.8, content: values.9 ?? "", demand: values.10 ?? "", category: values.11 ?? "",
                product: values.12 ?? "", place: values.13 ?? "", organisation: values.14 ?? "",
                specialNeeds: values.15 ?? "", opinion: opinion ?? "", expectation: expectation ?? ""),
            promise: values.16.map {
                Intake.Pledge(text: values.17 ?? language(.casePromiseDue), due: $0, isAgreed: isAgreed)
            },
            grade: grade ?? .ordinary, details: details, customer: customer)
    }

    /// Each question comes with its own name; which of them the handbook asks, the registration knows.
    private static func details(_ typed: FormData) throws(Invalid) -> [String: String] {
        var details: [String: String] = [:]
        for index in 0..<CaseIntakeFieldPages.mostDetails {
            let (name, value) = try form(
                typed.optional("detail_name_\(index)", max: 30), typed.optional("detail_\(index)", max: 200))
            if let name { details[name] = value }
        }
        return details
    }

    static func judgement(_ typed: FormData, in language: Language) throws(Invalid) -> (Case.Judgement, Intake.Pledge?)
    {
        let values = try form(
            typed.ticked("grounds"), typed.ticked("demand"), typed.choice("verdict", of: Verdict.self),
            typed.optional("reason", max: 1000), typed.optional("department", max: 40),
            typed.optionalLocalTime("promise_due"), typed.optional("promise_text", max: 400),
            typed.optional("nature", max: 20), typed.ticked("promise_agreed"))
        if values.2 == .founded, values.4 == nil {
            // The department that is responsible must be known before anybody can investigate (GAME-89).
            throw Invalid(["department": language(.gateDepartment)])
        }
        return (
            Case.Judgement(
                groundsSufficient: values.0, demandReasonable: values.1, isFounded: values.2 == .founded,
                reason: values.3 ?? "", department: values.4 ?? "",
                nature: values.7.flatMap(Case.Nature.init(rawValue:))),
            pledge(values.6, due: values.5, isAgreed: values.8, in: language)
        )
    }

    static func proposal(_ typed: FormData) throws(Invalid) -> ProposalDraft {
        let values = try form(
            typed.required("text", max: 1000), typed.optionalMoney("cost"), typed.optional("effect", max: 400),
            typed.optional("benefit"), typed.ticked("offered"))
        return ProposalDraft(
            text: values.0, cost: values.1, effect: values.2 ?? "", benefit: values.3 ?? "", isOffered: values.4)
    }

    static func finding(_ typed: FormData) throws(Invalid) -> Case.Finding {
        let values = try form(
            typed.optional("cause", max: 80), typed.optional("root_cause", max: 1000),
            typed.optional("person", max: 50),
            typed.optional("statement", max: 1000))
        return Case.Finding(
            cause: values.0 ?? "", rootCause: values.1 ?? "", responsiblePerson: values.2 ?? "",
            statement: values.3 ?? "")
    }

    static func visit(_ typed: FormData, in language: Language) throws(Invalid) -> VisitReport {
        let values = try form(
            typed.choice("result", of: ReturnVisit.Result.self), typed.ticked("solved"), typed.ticked("told"),
            typed.optionalInteger("satisfaction", in: 1...5), typed.optional("note", max: 1000),
            typed.optionalLocalTime("promise_due"), typed.optional("promise_text", max: 400),
            typed.ticked("promise_agreed"))
        return VisitReport(
            result: values.0, isSolved: values.1, wasTold: values.2, satisfaction: values.3, note: values.4 ?? "",
            pledge: values.1 ? nil : pledge(values.6, due: values.5, isAgreed: values.7, in: language))
    }

    /// A definite time, and what is promised by then; nothing where no time was given.
    static func pledge(
        _ text: String?, due: Instant?, isAgreed: Bool, in language: Language
    ) -> Intake.Pledge? {
        due.map { Intake.Pledge(text: text ?? language(.casePromiseDue), due: $0, isAgreed: isAgreed) }
    }

    static func handOver(_ typed: FormData) throws(Invalid) -> (Staff.ID, HandOver) {
        let values = try form(
            typed.identifier("to", of: Staff.self), typed.required("reason"), typed.required("known", max: 1000),
            typed.choice("mood", of: TransferSlip.Mood.self), typed.optional("wanted", max: 1000))
        return (values.0, HandOver(reason: values.1, known: values.2, mood: values.3, wanted: values.4 ?? ""))
    }

    /// A penalty, with its rule and measure, or none, with its reason (GAME-92).
    static func penalty(_ typed: FormData, in language: Language) throws(Invalid) -> PenaltyReport {
        let values = try form(
            typed.choice("target", of: PenaltyLine.Target.self), typed.required("person", max: 50),
            typed.choice("verdict", of: PenaltyVerdict.self), typed.optional("result", max: 100),
            typed.required("reason"), typed.optional("basis", max: 100), typed.optionalMoney("amount"),
            typed.optionalInteger("points", in: 0...1000))
        let isNone = values.2 == .spared
        if !isNone, values.3 == nil { throw Invalid(["result": language(.penaltyResultMissing)]) }
        return PenaltyReport(
            target: values.0, person: values.1, result: isNone ? language(.penaltyNone) : values.3 ?? "",
            reason: values.4, basis: values.5 ?? "", amount: values.6, points: values.7, isNone: isNone)
    }

    enum PenaltyVerdict: String, CaseIterable, Sendable {
        case penalty
        case spared = "none"
    }

    /// Lines of the form of details: those of a category, those of the forms, and as many of earlier ones.
    static let mostDetails = 40

    static func compensation(_ typed: FormData) throws(Invalid) -> CompensationWish {
        let values = try form(
            typed.choice("kind", of: Compensation.Kind.self), typed.money("value"), typed.required("reason"),
            typed.optionalDay("deliver_by"), typed.optional("budget", max: 40))
        return CompensationWish(
            kind: values.0, value: values.1, reason: values.2, deliverBy: values.3, budget: values.4 ?? "")
    }

    enum Verdict: String, CaseIterable, Sendable {
        case founded, unfounded
    }

    static func repair(_ typed: FormData, at now: Instant) throws(Invalid) -> RepairOrder.Record {
        let values = try form(
            typed.required("work", max: 1000), typed.optional("material", max: 400),
            typed.optionalInteger("minutes", in: 0...100_000), typed.optionalMoney("cost"))
        return RepairOrder.Record(
            work: values.0, material: values.1 ?? "", labourMinutes: values.2 ?? 0, cost: values.3 ?? .zero, at: now)
    }
}
