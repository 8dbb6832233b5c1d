import Database
import Handbook
import Kernel

extension Cases {
    /// What is on record of one case, of its events only those of some kinds. Throws `NotFound` where the reader may not
    /// know of it. About a dozen short questions, all by key, all bounded.
    func account(of id: Case.ID, for actor: Actor, events kinds: [EventKind]) throws -> CaseAccount {
        let work = try work(on: id, by: actor, needing: .readCase)
        return try account(work, tx.events.about(work.file.record.subject, of: kinds, limit: Self.mostEvents))
    }

    /// The newest so many events of a case are shown.
    private static let mostEvents = 200

    private func account(_ work: CaseWork, _ events: [Event]) throws -> CaseAccount {
        let file = work.file
        let record = file.record
        let customer = try record.customer.flatMap { try tx.customers.find($0) }
        return CaseAccount(
            file: file, handbook: work.handbook, customer: customer, contacts: try contacts(of: customer),
            obligations: try tx.obligations.all(of: record.subject),
            exceptions: try file.contents.of(.exception) { try tx.exceptions.about(record.subject) },
            entries: try work.parts.entries(), events: events,
            attachments: try file.contents.of(.attachment) { try tx.attachments.of(record.id) },
            kin: try relatives(of: record, for: work.actor),
            slips: try file.contents.of(.slip) { try tx.slips.of(record.id) },
            studies: try file.contents.of(.study) { try tx.caseLibrary.studies(of: record.id) },
            issues: try file.contents.of(.qualityIssue) { try tx.caseLibrary.issues(of: record.id) },
            externalNumbers: try tx.externalNumbers.of(record.id.rawValue).map { "\($0.source) \($0.number)" })
    }

    /// Everything on one case's page: the same, and about half a dozen questions more.
    func view(of id: Case.ID, for actor: Actor) throws -> CaseView {
        let work = try work(on: id, by: actor, needing: .readCase)
        let account = try account(work, tx.events.about(work.file.record.subject, limit: Self.mostEvents))
        let file = account.file
        let record = file.record
        let isOwn = file.concerns(actor.staff.id)
        return CaseView(
            account: account, calendar: work.calendar, unitName: try tx.units.require(record.unit).name,
            names: try tx.names(of: account.people), draft: try work.parts.draft(of: actor.staff.id),
            colleagues: try tx.colleagues(of: record.unit).map { CaseView.Colleague(id: $0.id, name: $0.name) },
            permissions: Set(Permission.allCases.filter { actor.may($0, in: record.unit, isOwn: isOwn) }),
            viewer: actor.staff.id, limit: actor.compensationLimit(in: record.unit), repairers: try repairers(work),
            others: try record.customer.map { try tx.contacts.openCases(of: $0, for: actor).filter { $0.id != id } }
                ?? [],
            mailReach: try tx.mailAnswers.reach(of: record, account.customer))
    }

    private func repairers(_ work: CaseWork) throws -> [CaseView.Colleague]? {
        guard work.file.record.state == .dispatching else { return nil }
        let people = try work.repairers()
        guard !people.isEmpty else { return nil }
        let names = try tx.names(of: Set(people))
        return people.map { CaseView.Colleague(id: $0, name: names[$0] ?? "") }
    }

    /// Those that the reader may know of.
    private func relatives(of record: Case, for actor: Actor) throws -> [Case] {
        let above = try [record.kinship.parent, record.kinship.mergedInto, record.kinship.splitFrom]
            .compactMap { try $0.flatMap { try find($0) } }
        var seen: Set<Case.ID> = [record.id]
        return try (above + kin(of: record.id)).filter { other in
            seen.insert(other.id).inserted
                && actor.may(.readCase, in: other.unit, isOwn: other.concerns(actor.staff.id))
        }
    }
}

extension CaseAccount {
    /// Everybody whose name its page says.
    fileprivate var people: Set<Staff.ID> {
        let record = file.record
        var people: Set<Staff.ID> = [record.firstReceiver]
        people.formUnion(
            [record.handler, record.transfer?.to, record.decision?.by, record.archive?.by, record.investigator]
                .compactMap(\.self))
        people.formUnion(entries.compactMap(\.author) + events.compactMap(\.actor) + file.proposals.map(\.author))
        // Whoever was asked, named or given it: those that are no ids of people are looked up in vain.
        people.formUnion(events.compactMap { $0.details["to"].map { Staff.ID($0) } })
        people.formUnion(file.proposals.flatMap(\.readings).map(\.by) + obligations.compactMap(\.owedByStaff))
        people.formUnion(file.correctives.map(\.owner) + file.extraServices.map(\.by))
        people.formUnion([file.repair?.repairer].compactMap(\.self))
        people.formUnion(
            file.compensations.compactMap(\.refusal?.by) + file.compensations.map(\.applicant) + file.visits.map(\.by)
                + exceptions.map(\.requestedBy))
        people.formUnion(attachments.map(\.by))
        people.formUnion(file.transfers.map(\.to) + file.transfers.compactMap(\.from))
        people.formUnion(studies.map(\.author) + studies.compactMap(\.approvedBy))
        return people
    }
}
