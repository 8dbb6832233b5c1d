import Database
import Handbook
import Kernel

/// What a department writes down beside its cases, once a day: reports are read and signed for, the month gets its table
/// with measures, quality issues and problems are followed to their end, and difficult cases become standard answers.
extension DemoStage {
    func keepPapers() throws {
        let today = hours.day(of: tx.now)
        try signDay(before: today)
        try writeMonth(today)
        try followMeasures(today)
        try followIssues()
        try followProblems()
        try studyCases()
    }

    private var units: [Unit.ID] {
        department.pack.units.compactMap { department.units[$0.code] }
    }

    /// Somebody who may do this in a unit, and is none of these.
    private func person(who permission: Permission, in unit: Unit.ID, but others: Set<Staff.ID> = []) throws -> Actor? {
        for person in department.pack.people.reversed() {
            guard let id = staff[person.account], !others.contains(id) else { continue }
            let actor = try tx.actor(id)
            if actor.may(permission, in: unit, isOwn: false), actor.may(.readCase, in: unit, isOwn: false) {
                return actor
            }
        }
        return nil
    }

    private func responsible(for rule: DeadlineRule, in unit: Unit.ID) throws -> Actor? {
        try tx.digests.responsible(for: rule, in: unit)?.people.first.map(tx.actor)
    }

    // MARK: Reports

    private func signDay(before today: Day) throws {
        let yesterday = today.advanced(by: -1)
        let week = WeekDigest.Week(of: today).before
        for unit in units {
            for kind in [DigestReceipt.Kind.day, .unsolved] {
                guard let reader = try responsible(for: kind.rule, in: unit),
                    try tx.digestReceipts.waits(kind, unit, yesterday.description, for: reader.staff.id)
                else { continue }
                try tx.digests.signDay(unit, yesterday, by: reader)
            }
            guard let reader = try responsible(for: .readWeek, in: unit),
                try tx.digestReceipts.waits(.week, unit, week.description, for: reader.staff.id)
            else { continue }
            try tx.digests.signWeek(unit, week, by: reader)
        }
    }

    /// The month that is over, in its first days: written, measured, submitted; read by whoever it is delivered to.
    private func writeMonth(_ today: Day) throws {
        let month = Digest.Month(of: today).before
        guard today.day <= 9 else { return }
        for unit in units {
            guard let author = try responsible(for: .publishDigest, in: unit) else { continue }
            let digest = try tx.digests.begin(unit, month, by: author)
            guard digest.submission == nil else {
                for reader in try tx.digests.readers(digest.id) where reader.readAt == nil {
                    try tx.digests.sign(digest.id, by: tx.actor(reader.staff))
                }
                continue
            }
            guard today.day >= 3 else { continue }
            let words = DemoPhrases.month
            try tx.digests.write(digest.id, problems: words.problems, causes: words.causes, by: author)
            let owners = try tx.colleagues(of: unit, limit: 50).filter { $0.id != author.staff.id }
            for (number, text) in words.measures.enumerated() where !owners.isEmpty {
                try tx.digests.plan(
                    digest.id, text: text, owner: owners[number % owners.count].id,
                    due: hours.workingDay(4 + number * 5, after: today), by: author)
            }
            try tx.digests.submit(digest.id, by: author, in: hours.zone)
        }
    }

    /// Done a day before it is owed; looked at two days later by somebody else. The second one did not work at first.
    private func followMeasures(_ today: Day) throws {
        for unit in units {
            guard let digest = try tx.digests.find(of: unit, Digest.Month(of: today).before) else { continue }
            for (number, measure) in try tx.countermeasures.of(digest.id).enumerated() {
                guard let owner = measure.owner else { continue }
                switch measure.state {
                case .planned where today >= measure.due.advanced(by: -1):
                    try tx.countermeasures.finish(measure.id, note: DemoPhrases.measureDone, by: tx.actor(owner))
                case .done(let at, _) where tx.now > at + .days(2):
                    guard let checker = try person(who: .readAdherence, in: unit, but: [owner]) else { continue }
                    let worked = number != 1 || measure.round > 1
                    try tx.countermeasures.check(
                        measure.id, worked: worked,
                        effect: worked ? DemoPhrases.measureWorked : DemoPhrases.measureFailed,
                        again: worked ? nil : hours.workingDay(4, after: today), by: checker)
                default: break
                }
            }
        }
    }

    // MARK: What cases teach

    /// A fault of the goods is noted on its case, answered by the product department after days, closed after more.
    private func followIssues() throws {
        for issue in try DemoReadings(tx: tx).openIssues() where tx.now > issue.notedAt + .days(3) {
            let record = try tx.cases.require(issue.record)
            guard let actor = try person(who: .investigateCase, in: record.unit) else { continue }
            let isOver = !issue.followUp.isEmpty && tx.now > issue.notedAt + .days(9)
            try tx.caseLibrary.follow(
                issue.id, with: DemoPhrases.issueAnswer, outcome: isOver ? DemoPhrases.issueOutcome : "", by: actor)
        }
        guard let id = try DemoReadings(tx: tx).caseWithoutIssue(of: DemoPhrases.technicalCauses) else { return }
        let record = try tx.cases.require(id)
        guard let actor = try person(who: .workCase, in: record.unit) else { return }
        try tx.caseLibrary.note(
            QualityIssue.Text(
                product: record.report.product, batch: "\(hours.day(of: record.reportedAt).advanced(by: -40))-2",
                defect: record.finding?.rootCause ?? record.report.subject, store: record.report.place),
            of: id, by: actor)
    }

    /// A cause that keeps coming back gets an owner and a measure the day after, and is solved after ten days.
    private func followProblems() throws {
        for problem in try DemoReadings(tx: tx).openProblems() where tx.now > problem.openedAt + .hours(20) {
            guard let actor = try person(who: .summariseCase, in: problem.unit) else { continue }
            if problem.measure.isEmpty {
                let owner = try person(who: .workCase, in: problem.unit, but: [actor.staff.id]) ?? actor
                guard try tx.canTakeCases(owner.staff.id) else { continue }
                try tx.caseLibrary.follow(
                    problem.id, owner: owner.staff.id, measure: DemoPhrases.problemMeasure, isSolved: false, by: actor)
            } else if tx.now > problem.openedAt + .days(12) {
                try tx.caseLibrary.follow(
                    problem.id, owner: problem.owner, measure: problem.measure, isSolved: true, by: actor)
            }
        }
    }

    /// A case that was hard to settle is written up, and approved by somebody else the day after.
    private func studyCases() throws {
        for study in try DemoReadings(tx: tx).openStudies() where tx.now > study.writtenAt + .hours(20) {
            let record = try tx.cases.require(study.record)
            guard let approver = try person(who: .summariseCase, in: record.unit, but: [study.author]) else { continue }
            try tx.caseLibrary.approve(study.id, by: approver)
        }
        guard let id = try DemoReadings(tx: tx).hardCaseWithoutStudy() else { return }
        let file = try tx.cases.file(id)
        let record = file.record
        guard let author = try person(who: .workCase, in: record.unit) else { return }
        try tx.caseLibrary.write(
            CaseStudy.Text(
                title: record.report.subject, background: record.report.content,
                course: "\(DemoPhrases.studyCourse)\(record.solution ?? "")", cause: record.finding?.rootCause ?? "",
                solution: record.solution ?? "", standardAnswer: DemoPhrases.standardAnswer),
            of: id, by: author)
    }
}

/// A slip to another department, from its sending to its verification.
extension DemoStage {
    func send(_ kind: Slip.Kind, _ matter: String, on file: CaseFile, by doer: Actor) throws {
        let receiver = try receiver(of: file, among: department.pack.handsOnTo)
        let finding = file.record.finding?.cause ?? ""
        try tx.slips.send(
            SlipOrder(
                kind: kind, department: department.pack.departments[finding] ?? file.record.judgement?.department ?? "",
                receiver: receiver, matter: matter, level: file.record.severity,
                needBy: hours.deadline(after: tx.now, working: .hours(6))),
            on: file.record.id, by: doer)
    }

    func slip(of file: CaseFile) throws -> Slip {
        guard let slip = try tx.slips.of(file.record.id).last else { throw NotFound() }
        return slip
    }
}
