import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// What can be done to a case, one address an act. A refusal or an unreadable form answers with the page as it was,
/// what was typed still in it, and the reason on top.
struct CaseActRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        for act in acts {
            routes.post("/cases/:id/\(act.address)") { [self] _, context in
                let part = act.takesPart ? try context.path("part") : nil
                let name = part.map { "\(act.form)-\($0)" } ?? act.form
                return try await perform(context, form: name) {
                    try act.read(part, context.form, context.viewer.language)
                }
            }
        }
    }

    /// Every act with its address and its form: the pages and the interface for programs offer the same.
    /// A step sends what is still held first: the gate before it then sees all that was said.
    var acts: [CaseActEntry] { written.map { $0.after { tx, id in try tx.heldReplies.sendAll(of: id) } } }

    private var written: [CaseActEntry] {
        let acts = CaseActs()
        addSteps(to: acts)
        addTalk(to: acts)
        addHands(to: acts)
        addWays(to: acts)
        addMatters(to: acts)
        addKinship(to: acts)
        addLibrary(to: acts)
        return acts.entries
    }

    private func addSteps(to routes: CaseActs) {
        post("acceptance", routes) { typed, _ in
            let severity = try form(typed.choice("severity", of: Severity.self))
            return { tx, id, actor in try tx.cases.accept(id, as: severity, by: actor) }
        }
        post("judgement", routes) { typed, t in
            let (judgement, pledge) = try CaseForms.judgement(typed, in: t)
            return { tx, id, actor in try tx.cases.judge(id, judgement, pledge: pledge, by: actor) }
        }
        post("unfounded-reply", routes) { typed, _ in
            let (text, reaction) = try form(
                typed.required("text", max: 4000), typed.choice("reaction", of: Case.Reaction.self))
            return { tx, id, actor in try tx.cases.answerUnfounded(id, text, reaction: reaction, by: actor) }
        }
        post("referral", routes) { typed, _ in
            let (party, reason) = try form(typed.required("to", max: 80), typed.required("reason"))
            return { tx, id, actor in try tx.cases.refer(id, to: party, because: reason, by: actor) }
        }
        post("findings", routes) { typed, _ in
            let finding = try CaseForms.finding(typed)
            return { tx, id, actor in try tx.cases.investigate(id, finding, by: actor) }
        }
        post("proposals", routes) { typed, _ in
            let draft = try CaseForms.proposal(typed)
            return { tx, id, actor in try tx.cases.propose(id, draft, by: actor) }
        }
        post("submission", routes) { _, _ in { tx, id, actor in try tx.cases.submitProposals(id, by: actor) } }
        part("proposals", "reading", routes) { part in
            { tx, id, actor in try tx.cases.read(Proposal.ID(part), of: id, by: actor) }
        }
        post("decision", routes) { typed, _ in
            let (proposal, text) = try form(
                typed.optionalIdentifier("proposal", of: Proposal.self), typed.required("text", max: 1000))
            return { tx, id, actor in try tx.cases.decide(id, proposal: proposal, saying: text, by: actor) }
        }
        post("implementation", routes) { typed, _ in
            let solution = try form(typed.required("solution", max: 2000))
            return { tx, id, actor in try tx.cases.implement(id, solution: solution, by: actor) }
        }
        post("answer", routes) { typed, _ in
            let (answer, channel, text) = try form(
                typed.choice("answer", of: Case.Answer.self), typed.choice("channel", of: Channel.self),
                typed.optional("text", max: 1000))
            return { tx, id, actor in
                try tx.cases.answered(id, answer, saying: text ?? "", through: channel, by: actor)
            }
        }
        post("visits", routes) { typed, t in
            let fields = try CaseForms.visit(typed, in: t)
            return { tx, id, actor in try tx.cases.visit(id, fields, by: actor) }
        }
        post("archive", routes) { typed, _ in
            let (category, evaluation, lesson, outcome) = try form(
                typed.optional("category", max: 40), typed.optional("evaluation", max: 2000),
                typed.optional("lesson", max: 2000), typed.optional("outcome", max: 40))
            return { tx, id, actor in
                try tx.cases.archive(
                    id, evaluation: evaluation ?? "", lesson: lesson ?? "", category: category ?? "",
                    outcome: outcome.flatMap(Case.Outcome.init(rawValue:)), by: actor)
            }
        }
        post("reopening", routes) { typed, t in
            let (reason, due, text, isAgreed) = try form(
                typed.required("reason"), typed.optionalLocalTime("promise_due"),
                typed.optional("promise_text", max: 400), typed.ticked("promise_agreed"))
            let pledge = CaseForms.pledge(text, due: due, isAgreed: isAgreed, in: t)
            return { tx, id, actor in try tx.cases.reopen(id, because: reason, pledge: pledge, by: actor) }
        }
        post("skipping", routes) { typed, _ in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.cases.skip(id, because: reason, by: actor) }
        }
        post("withdrawal", routes) { typed, _ in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.cases.withdraw(id, because: reason, by: actor) }
        }
    }

    private func addTalk(to routes: CaseActs) {
        post("receipt", routes) { typed, _ in
            let way = try form(typed.choice("by", of: ReceiptWay.self))
            return { tx, id, actor in
                guard ReceiptWay.byHand.contains(way) else { throw NotFound() }
                try tx.cases.tellReceipt(id, way, by: actor)
            }
        }
        post("promises", routes) { typed, _ in
            let (text, due, isAgreed) = try form(
                typed.required("text", max: 400), typed.localTime("due"), typed.ticked("promise_agreed"))
            return { tx, id, actor in
                try tx.cases.promise(text, due: due, isAgreed: isAgreed, on: id, by: actor)
            }
        }
        part("promises", "notice", routes, form: "renewal") { part, typed in
            let (due, text, isAgreed) = try form(
                typed.localTime("due"), typed.required("text", max: 400), typed.ticked("promise_agreed"))
            return { tx, id, actor in
                try tx.cases.renewPromise(
                    Promise.ID(part), of: id, until: due, isAgreed: isAgreed, saying: text, by: actor)
            }
        }
        part("promises", "fulfilment", routes) { part in
            { tx, id, actor in try tx.cases.keepPromise(Promise.ID(part), of: id, by: actor) }
        }
        post("penalty-lines", routes, form: "penalty") { typed, t in
            let line = try CaseForms.penalty(typed, in: t)
            return { tx, id, actor in try tx.cases.punish(id, line, by: actor) }
        }
        post("compensations", routes, form: "compensation") { typed, _ in
            let wish = try CaseForms.compensation(typed)
            return { tx, id, actor in try tx.cases.compensate(id, wish, by: actor) }
        }
        part("compensations", "approval", routes) { part in
            { tx, id, actor in try tx.cases.approveCompensation(Compensation.ID(part), of: id, by: actor) }
        }
        part("compensations", "refusal", routes, form: "refusal") { part, typed in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in
                try tx.cases.refuseCompensation(Compensation.ID(part), of: id, because: reason, by: actor)
            }
        }
        part("compensations", "delivery", routes, form: "delivery") { part, typed in
            let (receiver, proof) = try form(typed.optional("received_by", max: 50), typed.optional("proof", max: 200))
            return { tx, id, actor in
                try tx.cases.deliverCompensation(
                    Compensation.ID(part), of: id, to: receiver ?? "", shownBy: proof ?? "", by: actor)
            }
        }
    }

    private func addHands(to routes: CaseActs) {
        post("transfer", routes) { typed, _ in
            let (to, over) = try CaseForms.handOver(typed)
            return { tx, id, actor in try tx.cases.transfer(id, to: to, over, by: actor) }
        }
        post("transfer/result", routes, form: "report") { typed, _ in
            let result = try form(typed.required("result", max: 2000))
            return { tx, id, actor in try tx.cases.reportBack(id, result, by: actor) }
        }
        post("first-receiver", routes) { typed, _ in
            let (to, reason) = try form(typed.identifier("to", of: Staff.self), typed.required("reason"))
            return { tx, id, actor in try tx.cases.entrust(id, to: to, because: reason, by: actor) }
        }
        post("transfer/signature", routes) { _, _ in { tx, id, actor in try tx.cases.signTransfer(id, by: actor) } }
        post("transfer/return", routes, form: "return") { typed, _ in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.cases.returnTransfer(id, because: reason, by: actor) }
        }
        post("assignment", routes) { typed, _ in
            let (to, reason) = try form(typed.identifier("to", of: Staff.self), typed.required("reason"))
            return { tx, id, actor in try tx.cases.assign(id, to: to, because: reason, by: actor) }
        }
        post("suspension", routes) { typed, _ in
            let (reason, until, notice) = try form(
                typed.choice("reason", of: PauseReason.self), typed.localTime("until"),
                typed.required("notice", max: 1000))
            return { tx, id, actor in
                try tx.cases.suspend(id, because: reason, until: until, telling: notice, by: actor)
            }
        }
        post("resumption", routes) { _, _ in { tx, id, actor in try tx.cases.resume(id, by: actor) } }
        post("escalation", routes) { typed, _ in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.cases.escalate(id, because: reason, by: actor) }
        }
        post("escalation/acknowledgement", routes) { _, _ in
            { tx, id, actor in try tx.cases.takeEscalation(id, by: actor) }
        }
        post("severity", routes) { typed, _ in
            let severity = try form(typed.choice("severity", of: Severity.self))
            let reason = try form(typed.optional("reason"))
            return { tx, id, actor in try tx.cases.assess(id, as: severity, because: reason ?? "", by: actor) }
        }
        post("category", routes) { typed, _ in
            let category = try form(typed.required("category", max: 40))
            let offered = CategoryHintForms.offered(typed)
            return { tx, id, actor in
                let record = try tx.cases.categorise(id, as: category, by: actor)
                try tx.categoryHints.note(offered, .serviceCase, on: record, by: actor)
            }
        }
        post("manager-notice", routes) { typed, _ in
            let note = try form(typed.optional("note"))
            return { tx, id, actor in try tx.cases.informManager(id, note ?? "", by: actor) }
        }
    }

    func post(
        _ address: String, _ acts: CaseActs, form name: String? = nil,
        _ read: @Sendable @escaping (FormData, Language) throws -> CaseActEntry.Act
    ) {
        acts.add(CaseActEntry(address: address, form: name ?? address) { _, typed, t in try read(typed, t) })
    }

    /// An act on one part of a case that needs no form.
    func part(
        _ collection: String, _ address: String, _ acts: CaseActs,
        _ act: @Sendable @escaping (String) -> CaseActEntry.Act
    ) {
        part(collection, address, acts, form: address) { part, _ in act(part) }
    }

    func part(
        _ collection: String, _ address: String, _ acts: CaseActs, form name: String,
        _ read: @Sendable @escaping (String, FormData) throws -> CaseActEntry.Act
    ) {
        acts.add(
            CaseActEntry(address: "\(collection)/:part/\(address)", form: name) { part, typed, _ in
                try read(part ?? "", typed)
            })
    }

    private func perform(_ context: SignedIn, form name: String, _ read: () throws -> CaseActEntry.Act) async throws
        -> Response
    {
        let id: Case.ID = try context.identifier()
        do {
            let act = try read()
            let seen = context.form.text("_seen")
            let warned = Warned(context.form)
            try await desk.act(context) { tx, actor in
                try tx.cases.refuseIfOvertaken(id, since: seen, by: actor)
                var actor = actor
                actor.warned = warned.phrases
                try act(tx, id, actor)
            }
            return context.seeOther(context.address(of: id), notice: context.viewer.language(.caseDone))
        } catch let invalid as Invalid {
            let page = try await desk.casePage(context, id: id, typed: [name: Typed(context.form, invalid)])
            return context.invalid(page)
        } catch let overtaken as CaseOvertaken {
            let page = try await desk.casePage(
                context, id: id, typed: [name: Typed(context.form)],
                refusal: CaseOvertakingPages(
                    overtaken: overtaken, typed: CaseOvertakingPages.texts(of: context.form), viewer: context.viewer,
                    zone: context.viewer.zone
                ).html)
            return page.response(status: .conflict)
        } catch let warning as PhraseWarning {
            return try await desk.casePage(context, id: id, warnedOf: warning, form: name)
        } catch let refusal as any Explainable where refusal.status != .notFound {
            let page = try await desk.casePage(
                context, id: id, typed: [name: Typed(context.form)],
                refusal: RefusalPart(refusal, in: context.viewer.language).content)
            return page.response(status: refusal.status)
        }
    }
}
