import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// The channels by which a department is reached, for programs (SOFT-70): a telephone system that asks who answers now.
enum ReceptionChannelApiRoutes {
    static let operations = [list, read]

    private static let list = ApiOperation(
        method: .get, path: "/reception-channels", name: "reception-channel.list", summary: .apiReceptionChannels,
        scope: .readContacts, answer: "ReceptionChannelList"
    ) { tx, actor, call in
        let channels = try tx.receptionChannels.list(in: try tx.receptionReach(of: actor))
        let views = try tx.receptionChannels.views(of: channels, in: call.viewer.zone)
        return ApiReply(body: ListDocument(entries: views.map(ReceptionChannelDocument.init), next: nil))
    }

    private static let read = ApiOperation(
        method: .get, path: "/reception-channels/:id", name: "reception-channel.read",
        summary: .apiReceptionChannel, scope: .readContacts, answer: "ReceptionChannel"
    ) { tx, actor, call in
        let channel = try tx.receptionChannels.require(
            call.identifier(), within: try tx.receptionReach(of: actor))
        guard let view = try tx.receptionChannels.views(of: [channel], in: call.viewer.zone).first else {
            throw NotFound()
        }
        return ApiReply(body: ReceptionChannelDocument(view))
    }
}

struct ReceptionChannelDocument: Encodable, Sendable {
    let id, unit, kind, name, address, standard, forward: String
    let hours: [String]
    /// `closed`, `answered`, `stand-in`, `nobody-here`, `uncovered`
    let standing: String
    /// who answers at this minute
    let answering: String?
    let missed, returned: Int
    let keepsHolidays: Bool
    /// the days of the next month that a holiday takes out of its hours
    let rests: [String]

    init(_ view: ReceptionChannelView) {
        let facts = view.channel.facts
        id = view.channel.id.rawValue
        unit = view.channel.unit.rawValue
        kind = facts.kind.rawValue
        name = facts.name
        address = facts.address
        standard = facts.standard
        forward = facts.forward
        hours = view.channel.hours.map(\.stored)
        keepsHolidays = facts.keepsHolidays
        rests = view.rests.map(\.day.description)
        missed = view.missed.calls
        returned = view.missed.returned
        switch view.now {
        case .closed: (standing, answering) = ("closed", nil)
        case .answered(let staff): (standing, answering) = ("answered", staff.rawValue)
        case .standIn(let staff): (standing, answering) = ("stand-in", staff.rawValue)
        case .nobodyHere: (standing, answering) = ("nobody-here", nil)
        case .uncovered: (standing, answering) = ("uncovered", nil)
        }
    }
}
