import Database
import Handbook
import Kernel

/// The channels and their people, as the database keeps them.
struct ReceptionChannels {
    let tx: Transaction

    func find(_ id: ReceptionChannel.ID) throws -> ReceptionChannel? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(ReceptionChannel.init(row:))
    }

    /// The channels of these units, the open ones first, by name.
    func list(in reach: UnitReach, limit: Int = ReceptionChannel.mostChannels) throws -> [ReceptionChannel] {
        let place: SQL =
            switch reach {
            case .all: "1 = 1"
            case .some(let units): "unit_id IN \(list: units)"
            case .own, .nothing: "1 = 0"
            }
        return try tx.execute(
            """
            \(Self.select) WHERE \(place)
            ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, name, id
            LIMIT \(limit)
            """
        ).map(ReceptionChannel.init(row:))
    }

    /// The next open ones after an id, for a chore that looks at all of them.
    func open(after id: String, limit: Int) throws -> [ReceptionChannel] {
        try tx.execute(
            "\(Self.select) WHERE closed_at IS NULL AND id > \(id) ORDER BY id LIMIT \(limit)"
        ).map(ReceptionChannel.init(row:))
    }

    /// Who answers now, of each of these channels.
    func slots(of channels: [ReceptionChannel.ID]) throws -> [ReceptionChannel.ID: [ReceptionSlot]] {
        guard !channels.isEmpty else { return [:] }
        let slots = try tx.execute(
            """
            \(Self.selectSlots) WHERE channel_id IN \(list: channels) AND ended_at IS NULL
            ORDER BY channel_id, since, id
            LIMIT \(channels.count * ReceptionChannel.mostSlots)
            """
        ).map(ReceptionSlot.init(row:))
        return Dictionary(grouping: slots, by: \.channel)
    }

    /// What a person answers for now.
    func held(by staff: Staff.ID) throws -> [ReceptionSlot] {
        try tx.execute(
            """
            \(Self.selectSlots) WHERE holder_id = \(staff) AND ended_at IS NULL
            ORDER BY since, id
            LIMIT \(ReceptionChannel.mostSlots)
            """
        ).map(ReceptionSlot.init(row:))
    }

    /// What was arranged before, the newest first.
    func past(of channel: ReceptionChannel.ID, limit: Int = 50) throws -> [ReceptionSlot] {
        try tx.execute(
            """
            \(Self.selectSlots) WHERE channel_id = \(channel) AND ended_at IS NOT NULL
            ORDER BY ended_at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(ReceptionSlot.init(row:))
    }

    func insert(_ channel: ReceptionChannel) throws {
        try tx.execute(
            """
            INSERT INTO reception_channel (id, unit_id, kind, name, address, published, standard, forward, hours)
            VALUES (\(channel.id), \(channel.unit), \(channel.facts.kind.rawValue), \(channel.facts.name),
                    \(channel.facts.address), '', '', '', '')
            """
        )
        try save(channel)
    }

    func save(_ channel: ReceptionChannel) throws {
        let facts = channel.facts
        try tx.execute(
            """
            UPDATE reception_channel SET
                kind = \(facts.kind.rawValue), name = \(facts.name), address = \(facts.address),
                published = \(facts.published), standard = \(facts.standard), forward = \(facts.forward),
                keeps_holidays = \(facts.keepsHolidays),
                hours = \(channel.hours.map(\.stored).joined(separator: "\n")), closed_at = \(channel.closedAt),
                uncovered_since = \(channel.uncoveredSince), verified_by = \(channel.verified?.by),
                verified_at = \(channel.verified?.at)
            WHERE id = \(channel.id)
            """
        )
    }

    func insert(_ slot: ReceptionSlot) throws {
        try tx.execute(
            """
            INSERT INTO reception_slot (id, channel_id, hours, holder_id, backup_id, since, since_by, reason)
            VALUES (\(slot.id), \(slot.channel), \(slot.hours.stored), \(slot.holder), \(slot.backup),
                    \(slot.since.at), \(slot.since.by), '')
            """
        )
    }

    func save(_ slot: ReceptionSlot) throws {
        try tx.execute(
            """
            UPDATE reception_slot SET ended_at = \(slot.ended?.at), ended_by = \(slot.ended?.by), reason = \(slot.reason)
            WHERE id = \(slot.id)
            """
        )
    }

    /// Which of these people still work here.
    func working(_ people: Set<Staff.ID>) throws -> Set<Staff.ID> {
        guard !people.isEmpty else { return [] }
        let ids = people.sorted { $0.rawValue < $1.rawValue }.prefix(500)
        let rows = try tx.execute(
            """
            SELECT id FROM staff WHERE id IN \(list: Array(ids)) AND is_active = 1 ORDER BY id LIMIT 500
            """
        )
        return Set(try rows.map { try $0.id("id") })
    }

    /// Calls nobody picked up since an instant, and how many of them were returned: by channel (F-54).
    func missed(of channels: [ReceptionChannel.ID], since: Instant) throws -> [ReceptionChannel.ID: ReceptionMissed] {
        guard !channels.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT reception_id, COUNT(*) AS calls, COUNT(returned_at) AS returned FROM contact
            WHERE reception_id IN \(list: channels) AND started_at >= \(since) AND state = 'missed'
            GROUP BY reception_id
            """
        )
        return Dictionary(
            try rows.map {
                (
                    try $0.id("reception_id"),
                    ReceptionMissed(calls: try $0.int("calls"), returned: try $0.int("returned"))
                )
            }
        ) { $1 }
    }

    private static let select: SQL = """
        SELECT id, unit_id, kind, name, address, published, standard, forward, hours, closed_at, uncovered_since,
               verified_by, verified_at, keeps_holidays
        FROM reception_channel
        """

    private static let selectSlots: SQL = """
        SELECT id, channel_id, hours, holder_id, backup_id, since, since_by, ended_at, ended_by, reason
        FROM reception_slot
        """
}

extension Transaction {
    var receptionChannels: ReceptionChannels { ReceptionChannels(tx: self) }
}

extension ReceptionChannel {
    fileprivate init(row: Row) throws {
        var verified: Stamp?
        if let at = try row.instant(ifPresent: "verified_at") {
            verified = Stamp(by: try row.id("verified_by"), at: at)
        }
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"),
            Facts(
                kind: try row.choice("kind"), name: try row.text("name"), address: try row.text("address"),
                published: try row.text("published"), standard: try row.text("standard"),
                forward: try row.text("forward"), keepsHolidays: try row.bool("keeps_holidays")),
            hours: try row.text("hours").split(separator: "\n").map { try WeekHours(stored: String($0)) },
            closedAt: try row.instant(ifPresent: "closed_at"),
            uncoveredSince: try row.instant(ifPresent: "uncovered_since"), verified: verified)
    }
}

extension ReceptionSlot {
    fileprivate init(row: Row) throws {
        var ended: ReceptionChannel.Stamp?
        if let at = try row.instant(ifPresent: "ended_at") {
            ended = ReceptionChannel.Stamp(by: try row.id("ended_by"), at: at)
        }
        self.init(
            id: try row.id("id"), channel: try row.id("channel_id"),
            hours: try WeekHours(stored: try row.text("hours")), holder: try row.id("holder_id"),
            backup: try row.id(ifPresent: "backup_id"),
            since: ReceptionChannel.Stamp(by: try row.id("since_by"), at: try row.instant("since")), ended: ended,
            reason: try row.text("reason"))
    }
}

extension WeekHours {
    fileprivate init(stored: String) throws {
        guard let hours = WeekHours(typed: stored) else { throw Corrupt(column: "hours", value: .text(stored)) }
        self = hours
    }
}
