import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// While somebody is on the line: who they are, what is typed, and how it ends.
extension ContactRoutes {
    @Sendable func matches(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let query = context.query
        let typed = [query.text("q"), query.text("phone")].first { !$0.isEmpty } ?? ""
        let chosen = query.text("customer")
        return try await desk.read(context) { tx, actor in
            _ = try tx.contacts.work(on: id, by: actor)
            let matches = try tx.contacts.callers(String(typed.prefix(CustomerQuery.longest)), for: actor)
            let html = ContactFragments(viewer: context.viewer).matches(
                matches, sought: typed, chosen: chosen, chosenCase: query.text("case"))
            return context.fragment(html)
        }
    }

    /// Keeps everything as it stands, and says what to mind.
    @Sendable func keep(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let typed = context.form
        let draft = typed.replacing(Self.secret, with: "")
        var unreadable: [String] = []
        var record: Contact.Record?
        do { record = try ContactForms.record(typed) } catch { unreadable = error.problems.values.sorted() }
        let kept = record
        let html = try await desk.act(context) { [unreadable] tx, actor in
            var now = try tx.contacts.work(on: id, by: actor).contact.record
            if var kept {
                // A call of ours keeps the number it goes to, unless another was typed.
                kept.phone = kept.phone ?? now.phone
                now = kept
            }
            if let customer = now.customer { _ = try tx.customers.chosen(customer, for: actor) }
            try tx.contacts.keep(now, draft: draft, of: id, by: actor)
            let handbook = try tx.contacts.work(on: id, by: actor).handbook
            let open = try now.customer.map { try tx.contacts.openCases(of: $0, for: actor) } ?? []
            let similar = open.filter { Contact.isAlike(now.subject, $0.subject) }
            return ContactFragments(viewer: context.viewer).remarks(
                savedAt: tx.now, unreadable: unreadable,
                banned: BannedPhrases.found(handbook.bannedPhrases, in: now.answer), open: open, similar: similar)
        }
        return context.fragment(html)
    }

    @Sendable func judge(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let verdict = try form(context.form.choice("verdict", of: Contact.Triage.Verdict.self))
        try await desk.act(context) { tx, actor in try tx.contacts.judge(id, verdict, by: actor) }
        return context.seeOther("/contacts/\(id)")
    }

    @Sendable func hold(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let reason = try form(context.form.optionalChoice("reason", of: Contact.HoldReason.self))
        try await desk.act(context) { tx, actor in try tx.contacts.hold(id, for: reason ?? .other, by: actor) }
        return context.seeOther("/contacts/\(id)")
    }

    @Sendable func resume(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try tx.contacts.resume(id, by: actor) }
        return context.seeOther("/contacts/\(id)")
    }

    @Sendable func wrapUp(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let typed = context.form
        let t = context.viewer.language
        if CategoryHintForms.asksForHint(typed) {
            let taken = Typed(try CategoryHintForms.taken(typed))
            return try await page(context, id, typed: taken, refusal: nil, asksForHint: true).response()
        }
        let offered = CategoryHintForms.offered(typed)
        do {
            let end = try await desk.read(context) { tx, actor in
                try Self.end(of: id, typed, in: t, tx, actor)
            }
            let warned = Warned(typed)
            let done = try await desk.act(context) { tx, actor in
                var actor = actor
                actor.warned = warned.phrases
                let done = try tx.contacts.wrapUp(
                    id, end.record, end.outcome, with: end.particulars, by: actor)
                if done.ending == .openedCase, let opened = try done.record.serviceCase.flatMap(tx.cases.find) {
                    try tx.categoryHints.note(offered, .contact, on: opened, by: actor)
                }
                return done
            }
            let url = done.record.serviceCase.map { "/cases/\($0)" } ?? "/contacts/\(id)"
            let ending = done.ending.map { t($0.word) } ?? ""
            let followed = try await followUpNotice(done, context)
            return context.seeOther(url, notice: t(.contactWrapped, done.number, ending) + followed)
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, id, typed: Typed(typed, invalid), refusal: nil))
        } catch let warning as PhraseWarning {
            let remark = Remark(.warned, PhraseWarningPages(warning: warning, language: t).html).html
            let page = try await page(
                context, id, typed: Typed(typed), refusal: remark, warned: Warned(typed).and(warning))
            return page.response(status: .conflict)
        } catch let refusal as any Explainable where !(refusal is NotFound) {
            let html = RefusalPart(refusal, in: t).html
            let page = try await page(context, id, typed: Typed(typed), refusal: html)
            return page.response(status: refusal.status)
        }
    }

    /// How a contact ends, as it was typed, with what is known of whom it is about; programs say it in the same fields.
    static func end(
        of id: Contact.ID, _ typed: FormData, in t: Language, _ tx: Transaction, _ actor: Actor
    ) throws -> ContactEnd {
        let work = try tx.contacts.work(on: id, by: actor)
        return try ContactForms.end(typed, under: work.handbook, in: t) { record in
            work.contact.carried(into: try tx.contacts.completed(record, for: actor))
        }
    }

    /// The case that a dissatisfied answer opened, for whoever made the call to know (GAME-84).
    private func followUpNotice(_ done: Contact, _ context: SignedIn) async throws -> String {
        guard let id = done.followUp, done.ending != .openedCase, done.ending != .addedToCase else { return "" }
        let number = try await desk.read(context) { tx, _ in try tx.cases.find(id)?.number ?? "" }
        return " " + context.viewer.language(.contactFollowUpOpened, number)
    }

    private static let secret = "_csrf"
}
