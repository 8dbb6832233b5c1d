import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// The acts of the types' own ways, of verdicts and of relatives, one address each.
extension CaseActRoutes {
    func addWays(to routes: CaseActs) {
        post("enquiry-answer", routes) { typed, _ in
            let (text, source) = try form(typed.required("text", max: 4000), typed.optional("source", max: 120))
            return { tx, id, actor in try tx.cases.answer(id, text, citing: source ?? "", by: actor) }
        }
        post("assessment", routes) { typed, _ in
            let (verdict, reason) = try form(
                typed.choice("verdict", of: Adoption.self), typed.required("reason", max: 1000))
            let assessment = Case.Assessment(isAdopted: verdict == .adopted, reason: reason)
            return { tx, id, actor in try tx.cases.assess(id, assessment, by: actor) }
        }
        post("response", routes) { typed, _ in
            let text = try form(typed.required("text", max: 4000))
            return { tx, id, actor in try tx.cases.respond(id, text, by: actor) }
        }
        post("thanks", routes) { typed, _ in
            let text = try form(typed.required("text", max: 4000))
            return { tx, id, actor in try tx.cases.thank(id, text, by: actor) }
        }
        post("dispatch", routes) { typed, _ in
            let (to, kind, appointment) = try form(
                typed.identifier("to", of: Staff.self), typed.choice("kind", of: RepairOrder.Kind.self),
                typed.optionalLocalTime("appointment"))
            return { tx, id, actor in
                try tx.cases.dispatch(id, to: to, as: kind, appointment: appointment, by: actor)
            }
        }
        post("taking", routes) { typed, _ in
            let (taken, reason) = try form(typed.optional("taken", max: 3), typed.optional("reason"))
            return { tx, id, actor in
                try tx.cases.takeRepair(id, taken == "yes", because: reason ?? "", by: actor)
            }
        }
        post("arrival", routes) { _, _ in { tx, id, actor in try tx.cases.arrive(id, by: actor) } }
        post("repair", routes) { typed, _ in
            let done = try CaseForms.repair(typed, at: Instant(milliseconds: 0))
            return { tx, id, actor in
                var done = done
                done.at = tx.now
                try tx.cases.fix(id, done, by: actor)
            }
        }
        post("signature", routes) { typed, _ in
            let (signed, name) = try form(typed.choice("signed", of: YesNo.self), typed.required("name", max: 50))
            return { tx, id, actor in try tx.cases.signRepair(id, signed == .yes, name: name, by: actor) }
        }
        post("parties", routes, form: "party") { typed, _ in
            let (role, name, phone, claim) = try form(
                typed.choice("role", of: DisputeParty.Role.self), typed.required("name", max: 50),
                typed.optionalPhone("phone"), typed.required("claim", max: 1000))
            return { tx, id, actor in
                try tx.cases.name(PersonName(name), phone: phone, as: role, claiming: claim, in: id, by: actor)
            }
        }
        post("sessions", routes, form: "session") { typed, _ in
            let (at, place, attendees, record) = try form(
                typed.localTime("at"), typed.required("place", max: 80), typed.required("attendees", max: 200),
                typed.required("record", max: 4000))
            return { tx, id, actor in
                try tx.cases.hold(id, at: at, place: place, attendees: attendees, record: record, by: actor)
            }
        }
        post("conclusion", routes) { _, _ in { tx, id, actor in try tx.cases.conclude(id, by: actor) } }
        post("agreement", routes) { typed, t in
            let (signed, text, signatories) = try form(
                typed.choice("signed", of: YesNo.self), typed.optional("text", max: 4000),
                typed.optional("signatories", max: 200))
            if signed == .yes, text == nil || signatories == nil {
                var missing: [String: String] = [:]
                if text == nil { missing["text"] = t(.agreementTextMissing) }
                if signatories == nil { missing["signatories"] = t(.agreementSignatoriesMissing) }
                throw Invalid(missing)
            }
            return { tx, id, actor in
                try tx.cases.agree(
                    id, text ?? "", signedBy: signatories ?? "", isSigned: signed == .yes, by: actor)
            }
        }
    }

    func addMatters(to routes: CaseActs) {
        post("attribution", routes) { typed, _ in
            let (verdict, reason) = try form(
                typed.choice("verdict", of: Case.Attribution.Verdict.self), typed.required("reason"))
            let attribution = Case.Attribution(verdict: verdict, reason: reason)
            return { tx, id, actor in try tx.cases.attribute(id, attribution, by: actor) }
        }
        post("quote", routes) { typed, _ in
            let (item, amount) = try form(typed.required("item", max: 80), typed.optionalMoney("amount"))
            return { tx, id, actor in
                try tx.cases.quote(id, item, amount, by: actor)
            }
        }
        post("consent", routes) { typed, _ in
            let evidence = try form(typed.required("evidence", max: 200))
            return { tx, id, actor in try tx.cases.consent(id, shownBy: evidence, by: actor) }
        }
        post("fee-refusal", routes) { _, _ in { tx, id, actor in try tx.cases.declineFee(id, by: actor) } }
        part("proposals", "choice", routes, form: "choice") { part, typed in
            let channel = try form(typed.choice("channel", of: Channel.self))
            return { tx, id, actor in try tx.cases.choose(Proposal.ID(part), of: id, by: channel, noted: actor) }
        }
        post("corrections", routes) { typed, _ in
            let (cause, measure, owner, due) = try form(
                typed.required("cause", max: 400), typed.required("measure", max: 400),
                typed.identifier("owner", of: Staff.self), typed.localTime("due"))
            return { tx, id, actor in
                try tx.cases.take(correction: cause, measure: measure, owner: owner, due: due, on: id, by: actor)
            }
        }
        part("corrections", "result", routes, form: "result") { part, typed in
            let result = try form(typed.required("result", max: 400))
            return { tx, id, actor in
                try tx.cases.finish(CorrectiveAction.ID(part), of: id, with: result, by: actor)
            }
        }
        part("corrections", "verification", routes) { part in
            { tx, id, actor in try tx.cases.verify(CorrectiveAction.ID(part), of: id, by: actor) }
        }
        post("answer-doubts", routes) { typed, _ in
            let reason = try form(typed.required("reason", max: 400))
            return { tx, id, actor in try tx.cases.doubtAnswer(id, because: reason, by: actor) }
        }
        post("answer-corrections", routes) { typed, _ in
            let (text, stands) = try form(typed.required("text", max: 2000), typed.ticked("stands"))
            return { tx, id, actor in try tx.cases.correctAnswer(id, text, stands: stands, by: actor) }
        }
        post("extra-services", routes) { typed, _ in
            let text = try form(typed.required("text", max: 400))
            return { tx, id, actor in try tx.cases.noteExtraService(id, text, by: actor) }
        }
        post("details", routes) { typed, _ in
            let opinion = try form(typed.optional("opinion", max: 1000))
            let values = try (0..<CaseForms.mostDetails).map { try form(typed.optional("detail_\($0)", max: 200)) }
            return { tx, id, actor in
                let file = try tx.cases.work(on: id, by: actor, needing: .workCase)
                let names = file.file.detailNames(under: file.handbook)
                let pairs = zip(names, values).compactMap { name, value in value.map { (name, $0) } }
                try tx.cases.detail(
                    id, Dictionary(pairs) { first, _ in first }, opinion: opinion ?? "", by: actor)
            }
        }
    }

    func addKinship(to routes: CaseActs) {
        post("merge", routes) { typed, _ in
            let (number, reason) = try form(typed.required("number", max: 40), typed.required("reason"))
            return { tx, id, actor in try tx.cases.merge(id, intoNumber: number, because: reason, by: actor) }
        }
        post("unmerge", routes) { typed, _ in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.cases.unmerge(id, because: reason, by: actor) }
        }
        post("split", routes) { typed, _ in
            let (subject, content) = try form(typed.required("subject", max: 80), typed.required("content", max: 4000))
            return { tx, id, actor in
                try tx.cases.split(id, subject: subject, content: content, to: nil, by: actor)
            }
        }
        post("unsplit", routes) { typed, _ in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.cases.unsplit(id, because: reason, by: actor) }
        }
        post("parent", routes) { typed, _ in
            let number = try form(typed.optional("number", max: 40))
            return { tx, id, actor in try tx.cases.link(id, toNumber: number ?? "", by: actor) }
        }
        post("hand-up", routes) { typed, _ in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.cases.handUp(id, because: reason, by: actor) }
        }
        post("hand-back", routes) { typed, _ in
            let text = try form(typed.required("text", max: 2000))
            return { tx, id, actor in try tx.cases.handBack(id, saying: text, by: actor) }
        }
    }
}

private enum Adoption: String, CaseIterable { case adopted, declined }
private enum YesNo: String, CaseIterable { case yes, no }
