import Database
import Handbook
import Kernel

/// The contacts, as the database keeps them.
struct Contacts {
    let tx: Transaction

    func find(_ id: Contact.ID) throws -> Contact? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Contact.init(row:))
    }

    /// By their ids, a chunk of a list at a time.
    func find(_ ids: [String]) throws -> [Contact] {
        try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT 1000").map(Contact.init(row:))
    }

    /// What a person has begun and not wrapped up: the line they are on.
    func open(of staff: Staff.ID) throws -> Contact? {
        try tx.execute(
            """
            \(Self.select) WHERE receiver_id = \(staff) AND state = 'answered' AND letter_id IS NULL
            ORDER BY started_at DESC, id DESC
            LIMIT 1
            """
        ).first.map(Contact.init(row:))
    }

    /// Who waits for a call of this person: promised first, then missed.
    func toCall(of staff: Staff.ID, limit: Int = 50) throws -> [Contact] {
        try tx.execute(
            """
            \(Self.select)
            WHERE (callback_to = \(staff) AND callback_contacted_at IS NULL)
                OR (receiver_id = \(staff) AND state = 'missed' AND returned_at IS NULL)
            ORDER BY callback_promised_at NULLS LAST, started_at, id
            LIMIT \(limit)
            """
        ).map(Contact.init(row:))
    }

    /// Calls that were promised and that nobody has made yet, whoever owes them.
    func owedCalls(limit: Int) throws -> [Contact] {
        try tx.execute(
            """
            \(Self.select) WHERE callback_to IS NOT NULL AND callback_contacted_at IS NULL
            ORDER BY callback_to, callback_promised_at
            LIMIT \(limit)
            """
        ).map(Contact.init(row:))
    }

    /// Of those, what one person owes.
    func owedCalls(of staff: Staff.ID, limit: Int) throws -> [Contact] {
        try tx.execute(
            """
            \(Self.select) WHERE callback_to = \(staff) AND callback_contacted_at IS NULL
            ORDER BY callback_promised_at, id
            LIMIT \(limit)
            """
        ).map(Contact.init(row:))
    }

    func page(
        _ filter: ContactFilter, reach: UnitReach, for staff: Staff.ID, limit: Int, offset: Int
    ) throws -> (contacts: [Contact], total: Int) {
        let condition = SQL(filter.conditions(reach: reach, for: staff), joinedBy: " AND ")
        let total = try tx.execute("SELECT COUNT(*) AS n FROM contact WHERE \(condition)").first?.int("n") ?? 0
        let contacts = try tx.execute(
            """
            \(Self.select) WHERE \(condition)
            ORDER BY started_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Contact.init(row:))
        return (contacts, total)
    }

    /// The same from a place on, for whoever reads all of them.
    func page(
        _ filter: ContactFilter, reach: UnitReach, for staff: Staff.ID, after place: (since: Int64, id: String)?,
        limit: Int
    ) throws -> [Contact] {
        var conditions = filter.conditions(reach: reach, for: staff)
        if let place { conditions.append("(started_at, id) < (\(place.since), \(place.id))") }
        return try tx.execute(
            """
            \(Self.select) WHERE \(SQL(conditions, joinedBy: " AND "))
            ORDER BY started_at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Contact.init(row:))
    }

    func nextNumber(in zone: Zone) throws -> String {
        let rows =
            switch tx.engine {
            case .sqlite:
                try tx.execute("UPDATE contact_number SET last = last + 1 WHERE name = 'contact' RETURNING last AS n")
            case .postgres: try tx.execute("SELECT nextval('contact_number') AS n")
            }
        guard let number = try rows.first?.integer("n") else { throw NotFound() }
        return "L\(zone.day(of: tx.now).description.replacing("-", with: ""))-\(number)"
    }

    func insert(_ contact: Contact) throws {
        try tx.execute(
            """
            INSERT INTO contact
                (id, number, unit_id, version_id, direction, channel, receiver_id, started_at, returns_id, reception_id,
                 letter_id, state, held, holds, language, caller, organisation, member_number, subject, content, answer, errand)
            VALUES (\(contact.id), \(contact.number), \(contact.unit), \(contact.version),
                    \(contact.direction.rawValue), \(contact.channel.rawValue), \(contact.receiver),
                    \(contact.startedAt), \(contact.returns), \(contact.reception), \(contact.letter),
                    \(contact.state == .missed ? "missed" : "answered"), 0, 0,
                    '', '', '', '', '', '', '', \(contact.errand.rawValue))
            """
        )
        try save(contact)
    }

    func save(_ contact: Contact) throws {
        let record = contact.record
        let state =
            switch contact.state {
            case .answered: "answered"
            case .wrappedUp: "wrapped-up"
            case .missed: "missed"
            }
        try tx.execute(
            """
            UPDATE contact SET
                state = \(state), ending = \(contact.ending?.rawValue), ended_at = \(contact.endedAt),
                identified_at = \(contact.identifiedAt), triage = \(contact.triage?.verdict.rawValue),
                triaged_at = \(contact.triage?.at), held_since = \(contact.heldSince),
                hold_reason = \(contact.holdReason?.rawValue), held = \(contact.held), holds = \(contact.holds), rings = \(record.rings), hung_up_by = \(record.hungUpBy?.rawValue),
                purpose = \(record.purpose?.rawValue), language = \(record.language), caller = \(record.caller),
                organisation = \(record.organisation), phone = \(record.phone), member_number = \(record.memberNumber),
                customer_id = \(record.customer), case_id = \(record.serviceCase), subject = \(record.subject),
                content = \(record.content), answer = \(record.answer), callback_to = \(contact.callback?.to),
                callback_text = \(contact.callback?.text), callback_promised_at = \(contact.callback?.promisedAt),
                callback_acknowledged_at = \(contact.callback?.acknowledgedAt),
                callback_contacted_at = \(contact.callback?.contactedAt), callback_tries = \(contact.callback?.tries),
                returned_at = \(contact.returnedAt), left_information = \(record.leftInformation),
                receiver_id = \(contact.receiver),
                second_contact = \(record.secondContact), repeats_id = \(contact.repeats),
                errand = \(contact.errand.rawValue), call_result = \(record.result?.rawValue), mood = \(record.mood),
                satisfaction = \(record.satisfaction?.rawValue), follow_up_id = \(contact.followUp),
                computer_skill = \(record.skill?.rawValue), helper = \(record.helper),
                helper_phone = \(record.helperPhone?.revealed ?? "")
            WHERE id = \(contact.id)
            """
        )
    }

    /// The newest contact of the same person that was thought solved, since an instant (SOFT-34).
    func solvedBefore(_ contact: Contact, since start: Instant) throws -> Contact? {
        let phone = contact.record.phone
        let customer = contact.record.customer
        guard phone != nil || customer != nil else { return nil }
        return try tx.execute(
            """
            \(Self.select)
            WHERE started_at >= \(start) AND started_at < \(contact.startedAt) AND ending = 'solved'
                AND direction = 'inbound' AND (phone = \(phone) OR customer_id = \(customer))
            ORDER BY started_at DESC, id DESC
            LIMIT 1
            """
        ).first.map(Contact.init(row:))
    }

    func draft(of id: Contact.ID) throws -> String? {
        try tx.execute("SELECT body FROM contact_draft WHERE contact_id = \(id)").first?.text("body")
    }

    func save(draft body: String, of id: Contact.ID) throws {
        try tx.execute(
            """
            INSERT INTO contact_draft (contact_id, body, at) VALUES (\(id), \(body), \(tx.now))
            ON CONFLICT (contact_id) DO UPDATE SET body = excluded.body, at = excluded.at
            """
        )
    }

    func insert(_ hold: Contact.Hold, of id: Contact.ID) throws {
        try tx.execute(
            """
            INSERT INTO contact_hold (contact_id, began_at, ended_at, reason)
            VALUES (\(id), \(hold.from), \(hold.to), \(hold.reason.rawValue))
            ON CONFLICT (contact_id, began_at) DO NOTHING
            """
        )
    }

    /// When the customer was asked to wait, and what for (SOFT-47).
    func holds(of id: Contact.ID) throws -> [Contact.Hold] {
        try tx.execute(
            """
            SELECT began_at, ended_at, reason FROM contact_hold WHERE contact_id = \(id) ORDER BY began_at LIMIT 50
            """
        ).map {
            Contact.Hold(
                from: try $0.instant("began_at"), to: try $0.instant("ended_at"), reason: try $0.choice("reason"))
        }
    }

    func forgetDraft(of id: Contact.ID) throws {
        try tx.execute("DELETE FROM contact_draft WHERE contact_id = \(id)")
    }

    private static let select: SQL = """
        SELECT id, number, unit_id, version_id, direction, channel, receiver_id, started_at, returns_id, reception_id, letter_id, hold_reason, state, ending,
               ended_at, identified_at, triage, triaged_at, held_since, held, holds, rings, hung_up_by, purpose,
               language, caller, organisation, phone, member_number, customer_id, case_id, subject, content, answer,
               callback_to, callback_text, callback_promised_at, callback_acknowledged_at, callback_contacted_at,
               callback_tries, returned_at, left_information, second_contact, repeats_id, errand, call_result, mood,
               satisfaction, follow_up_id, computer_skill, helper, helper_phone
        FROM contact
        """
}

/// Which contacts a list shows.
struct ContactFilter: Equatable, Sendable {
    enum View: String, CaseIterable, Sendable {
        case mine, letters, toCall = "to-call", missed, team, unmatched, repeated, calls
    }

    var view: View = .mine
    /// What is asked of calls of our own: the figures of `/contacts/effect` and their lists are one condition.
    var calls: CallCondition?

    func conditions(reach: UnitReach, for staff: Staff.ID) -> [SQL] {
        let concerns: SQL = "(receiver_id = \(staff) OR callback_to = \(staff))"
        var conditions: [SQL] = []
        switch reach {
        case .all: break
        case .some(let units): conditions.append("(unit_id IN \(list: units) OR \(concerns))")
        case .own, .nothing: conditions.append(concerns)
        }
        switch view {
        case .mine: conditions.append(concerns)
        case .toCall:
            conditions.append(
                """
                ((callback_to IS NOT NULL AND callback_contacted_at IS NULL)
                    OR (state = 'missed' AND returned_at IS NULL))
                """)
        // CHAIN-11: what came by mail and no person has answered yet.
        case .letters:
            conditions.append(
                """
                (letter_id IS NOT NULL AND letter_id IN (
                    SELECT id FROM mail_letter
                    WHERE settlement IS NULL AND kind IN ('personal', 'oversized', 'unreadable')))
                """)
        case .missed: conditions.append("state = 'missed'")
        case .team: conditions.append("1 = 1")
        // CHAIN-77: our own calls to numbers that belong to no customer and no case.
        case .unmatched:
            conditions.append(
                "direction = 'outbound' AND returns_id IS NULL AND customer_id IS NULL AND case_id IS NULL")
        case .repeated: conditions.append("repeats_id IS NOT NULL")
        case .calls: conditions.append(CallCondition.ours)
        }
        if let calls { conditions += calls.conditions }
        return conditions
    }
}

extension Transaction {
    var contacts: Contacts { Contacts(tx: self) }
}

extension Contact {
    fileprivate init(row: Row) throws {
        let new = Contact(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            version: try row.id("version_id"), direction: try row.choice("direction"),
            channel: try row.choice("channel"), receiver: try row.id("receiver_id"),
            at: try row.instant("started_at"), isMissed: try row.text("state") == "missed",
            returns: try row.id(ifPresent: "returns_id"), reception: try row.id(ifPresent: "reception_id"),
            letter: try row.id(ifPresent: "letter_id"))
        var state = new.state
        if let at = try row.instant(ifPresent: "ended_at") { state = .wrappedUp(try row.choice("ending"), at: at) }
        var triage: Triage?
        if let at = try row.instant(ifPresent: "triaged_at") {
            triage = Triage(verdict: try row.choice("triage"), at: at)
        }
        var callback: Callback?
        if let at = try row.instant(ifPresent: "callback_promised_at") {
            callback = Callback(
                to: try row.id("callback_to"), text: try row.text(ifPresent: "callback_text") ?? "", promisedAt: at,
                acknowledgedAt: try row.instant(ifPresent: "callback_acknowledged_at"),
                contactedAt: try row.instant(ifPresent: "callback_contacted_at"),
                tries: try row.int(ifPresent: "callback_tries") ?? 0)
        }
        let record = Record(
            caller: try row.text("caller"), organisation: try row.text("organisation"),
            phone: try row.text(ifPresent: "phone").map { PhoneNumber(stored: $0) },
            memberNumber: try row.text("member_number"),
            purpose: try row.text(ifPresent: "purpose").flatMap(CaseType.init(rawValue:)),
            language: try row.text("language"), subject: try row.text("subject"), content: try row.text("content"),
            answer: try row.text("answer"), rings: try row.int(ifPresent: "rings"),
            hungUpBy: try row.text(ifPresent: "hung_up_by").flatMap(Party.init(rawValue:)),
            customer: try row.id(ifPresent: "customer_id"), serviceCase: try row.id(ifPresent: "case_id"),
            leftInformation: try row.text("left_information"), secondContact: try row.text("second_contact"),
            result: try row.text(ifPresent: "call_result").flatMap(CallResult.init(rawValue:)),
            mood: try row.text("mood"),
            satisfaction: try row.text(ifPresent: "satisfaction").flatMap(Satisfaction.init(rawValue:)),
            skill: try row.text(ifPresent: "computer_skill").flatMap(ComputerSkill.init(rawValue:)),
            helper: try row.text("helper"),
            // Of old ones a text that is no number is not shown and not called.
            helperPhone: PhoneNumber(typed: try row.text("helper_phone")))
        self.init(
            copying: new, state: state, record: record, identifiedAt: try row.instant(ifPresent: "identified_at"),
            triage: triage, heldSince: try row.instant(ifPresent: "held_since"),
            holdReason: try row.text(ifPresent: "hold_reason").flatMap(HoldReason.init(rawValue:)),
            held: try row.integer("held"),
            holds: try row.int("holds"), callback: callback, returnedAt: try row.instant(ifPresent: "returned_at"))
        repeats = try row.id(ifPresent: "repeats_id")
        errand = try row.choice("errand")
        followUp = try row.id(ifPresent: "follow_up_id")
    }
}
