import Kernel
import Web

/// 工作日记, F-37: a day's contacts of one person, matter by matter, and what they still have to follow up (SOFT-45).
struct ContactDiaryPages {
    let viewer: Viewer
    let contacts: [Contact]
    let items: [Contact.ID: [Contact.Item]]
    let owed: [(contact: Contact.ID, place: Int, item: Contact.Item)]
    let state: (Contact) -> HTML
    let caller: (Contact) -> String

    private var t: Language { viewer.language }

    var html: HTML { "\(toFollow)\(day)" }

    private var toFollow: HTML? {
        guard !owed.isEmpty else { return nil }
        let lines = owed.map { owed -> HTML in
            let isLate = owed.item.due.map { $0 < viewer.now } ?? false
            let due = owed.item.due.map { due -> HTML in
                StateBadge(isLate ? .urgent : .waiting, t(.contactItemDueAt, due.dateAndTime(in: viewer.zone))).html
            }
            return """
                <li class="line"><a href="/contacts/\(owed.contact.rawValue)">\(owed.item.text)</a> \
                <span>\(owed.item.followUp)</span> \(due)\
                \(viewer.button(
                    to: "/contacts/\(owed.contact.rawValue)/items", t(.contactItemDone), .usual,
                    fields: ["place": String(owed.place)]))</li>
                """
        }
        return """
            <section class="panel"><h2>\(t(.contactItemOwed)) <span class="figure">\(String(owed.count))</span></h2>\
            <ul class="plain-list">\(lines)</ul></section>
            """
    }

    private var day: HTML {
        guard !contacts.isEmpty else { return EmptyState(icon: "notebook", t(.contactsNone)).html }
        let table = Table(
            t(.contactDiary),
            [
                Table.Column(t(.contactTime), .name), Table.Column(t(.contactWho)), Table.Column(t(.caseSubject)),
                Table.Column(t(.contactAnswer)), Table.Column(t(.contactFollowUp)),
            ], isCompact: true)
        return table.html(
            contacts.flatMap { contact -> [Table.Row] in
                let first = Table.Row(
                    [
                        "<a href=\"/contacts/\(contact.id.rawValue)\">\(contact.startedAt.dateAndTime(in: viewer.zone))</a>",
                        "\(caller(contact))", "\(contact.record.subject)", "\(contact.record.answer)", state(contact),
                    ] as [HTML])
                let more = (items[contact.id] ?? []).map { item in
                    Table.Row(["", "", "\(item.text)", "\(item.answer)", Self.followUp(item, viewer)] as [HTML])
                }
                return [first] + more
            })
    }

    static func followUp(_ item: Contact.Item, _ viewer: Viewer) -> HTML {
        guard !item.followUp.isEmpty else { return .empty }
        let t = viewer.language
        if item.doneAt != nil { return "\(item.followUp) \(StateBadge(.done, t(.contactItemDone)).html)" }
        let due = item.due.map { t(.contactItemDueAt, $0.dateAndTime(in: viewer.zone)) } ?? t(.contactItemOwed)
        let isLate = item.due.map { $0 < viewer.now } ?? false
        return "\(item.followUp) \(StateBadge(isLate ? .urgent : .waiting, due).html)"
    }
}
