import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Digests for programs: begun, written, submitted and signed for as on their pages, and F-11 as a PDF. The table itself is
/// `digest.read`; an act answers which digest it is and how far it has come.
enum DigestApiRoutes {
    static func operations(_ desk: Workplace) -> [ApiOperation] {
        let pages = DigestRoutes(desk: desk)
        return [
            begin, write, plan, finish, check, drop, submit, sign, signDay, signWeek,
            ApiOperation(
                method: .get, path: "/digests/:id/F-11.pdf", name: "form.F-11", summary: .apiDigestPaper,
                scope: .readReports, answer: "File",
                way: .sending { request, context in try await pages.file(request, context) }),
        ]
    }

    private static let begin = ApiOperation(
        method: .post, path: "/digests", name: "digest.begin", summary: .apiDigestBegin, scope: .writeWork,
        body: .asked { _ = try? DigestForms.begun($0, in: .english) }, answer: "DigestSummary", status: .created
    ) { tx, actor, call in
        let (unit, month) = try DigestForms.begun(call.form, in: call.language)
        return try ApiReply(tx.digests.begin(unit, month, by: actor))
    }

    private static let write = act("", .apiDigestWrite, .asked { _ = try? DigestForms.texts($0) }) {
        tx, id, actor, call in
        let texts = try DigestForms.texts(call.form)
        try tx.digests.write(id, problems: texts.problems, causes: texts.causes, by: actor)
    }

    private static let plan = act("/countermeasures", .apiDigestPlan, .asked { _ = try? DigestForms.measure($0) }) {
        tx, id, actor, call in
        let measure = try DigestForms.measure(call.form)
        try tx.digests.plan(id, text: measure.text, owner: measure.owner, due: measure.due, by: actor)
    }

    private static let finish = act(
        "/countermeasures/:part/done", .apiDigestMeasureDone, .asked { _ = try? DigestForms.note($0) }
    ) { tx, id, actor, call in
        let note = try DigestForms.note(call.form)
        try tx.countermeasures.finish(part(of: id, tx, actor, call), note: note, by: actor)
    }

    private static let check = act(
        "/countermeasures/:part/effect", .apiDigestMeasureEffect, .asked { _ = try? DigestForms.effect($0) }
    ) { tx, id, actor, call in
        let said = try DigestForms.effect(call.form)
        try tx.countermeasures.check(
            part(of: id, tx, actor, call), worked: said.worked, effect: said.effect, again: said.again, by: actor)
    }

    private static let drop = act(
        "/countermeasures/:part/dropping", .apiDigestMeasureDrop, .asked { _ = try? DigestForms.reason($0) }
    ) { tx, id, actor, call in
        let reason = try DigestForms.reason(call.form)
        try tx.countermeasures.drop(part(of: id, tx, actor, call), because: reason, by: actor)
    }

    private static let submit = act("/submission", .apiDigestSubmit, []) { tx, id, actor, _ in
        let unit = try tx.digests.read(id, by: actor).unit
        try tx.digests.submit(id, by: actor, in: tx.digests.zone(of: unit))
    }

    private static let sign = act("/receipt", .apiDigestSign, []) { tx, id, actor, _ in
        try tx.digests.sign(id, by: actor)
    }

    private static let signDay = ApiOperation(
        method: .post, path: "/digests/day/receipt", name: "digest.day.receipt", summary: .apiDayDigestSign,
        scope: .writeWork, body: .asked { _ = try? DigestForms.day($0) }, answer: "Done"
    ) { tx, actor, call in
        let (unit, day) = try DigestForms.day(call.form)
        try tx.digests.signDay(unit, day, by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let signWeek = ApiOperation(
        method: .post, path: "/digests/week/receipt", name: "digest.week.receipt", summary: .apiWeekDigestSign,
        scope: .writeWork, body: .asked { _ = try? DigestForms.week($0, in: .english) }, answer: "Done"
    ) { tx, actor, call in
        let (unit, week) = try DigestForms.week(call.form, in: call.language)
        try tx.digests.signWeek(unit, week, by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static func act(
        _ address: String, _ summary: Word, _ body: [FieldShape],
        _ run: @escaping @Sendable (Transaction, Digest.ID, Actor, ApiCall) throws -> Void
    ) -> ApiOperation {
        let name = address.isEmpty ? "write" : address.asOperation.replacing("/", with: "")
        return ApiOperation(
            method: .post, path: "/digests/:id\(address)", name: "digest.\(name)", summary: summary, scope: .writeWork,
            body: body, answer: "DigestSummary"
        ) { tx, actor, call in
            let id: Digest.ID = try call.identifier()
            try run(tx, id, actor, call)
            return try ApiReply(tx.digests.read(id, by: actor))
        }
    }

    /// A measure of this very digest.
    private static func part(
        of id: Digest.ID, _ tx: Transaction, _ actor: Actor, _ call: ApiCall
    ) throws -> Countermeasure.ID {
        let part: Countermeasure.ID = try call.identifier("part")
        guard try tx.countermeasures.require(part, by: actor).0.digest == id else { throw NotFound() }
        return part
    }
}

extension ApiReply {
    fileprivate init(_ digest: Digest) throws {
        try self.init(
            record: DigestSummaryDocument(digest), id: digest.id.rawValue, number: digest.month.description,
            state: digest.submission == nil ? "drafted" : "submitted")
    }
}
