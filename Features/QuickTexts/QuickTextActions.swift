import Database
import Handbook
import Kernel

/// Everybody keeps quick texts of their own; a department's are written by whoever may reassign its cases.
extension QuickTexts {
    func add(_ title: String, _ text: String, sharedWith unit: Unit.ID?, by actor: Actor) throws -> QuickText {
        if let unit {
            try authorize(actor, .reassignCase, in: unit, isOwn: false)
            guard try count(in: unit) < QuickText.mostOfUnit else {
                throw QuickText.Refusal.tooMany(QuickText.mostOfUnit)
            }
        } else {
            guard try count(of: actor.staff.id) < QuickText.mostOfOne else {
                throw QuickText.Refusal.tooMany(QuickText.mostOfOne)
            }
        }
        try refuseBanned(text, for: actor)
        let made = QuickText(id: tx.ids.make(), owner: actor.staff.id, unit: unit, title: title, text: text)
        try save(made)
        return made
    }

    @discardableResult
    func change(_ id: QuickText.ID, title: String, text: String, from base: Int, by actor: Actor) throws -> QuickText {
        var found = try own(id, of: actor)
        try refuseBanned(text, for: actor)
        try found.change(title: title, text: text, from: base)
        try save(found)
        return found
    }

    func delete(_ id: QuickText.ID, by actor: Actor) throws { try delete(own(id, of: actor).id) }

    func mayChange(_ text: QuickText, _ actor: Actor) -> Bool {
        guard let unit = text.unit else { return text.owner == actor.staff.id }
        return actor.may(.reassignCase, in: unit, isOwn: false)
    }

    /// Everything offered to a person on a case, filled from it; without a case the blanks stay.
    func choices(on id: Case.ID?, for actor: Actor) throws -> [QuickChoice] {
        let work = try id.map { try tx.cases.work(on: $0, by: actor, needing: .readCase) }
        let values = try work.map { try self.values(of: $0, for: actor) } ?? [.me: actor.staff.name]
        let handbook = try work?.handbook ?? self.handbook(for: actor)
        let written = try seen(by: actor).map { text in
            (text.id.rawValue, text.title, text.text, text.unit == nil ? QuickChoice.Source.own : .unit)
        }
        let spoken = (handbook?.scripts ?? []).flatMap { script in
            script.steps.enumerated().map { place, step in
                (
                    "script:\(script.id)/\(step.id)",
                    script.steps.count == 1 ? script.title : "\(script.title) \(place + 1)",
                    step.say.map(\.blank).joined(), QuickChoice.Source.handbook
                )
            }
        }
        let all = written + spoken
        let uses = try uses(all.map(\.0), by: actor.staff.id)
        return all.map { key, title, text, source in
            QuickChoice(
                key: key, title: title, text: QuickText.filled(text, values), source: source, uses: uses[key]?.all ?? 0,
                ownUses: uses[key]?.own ?? 0)
        }
    }

    /// Counts only what is offered: nobody makes up keys.
    func use(_ key: String, by actor: Actor) throws {
        guard try choices(on: nil, for: actor).contains(where: { $0.key == key }) else { throw NotFound() }
        try count(useOf: key, by: actor.staff.id)
    }

    private func values(of work: CaseWork, for actor: Actor) throws -> [QuickText.Blank: String] {
        let record = work.file.record
        let customer = try record.customer.flatMap { try tx.customers.find($0) }
        let zone = work.calendar.zone
        let due = work.file.openPromises.map(\.dueAt).min()
        return [
            .salutation: customer.map(Self.salutation) ?? Language.chinese(.quickYou), .number: record.number,
            .subject: record.report.subject, .product: record.report.product,
            .store: try tx.units.require(record.unit).name, .place: record.report.place,
            .handler: try record.handler.flatMap { try tx.names(of: [$0])[$0] } ?? "", .me: actor.staff.name,
            .due: due.map { $0.dateAndTime(in: zone) } ?? "", .solution: record.solution ?? "",
            .phone: customer?.phone?.description ?? "", .organisation: record.report.organisation,
            .season: Self.season(zone.day(of: tx.now)),
        ]
    }

    /// By the weather of the calendar: spring is March to May.
    static func season(_ day: Day) -> String {
        let seasons: [Word] = [.quickWinter, .quickSpring, .quickSummer, .quickAutumn]
        return Language.chinese(seasons[day.month % 12 / 3])
    }

    /// 王女士; 王先生/女士 where nobody has noted which; an organisation by its name.
    static func salutation(_ customer: Customer) -> String {
        guard customer.kind == .person else { return customer.facts.name }
        let surname = String(customer.name.masked.prefix { $0 != "*" })
        guard !surname.isEmpty, surname.unicodeScalars.allSatisfy({ !$0.isASCII }) else { return customer.facts.name }
        switch CustomerForms.Salutation(rawValue: customer.facts.salutation) {
        case .mr: return surname + Language.chinese(.customerMr)
        case .ms: return surname + Language.chinese(.customerMs)
        case nil: return surname + Language.chinese(.quickEither)
        }
    }

    private func handbook(for actor: Actor) throws -> Handbook? {
        guard let unit = actor.mainHolding?.unit,
            let version = try tx.handbooks.inForce(tx.units.handbookCode(of: unit), at: tx.now)
        else { return nil }
        return try tx.handbooks.handbook(of: version)
    }

    private func refuseBanned(_ text: String, for actor: Actor) throws {
        guard let against = try handbook(for: actor)?.phrasesAgainst(text).first else { return }
        throw QuickText.Refusal.banned(clause: against.clause.number, phrases: against.phrases)
    }

    private func own(_ id: QuickText.ID, of actor: Actor) throws -> QuickText {
        guard let text = try seen(by: actor).first(where: { $0.id == id }) else { throw NotFound() }
        guard mayChange(text, actor) else { throw QuickText.Refusal.notYours }
        return text
    }
}

extension Script.Piece {
    /// A script's variables are the blanks of a quick text; what no case knows is left to be filled by hand.
    fileprivate var blank: String {
        switch self {
        case .text(let text): text
        // How one is addressed goes with the surname: `{称呼}` is filled as a whole.
        case .variable(.title): ""
        case .variable(let variable): "{\(variable.blank?.rawValue ?? variable.rawValue)}"
        }
    }
}

extension Script.Variable {
    fileprivate var blank: QuickText.Blank? {
        switch self {
        case .centre: .store
        case .agent: .me
        case .surname: .salutation
        case .organisation: .organisation
        case .phone: .phone
        case .number: .number
        case .subject: .subject
        case .product: .product
        case .colleague: .handler
        case .time: .due
        case .solution: .solution
        case .season: .season
        case .amount: .amount
        case .title: nil
        }
    }
}
