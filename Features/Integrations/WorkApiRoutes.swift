import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// What waits for the person of the token: obligations, notices, offers, exceptions to decide; and being on duty.
enum WorkApiRoutes {
    static let operations =
        [day, attest, readNotice, offers, takeOffer, refuseOffer, exceptions, ask, decide, onDuty]
        + [begin, leave, comeBack]

    private static let day = ApiOperation(
        method: .get, path: "/my-day", name: "my-day.read", summary: .apiMyDay, scope: .readWork, answer: "MyDay"
    ) { tx, actor, _ in ApiReply(body: MyDayDocument(try tx.myDay(of: actor))) }

    private enum Verdict: String, CaseIterable { case yes, no }

    private static let attest = ApiOperation(
        method: .post, path: "/obligations/:id/attestation", name: "obligation.attestation", summary: .apiAttest,
        scope: .writeWork, body: .asked { _ = try? verdict($0) }, answer: "Done"
    ) { tx, actor, call in
        let (holds, note) = try verdict(call.form)
        try tx.obligations.attest(call.identifier(), holds: holds == .yes, note: note ?? "", by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let readNotice = ApiOperation(
        method: .post, path: "/notices/:id/reading", name: "notice.reading", summary: .apiNoticeRead,
        scope: .writeWork, answer: "Done"
    ) { tx, actor, call in
        try tx.notices.read(call.identifier(), by: actor.staff.id)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let offers = ApiOperation(
        method: .get, path: "/offers", name: "offer.list", summary: .apiOffers, scope: .readWork, answer: "OfferList"
    ) { tx, actor, call in
        let open = try tx.assignments.views(of: tx.assignments.openOffers(to: actor.staff.id))
        return ApiReply(
            body: ListDocument(entries: open.map { OfferDocument($0, showsSubject: call.shows(.readCases)) }, next: nil)
        )
    }

    private static let takeOffer = ApiOperation(
        method: .post, path: "/offers/:id/taking", name: "offer.taking", summary: .apiOfferTake, scope: .writeWork,
        answer: "Case"
    ) { tx, actor, call in
        let record = try tx.assignments.take(call.identifier(), by: actor)
        return try ApiReply(tx.caseDocument(of: record, for: actor))
    }

    private static let refuseOffer = ApiOperation(
        method: .post, path: "/offers/:id/refusal", name: "offer.refusal", summary: .apiOfferRefuse, scope: .writeWork,
        body: .asked { _ = try? form($0.required("reason", max: 200)) }, answer: "Done"
    ) { tx, actor, call in
        let reason = try form(call.form.required("reason", max: 200))
        try tx.assignments.refuse(call.identifier(), because: reason, by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let exceptions = ApiOperation(
        method: .get, path: "/exceptions", name: "exception.list", summary: .apiExceptions, scope: .readWork,
        query: .asked { _ = try? state($0) } + ApiPage.query, answer: "ExceptionList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let reach = actor.units(permitting: .decideException)
        let found: [ExceptionRequest]
        let next: String?
        switch try state(call.query) ?? .waiting {
        case .waiting:
            found = try tx.exceptions.waiting(in: reach, for: actor.staff.id, limit: page.limit)
            next = nil
        case .decided:
            let (requests, total) = try tx.exceptions.decided(
                in: reach, for: actor.staff.id, limit: page.limit, offset: page.offset)
            (found, next) = (requests, page.next(of: total))
        }
        return ApiReply(body: ListDocument(entries: found.map(ExceptionDocument.init), next: next))
    }

    private static let ask = ApiOperation(
        method: .post, path: "/exceptions", name: "exception.ask", summary: .apiExceptionAsk, scope: .writeWork,
        body: .asked { _ = try? asked($0) }, answer: "Done", status: .created
    ) { tx, actor, call in
        let (wish, reason) = try asked(call.form)
        try tx.exceptions.request(
            wish.clauses, of: wish.subject, obligation: wish.obligation, because: reason, by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let decide = ApiOperation(
        method: .post, path: "/exceptions/:id/decision", name: "exception.decision", summary: .apiExceptionDecide,
        scope: .writeWork, body: .asked { _ = try? ExceptionForms.decision($0, in: .english) }, answer: "Done"
    ) { tx, actor, call in
        let id: ExceptionRequest.ID = try call.identifier()
        let (decision, text) = try ExceptionForms.decision(call.form, in: call.language)
        switch decision {
        case .approved: try tx.exceptions.approve(id, saying: text, by: actor)
        case .declined: try tx.exceptions.decline(id, saying: text, by: actor)
        }
        return ApiReply(body: DoneDocument(tx))
    }

    private static let onDuty = ApiOperation(
        method: .get, path: "/duty", name: "duty.list", summary: .apiDuty, scope: .readWork, answer: "DutyList"
    ) { tx, actor, _ in
        let people = try tx.presence.standing(in: PresenceRoutes.seen(by: actor))
        return ApiReply(body: ListDocument(entries: people.map(DutyDocument.init), next: nil))
    }

    private static let begin = duty("/duty", "duty.begin") { tx, actor in try tx.presence.begin(by: actor) }
    private static let leave = duty("/duty/leave", "duty.leave") { tx, actor in try tx.presence.leave(by: actor) }
    private static let comeBack = duty("/duty/return", "duty.return") { tx, actor in
        try tx.presence.comeBack(by: actor)
    }

    private static func duty(
        _ path: String, _ name: String, _ run: @escaping @Sendable (Transaction, Actor) throws -> Void
    ) -> ApiOperation {
        ApiOperation(
            method: .post, path: path, name: name, summary: ApiActWords.duty[path] ?? .apiDutyAct, scope: .writeWork,
            answer: "Done"
        ) { tx, actor, _ in
            try run(tx, actor)
            return ApiReply(body: DoneDocument(tx))
        }
    }

    private enum Decided: String, CaseIterable { case waiting, decided }

    private static func state(_ query: FormData) throws(Invalid) -> Decided? {
        try form(query.optionalChoice("state", of: Decided.self))
    }

    private static func verdict(_ typed: FormData) throws(Invalid) -> (Verdict, String?) {
        try form(typed.choice("holds", of: Verdict.self), typed.optional("note", max: 400))
    }

    private static func asked(_ typed: FormData) throws(Invalid) -> (ExceptionForms.Asked, String) {
        try together(
            { () throws(Invalid) in try ExceptionForms.asked(typed) },
            { () throws(Invalid) in try form(typed.required("reason", max: 1000)) })
    }
}
