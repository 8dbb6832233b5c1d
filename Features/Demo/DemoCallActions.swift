import Database
import Handbook
import Kernel

extension DemoStage {
    /// The next thing of a call, by whoever it falls to; answers after how much working time the one after it follows,
    /// and nothing when there is no more.
    func perform(_ call: inout DemoCall) throws -> Duration? {
        defer { call.step += 1 }
        switch call.fate {
        case .missed, .missedLate, .missedOpen: return try performMissed(&call)
        case .solved, .held, .message, .messageUnread, .callback, .callbackLate, .callbackOpen:
            return try performAnswered(&call)
        }
    }

    private func performAnswered(_ call: inout DemoCall) throws -> Duration? {
        let agent = try actor(call.account)
        guard let contact = call.contact else {
            guard let unit = try tx.units(for: agent, permitting: .createCase).first?.id else { return nil }
            let line = try tx.receptionChannels.list(in: try tx.receptionReach(of: agent)).first {
                $0.isOpen && $0.facts.kind.channel == .phone
            }
            call.contact = try tx.contacts.begin(.phone, in: unit, at: line?.id, by: agent).id
            return .seconds(35)
        }
        let record = call.record(department.pack.customer, rings: call.step % 3 + 1)
        switch (call.fate, call.step) {
        case (_, 1):
            let verdict: Contact.Triage.Verdict = call.fate.endsInCallback ? .callback : .now
            try tx.contacts.judge(contact, verdict, by: agent)
            return .seconds(50)
        case (.held, 2):
            try tx.contacts.hold(contact, for: .lookup, by: agent)
            return .seconds(55)
        case (.held, 3):
            try tx.contacts.resume(contact, by: agent)
            return .seconds(40)
        case (.solved, 2), (.held, 4):
            let items = call.items.map { item in
                Contact.Item(
                    text: item.text, answer: item.answer, followUp: item.followUp, due: item.due.map { tx.now + $0 })
            }
            _ = try tx.contacts.wrapUp(
                contact, record, .plain(.solved), with: Contact.Particulars(items: items), by: agent)
            return items.contains(where: \.isOwed) && !call.isForgotten ? call.followUpAfter : nil
        case (.solved, 3), (.held, 5):
            for (place, item) in call.items.enumerated() where !item.followUp.isEmpty {
                try tx.contacts.finish(item: place + 1, of: contact, by: agent)
            }
            return nil
        case (.message, 2), (.messageUnread, 2):
            let to = try colleague(of: agent).staff.id
            guard to != agent.staff.id else {
                _ = try tx.contacts.wrapUp(contact, record, .plain(.solved), by: agent)
                return nil
            }
            _ = try tx.contacts.wrapUp(contact, record, .message(to: to, matter: call.subject), by: agent)
            call.message = try tx.messages.waiting(for: to).last { $0.contact == contact }?.id
            return call.fate == .message ? .minutes(7) : .minutes(45)
        case (.message, 3), (.messageUnread, 3):
            guard let message = try call.message.flatMap({ try tx.messages.find($0) }) else { return nil }
            try tx.messages.deliver(message.id, to: tx.actor(message.addressee))
            return call.fate == .message ? .minutes(40) : nil
        case (.message, 4):
            guard let message = try call.message.flatMap({ try tx.messages.find($0) }) else { return nil }
            try tx.messages.handle(message.id, saying: DemoPhrases.messageHandled, by: tx.actor(message.addressee))
            return .minutes(10)
        case (.message, 5):
            guard let message = try call.message.flatMap({ try tx.messages.find($0) }) else { return nil }
            try tx.messages.tellBack(message.id, by: tx.actor(message.addressee))
            return nil
        default: return try performCallback(&call, contact, record, by: agent)
        }
    }

    private func performCallback(
        _ call: inout DemoCall, _ contact: Contact.ID, _ record: Contact.Record, by agent: Actor
    ) throws -> Duration? {
        guard let standing = try tx.contacts.find(contact) else { return nil }
        let caller = try tx.actor(standing.handler)
        switch call.step {
        case 2:
            let to = try colleague(of: agent).staff.id
            let promise = Outcome.callback(to: to, text: DemoPhrases.callbackPromise, isAgreed: true)
            _ = try tx.contacts.wrapUp(contact, record, promise, by: agent)
            return call.fate == .callbackOpen ? nil : .seconds(70)
        case 3:
            try tx.contacts.acknowledgeCallback(contact, by: caller)
            return .seconds(60)
        case 4 where call.fate == .callbackLate:
            _ = try tx.contacts.called(contact, reached: false, by: caller)
            let limit = department.handbook.length(of: .contactCallback, in: Circumstances()) ?? .minutes(30)
            return limit + .minutes(8)
        case 4, 5:
            if let made = try tx.contacts.called(contact, reached: true, by: caller) { call.contact = made.id }
            call.step = 5
            return .seconds(150)
        default:
            var record = record
            record.rings = nil
            _ = try tx.contacts.wrapUp(contact, record, .plain(.solved), by: tx.actor(standing.receiver))
            return nil
        }
    }

    private func performMissed(_ call: inout DemoCall) throws -> Duration? {
        let agent = try actor(call.account)
        guard let contact = try call.contact.flatMap({ try tx.contacts.find($0) }) else {
            guard let unit = try tx.units(for: agent, permitting: .createCase).first?.id else { return nil }
            call.contact = try tx.contacts.begin(
                .phone, in: unit, isMissed: true, phone: call.caller.phone, by: agent
            ).id
            switch call.fate {
            case .missed: return .minutes(11)
            case .missedLate: return .minutes(52)
            default: return nil
            }
        }
        if contact.state == .missed {
            if let made = try tx.contacts.called(
                contact.id, reached: true, isAgreed: true, by: tx.actor(contact.handler))
            {
                call.contact = made.id
            }
            return .seconds(140)
        }
        var record = call.record(department.pack.customer, rings: 1)
        record.rings = nil
        _ = try tx.contacts.wrapUp(contact.id, record, .plain(.solved), by: tx.actor(contact.receiver))
        return nil
    }

    /// Another at a desk who takes calls for the same unit; the same person where there is none.
    private func colleague(of agent: Actor) throws -> Actor {
        guard let unit = try tx.units(for: agent, permitting: .createCase).first?.id else { return agent }
        for person in department.pack.people where person.isAtTheDesk {
            guard let id = staff[person.account], id != agent.staff.id else { continue }
            let other = try tx.actor(id)
            if try tx.units(for: other, permitting: .createCase).contains(where: { $0.id == unit }),
                try tx.canTakeCases(id)
            {
                return other
            }
        }
        return agent
    }
}

extension DemoCall.Fate {
    fileprivate var endsInCallback: Bool {
        switch self {
        case .callback, .callbackLate, .callbackOpen: true
        case .solved, .held, .message, .messageUnread, .missed, .missedLate, .missedOpen: false
        }
    }
}
