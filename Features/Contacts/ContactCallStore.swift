import Database
import Handbook
import Kernel

/// Which calls of our own are meant: a period, and what is recorded of them. What is counted and what is listed ask this
/// one condition, so that the two cannot disagree.
struct CallCondition: Equatable, Sendable {
    var period: Range<Instant>
    var errand: Contact.Errand?
    /// One of the pack's moods; empty for calls of which none is recorded.
    var mood: String?
    var isReached = false
    var isConverted = false
    var satisfaction: Satisfaction?
    var objection: String?
    var answer: String?
    var worked = false

    /// Of our own initiative, over, and no line opened by mistake.
    static let ours: SQL = """
        direction = 'outbound' AND returns_id IS NULL AND state = 'wrapped-up' AND ending <> 'dropped'
        """

    var conditions: [SQL] {
        var conditions: [SQL] = [
            Self.ours, "started_at >= \(period.lowerBound)", "started_at < \(period.upperBound)",
        ]
        if let errand { conditions.append("errand = \(errand.rawValue)") }
        if let mood { conditions.append("mood = \(mood)") }
        if isReached { conditions.append("(call_result IS NULL OR call_result <> 'not-reached')") }
        if isConverted {
            conditions.append("call_result IN \(list: Contact.CallResult.converted.map(\.rawValue))")
        }
        if let satisfaction { conditions.append("satisfaction = \(satisfaction.rawValue)") }
        if let objection {
            var met: [SQL] = ["met.contact_id = contact.id", "met.objection = \(objection)"]
            if let answer { met.append("met.answer = \(answer)") }
            if worked { met.append("met.worked = 1") }
            conditions.append("EXISTS (SELECT 1 FROM contact_objection met WHERE \(SQL(met, joinedBy: " AND ")))")
        }
        return conditions
    }
}

/// What calls of ours came to, line by line.
struct CallEffect: Equatable, Sendable {
    struct Mood: Equatable, Sendable {
        let mood: String
        let reached: Int
        let converted: Int
    }

    struct Objection: Equatable, Sendable {
        let said: String
        let answer: String
        let used: Int
        let worked: Int
    }

    var calls = 0
    var moods: [Mood] = []
    var satisfaction: [Satisfaction: Int] = [:]
    var objections: [Objection] = []
}

extension Contacts {
    /// GAME-98, GAME-101: conversion by mood, satisfaction of the visited, and which answers to objections help.
    func effect(of period: Range<Instant>, reach: UnitReach, for staff: Staff.ID) throws -> CallEffect {
        func among(_ condition: CallCondition) -> SQL {
            SQL(
                ContactFilter(view: .calls, calls: condition).conditions(reach: reach, for: staff), joinedBy: " AND ")
        }
        var effect = CallEffect()
        let all = among(CallCondition(period: period))
        effect.calls = try tx.execute("SELECT COUNT(*) AS n FROM contact WHERE \(all)").first?.int("n") ?? 0
        let marketing = among(CallCondition(period: period, errand: .marketing, isReached: true))
        effect.moods = try tx.execute(
            """
            SELECT mood, COUNT(*) AS reached,
                   CAST(SUM(CASE WHEN call_result IN \(list: Contact.CallResult.converted.map(\.rawValue)) THEN 1 ELSE 0 END)
                       AS BIGINT) AS converted
            FROM contact WHERE \(marketing)
            GROUP BY mood
            ORDER BY 2 DESC, mood
            LIMIT 50
            """
        ).map {
            CallEffect.Mood(
                mood: try $0.text("mood"), reached: try $0.int("reached"), converted: try $0.int("converted"))
        }
        let visits = among(CallCondition(period: period, errand: .visit))
        for row in try tx.execute(
            """
            SELECT satisfaction, COUNT(*) AS n FROM contact WHERE \(visits) AND satisfaction IS NOT NULL
            GROUP BY satisfaction ORDER BY satisfaction LIMIT 5
            """
        ) { effect.satisfaction[try row.choice("satisfaction")] = try row.int("n") }
        effect.objections = try tx.execute(
            """
            SELECT met.objection, met.answer, COUNT(*) AS used, CAST(SUM(met.worked) AS BIGINT) AS worked
            FROM contact JOIN contact_objection met ON met.contact_id = contact.id
            WHERE \(all)
            GROUP BY met.objection, met.answer
            ORDER BY met.objection, 3 DESC, met.answer
            LIMIT 200
            """
        ).map {
            CallEffect.Objection(
                said: try $0.text("objection"), answer: try $0.text("answer"), used: try $0.int("used"),
                worked: try $0.int("worked"))
        }
        return effect
    }
}

/// The lines of a contact beside its record.
extension Contacts {
    func insert(_ particulars: Contact.Particulars, of id: Contact.ID, owedBy staff: Staff.ID) throws {
        for (place, item) in particulars.items.prefix(Contact.Particulars.mostItems).enumerated() {
            try tx.execute(
                """
                INSERT INTO contact_item (contact_id, place, text, answer, follow_up, due_at, done_at, owed_by)
                VALUES (\(id), \(place + 1), \(item.text), \(item.answer), \(item.followUp),
                        \(item.followUp.isEmpty ? nil : item.due), NULL, \(staff))
                """
            )
        }
        for met in particulars.objections {
            try tx.execute(
                """
                INSERT INTO contact_objection (contact_id, objection, answer, worked)
                VALUES (\(id), \(met.said), \(met.answer), \(met.worked))
                """
            )
        }
        for sent in particulars.materials {
            try tx.execute(
                """
                INSERT INTO contact_material (contact_id, title, sent_through, at)
                VALUES (\(id), \(sent.title), \(sent.by.rawValue), \(tx.now))
                """
            )
        }
    }

    func particulars(of id: Contact.ID) throws -> Contact.Particulars {
        Contact.Particulars(
            items: try items(of: [id])[id] ?? [],
            objections: try tx.execute(
                """
                SELECT objection, answer, worked FROM contact_objection WHERE contact_id = \(id)
                ORDER BY objection LIMIT 40
                """
            ).map {
                Contact.ObjectionMet(
                    said: try $0.text("objection"), answer: try $0.text("answer"), worked: try $0.bool("worked"))
            },
            materials: try tx.execute(
                "SELECT title, sent_through FROM contact_material WHERE contact_id = \(id) ORDER BY title LIMIT 60"
            ).map { Contact.MaterialSent(title: try $0.text("title"), by: try $0.choice("sent_through")) })
    }

    /// The lines of the diary, in their order, of so many contacts at once.
    func items(of ids: [Contact.ID]) throws -> [Contact.ID: [Contact.Item]] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT contact_id, text, answer, follow_up, due_at, done_at FROM contact_item
            WHERE contact_id IN \(list: ids) ORDER BY contact_id, place LIMIT 2000
            """
        ).map { (try $0.id("contact_id") as Contact.ID, try Contact.Item(row: $0)) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// What somebody still has to follow up, the soonest first: by contact and place.
    func owedItems(of staff: Staff.ID, limit: Int = 50) throws -> [(
        contact: Contact.ID, place: Int, item: Contact.Item
    )] {
        try tx.execute(
            """
            SELECT contact_id, place, text, answer, follow_up, due_at, done_at FROM contact_item
            WHERE owed_by = \(staff) AND follow_up <> '' AND done_at IS NULL
            ORDER BY due_at NULLS LAST, contact_id, place
            LIMIT \(limit)
            """
        ).map { (try $0.id("contact_id"), try $0.int("place"), try Contact.Item(row: $0)) }
    }

    func finish(item place: Int, of id: Contact.ID) throws -> Bool {
        try !tx.execute(
            """
            UPDATE contact_item SET done_at = \(tx.now)
            WHERE contact_id = \(id) AND place = \(place) AND follow_up <> '' AND done_at IS NULL
            RETURNING place
            """
        ).isEmpty
    }

    /// The customer's name and numbers go out of what was written of them; what was sent and answered is the house's own.
    func redactParticulars(_ redaction: CustomerRedaction, of id: Contact.ID) throws {
        for row in try tx.execute(
            "SELECT place, text, answer, follow_up FROM contact_item WHERE contact_id = \(id) ORDER BY place LIMIT 20"
        ) {
            try tx.execute(
                """
                UPDATE contact_item SET text = \(redaction.redact(row.text("text"))),
                    answer = \(redaction.redact(row.text("answer"))),
                    follow_up = \(redaction.redact(row.text("follow_up")))
                WHERE contact_id = \(id) AND place = \(row.int("place"))
                """
            )
        }
        for row in try tx.execute(
            "SELECT objection, answer FROM contact_objection WHERE contact_id = \(id) ORDER BY objection LIMIT 40"
        ) {
            try tx.execute(
                """
                UPDATE contact_objection SET objection = \(redaction.redact(row.text("objection"))),
                    answer = \(redaction.redact(row.text("answer")))
                WHERE contact_id = \(id) AND objection = \(row.text("objection"))
                """
            )
        }
        for row in try tx.execute(
            "SELECT title FROM contact_material WHERE contact_id = \(id) ORDER BY title LIMIT 60"
        ) {
            try tx.execute(
                """
                UPDATE contact_material SET title = \(redaction.redact(row.text("title")))
                WHERE contact_id = \(id) AND title = \(row.text("title"))
                """
            )
        }
    }
}

extension Contact.Item {
    fileprivate init(row: Row) throws {
        self.init(
            text: try row.text("text"), answer: try row.text("answer"), followUp: try row.text("follow_up"),
            due: try row.instant(ifPresent: "due_at"), doneAt: try row.instant(ifPresent: "done_at"))
    }
}
