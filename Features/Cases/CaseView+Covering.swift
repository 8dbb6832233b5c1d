import Handbook
import Kernel

/// What was typed about a case, as everybody sees it who has not asked for full names and numbers: on the page, on every
/// form and in every answer to a program the same, because all of them are made of this one copy (C02, GAME-24).
extension CaseAccount {
    /// The people it is about: complainant, those one talks to, the sides of a dispute; and their numbers.
    var cover: Cover { Cover(of: customer, contacts, file.parties.map { ($0.name, $0.phone) }) }

    /// To be shown, never to be saved: forms that are filled in with what is on record take it from the account itself.
    func covered() -> CaseAccount {
        let cover = cover
        var account = self
        account.file.cover(cover)
        for place in entries.indices { account.entries[place].text = cover(entries[place].text) }
        for place in exceptions.indices { account.exceptions[place].reword { cover($0) } }
        for place in events.indices { account.events[place].cover(cover, isAnonymised: isAnonymised) }
        for place in attachments.indices { account.attachments[place].cover(cover) }
        for place in slips.indices { account.slips[place].cover(cover) }
        for place in studies.indices { account.studies[place].cover(cover) }
        for place in issues.indices { account.issues[place].cover(cover) }
        for place in kin.indices { account.kin[place].reword { cover($0) } }
        return account
    }

    private var isAnonymised: Bool { customer?.isAnonymised ?? false }

    /// Whole numbers that were typed into the case besides the customer's own, each once, in the order of the record.
    var numbersInTexts: [PhoneNumber] {
        let report = file.record.report
        let texts =
            [report.subject, report.content, report.demand, report.specialNeeds, report.place, report.expectation]
            + entries.map(\.text) + file.transfers.flatMap { [$0.known, $0.wanted] } + file.visits.map(\.note)
        var found: [PhoneNumber] = []
        for number in texts.flatMap(cover.numbers) where !found.contains(number) && number != customer?.phone {
            found.append(number)
        }
        return found
    }
}

extension CaseView {
    func covered() -> CaseView {
        let cover = account.cover
        var view = self
        view.account = account.covered()
        for place in others.indices { view.others[place].subject = cover(others[place].subject) }
        return view
    }
}

extension Cover {
    init(of customer: Customer?, _ contacts: [PersonName], _ parties: [(name: PersonName, phone: PhoneNumber?)] = []) {
        var people = contacts + parties.map(\.name).filter(\.isOfAPerson)
        if let customer, customer.kind == .person, !customer.isAnonymised { people.append(customer.name) }
        self.init(names: people, numbers: parties.compactMap(\.phone) + [customer?.phone].compactMap(\.self))
    }
}

extension PersonName {
    /// A side of a dispute may be a shop or the manager of a building, which is nobody's secret.
    fileprivate var isOfAPerson: Bool {
        let bodies = ["公司", "店", "部", "中心", "物业", "集团", "厂", "管理处", "银行", "医院", "学校", "委员会"]
        return revealed.count < 4 || !bodies.contains(where: revealed.hasSuffix)
    }
}

extension CaseFile {
    fileprivate mutating func cover(_ cover: Cover) {
        record.reword { cover($0) }
        details = details.mapValues { cover($0) }
        for place in proposals.indices {
            proposals[place].text.reword(cover.masking)
            proposals[place].effect.reword(cover.masking)
            proposals[place].benefit.reword(cover.masking)
        }
        for place in promises.indices { promises[place].text = cover(promises[place].text) }
        for place in penaltyLines.indices {
            penaltyLines[place].result.reword(cover.masking)
            penaltyLines[place].reason.reword(cover.masking)
            penaltyLines[place].basis.reword(cover.masking)
        }
        for place in compensations.indices {
            compensations[place].reason.reword(cover.masking)
            compensations[place].proof.reword(cover.masking)
            compensations[place].budget.reword(cover.masking)
            compensations[place].refusal?.reason.reword(cover.masking)
            // Whoever signed for it is mostly the customer: masked like them.
            compensations[place].receivedBy.reword { $0.isEmpty ? "" : PersonName($0).masked }
        }
        for place in visits.indices { visits[place].note = cover(visits[place].note) }
        for place in transfers.indices { transfers[place].cover(cover) }
        coverWays(cover)
        coverVerdicts(cover)
    }

    private mutating func coverWays(_ cover: Cover) {
        repair?.record?.work.reword(cover.masking)
        repair?.record?.material.reword(cover.masking)
        repair?.signature?.name.reword { PersonName($0).masked }
        for place in parties.indices { parties[place].claim = cover(parties[place].claim) }
        for place in sessions.indices {
            sessions[place].place.reword(cover.masking)
            sessions[place].attendees.reword(cover.masking)
            sessions[place].record.reword(cover.masking)
        }
        agreement?.text.reword(cover.masking)
        agreement?.signatories.reword(cover.masking)
    }

    private mutating func coverVerdicts(_ cover: Cover) {
        if var service = paidService {
            service.item.reword(cover.masking)
            if case .consented(let at, let evidence) = service.answer {
                service.answer = .consented(at: at, evidence: cover(evidence))
            }
            paidService = service
        }
        for place in referrals.indices { referrals[place].reason = cover(referrals[place].reason) }
        for place in correctives.indices {
            correctives[place].cause.reword(cover.masking)
            correctives[place].measure.reword(cover.masking)
            correctives[place].result.reword(cover.masking)
        }
        for place in extraServices.indices { extraServices[place].text = cover(extraServices[place].text) }
    }
}

extension TransferSlip {
    fileprivate mutating func cover(_ cover: Cover) {
        reason.reword(cover.masking)
        known.reword(cover.masking)
        wanted.reword(cover.masking)
        matter.reword(cover.masking)
        for place in promises.indices { promises[place].text = cover(promises[place].text) }
        rejection?.reason.reword(cover.masking)
        report?.result.reword(cover.masking)
    }
}

extension Slip {
    mutating func cover(_ cover: Cover) {
        matter.reword(cover.masking)
        answer.reword(cover.masking)
    }
}

extension CaseStudy {
    mutating func cover(_ cover: Cover) {
        for part in [\Text.title, \.background, \.course, \.cause, \.solution, \.standardAnswer] {
            text[keyPath: part] = cover(text[keyPath: part])
        }
    }
}

extension QualityIssue {
    mutating func cover(_ cover: Cover) {
        for part in [\Text.product, \.defect, \.store] { text[keyPath: part] = cover(text[keyPath: part]) }
        followUp.reword(cover.masking)
        outcome.reword(cover.masking)
    }
}

extension Attachment {
    mutating func cover(_ cover: Cover) {
        name = FileName(stored: cover(name.description))
        note.reword(cover.masking)
        voiding?.reason.reword(cover.masking)
    }
}

extension Event {
    /// Events are kept as they were written (decision 0035). Of a customer who was anonymised nobody knows the name any
    /// more that a text may hold: only codes, numbers and ids are shown then.
    mutating func cover(_ cover: Cover, isAnonymised: Bool) {
        let plain = codes
        details = Dictionary(
            details.map { name, value in
                (name, plain[name] ?? (isAnonymised ? CustomerRedaction.mark : cover(value)))
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// The covers of several cases. Of a case that is not among them whole numbers are covered alone.
struct CaseCovers: Sendable {
    private let covers: [Case.ID: Cover]

    init(_ covers: [Case.ID: Cover] = [:]) { self.covers = covers }

    subscript(_ id: Case.ID) -> Cover { covers[id] ?? .numbersOnly }
}
