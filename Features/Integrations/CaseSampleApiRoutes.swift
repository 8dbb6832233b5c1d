import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// What headquarters checks of the cases that stores settled, for programs (CHAIN-93).
enum CaseSampleApiRoutes {
    static let operations = [list, read, verify]

    enum State: String, CaseIterable, Sendable { case open, done }

    private static let list = ApiOperation(
        method: .get, path: "/samples", name: "sample.list", summary: .apiSamples, scope: .readCases,
        query: .asked { _ = try? state($0) } + ApiPage.query, answer: "SampleList"
    ) { tx, actor, call in
        guard actor.holds(.readCase) else { throw NotAllowed(permission: .readCase, isElsewhere: false) }
        let page = try ApiPage(call)
        let found = try tx.caseSamples.lines(
            within: actor.units(permitting: .readCase), isOpen: try state(call.query) != .done, limit: page.limit,
            offset: page.offset)
        return ApiReply(
            body: ListDocument(
                entries: found.lines.map { CaseSampleDocument($0.sample, number: $0.number) },
                next: page.next(of: found.total)))
    }

    private static let read = ApiOperation(
        method: .get, path: "/samples/:id", name: "sample.read", summary: .apiSample, scope: .readCases,
        answer: "Sample"
    ) { tx, actor, call in try document(of: call.identifier(), tx, actor) }

    /// What the customer said, by somebody of headquarters who had no hand in the case.
    private static let verify = ApiOperation(
        method: .post, path: "/samples/:id", name: "sample.verify", summary: .apiSampleVerify, scope: .writeCases,
        body: .asked { _ = try? said($0) }, answer: "Sample"
    ) { tx, actor, call in
        let id: CaseSample.ID = try call.identifier()
        _ = try tx.caseSamples.require(id, by: actor)
        let (verdict, note) = try said(call.form)
        try tx.caseSamples.verify(id, verdict, note: note, by: actor)
        return try document(of: id, tx, actor)
    }

    private static func document(of id: CaseSample.ID, _ tx: Transaction, _ actor: Actor) throws -> ApiReply {
        let sample = try tx.caseSamples.require(id, by: actor).0
        let document = CaseSampleDocument(sample, number: try tx.cases.find(sample.record)?.number ?? "")
        return try ApiReply(record: document, id: document.id, number: document.number, state: document.verdict)
    }

    private static func state(_ query: FormData) throws(Invalid) -> State? {
        try form(query.optionalChoice("state", of: State.self))
    }

    private static func said(_ typed: FormData) throws(Invalid) -> (CaseSample.Verdict, String) {
        try form(typed.choice("verdict", of: CaseSample.Verdict.self), typed.required("note", max: 400))
    }
}

struct CaseSampleDocument: Encodable, Sendable {
    let id, serviceCase, number, unit, drawnAt: String
    let attempts: Int
    /// `confirmed`, `disputed`, `unreachable`; nothing while it is open
    let verdict, note, verifiedBy, verifiedAt: String?

    enum CodingKeys: String, CodingKey {
        case id, number, unit, drawnAt, attempts, verdict, note, verifiedBy, verifiedAt
        case serviceCase = "case"
    }

    init(_ sample: CaseSample, number: String) {
        id = sample.id.rawValue
        serviceCase = sample.record.rawValue
        self.number = number
        unit = sample.unit.rawValue
        drawnAt = sample.drawnAt.rfc3339
        attempts = sample.attempts
        verdict = sample.verification?.verdict.rawValue
        note = sample.verification?.note
        verifiedBy = sample.verification?.by.rawValue
        verifiedAt = sample.verification?.at.rfc3339
    }
}
