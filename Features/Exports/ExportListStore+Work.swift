import Database
import Handbook
import Kernel

extension ExportList {
    /// Calls and visits, as their list shows them under its view.
    static let contacts = ExportList(
        code: "contacts", word: .contactsTitle, page: "/contacts", needs: .readCase,
        columns: [
            ExportColumn(code: "number", word: .exportContactNumber, width: 18),
            ExportColumn(code: "started_at", word: .exportAt, width: 17),
            ExportColumn(code: "direction", word: .exportDirection),
            ExportColumn(code: "channel", word: .importChannel),
            ExportColumn(code: "caller", word: .importComplainant, isPersonal: true),
            ExportColumn(code: "phone", word: .importPhone, width: 16, isPersonal: true),
            ExportColumn(code: "organisation", word: .importOrganisation),
            ExportColumn(code: "member_number", word: .importMemberNumber),
            ExportColumn(code: "subject", word: .importSubject, width: 32),
            ExportColumn(code: "content", word: .importContent, width: 50),
            ExportColumn(code: "answer", word: .exportAnswer, width: 40),
            ExportColumn(code: "ending", word: .exportEnding), ExportColumn(code: "receiver", word: .exportPerson),
            ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "case", word: .exportNumber, width: 18),
            ExportColumn(code: "callback_at", word: .exportCallbackAt, width: 17),
        ],
        ids: { ask, tx, limit in
            try tx.contacts.page(
                ExportForms.contactFilter(ask.query, today: ask.zone.day(of: tx.now), zone: ask.zone),
                reach: ask.actor.units(permitting: .readCase),
                for: ask.actor.staff.id,
                limit: limit, offset: 0
            ).contacts.map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let contacts = try tx.contacts.find(ids)
            let names = try tx.names(of: Set(contacts.map(\.receiver)))
            let units = try tx.unitNames(of: Set(contacts.map(\.unit)))
            let numbers = try tx.cases.numbers(of: Set(contacts.compactMap(\.record.serviceCase)))
            let t = ask.language
            return cells(of: contacts, by: \.id) { contact in
                let record = contact.record
                let name = PersonName(record.caller)
                let theirs = Cover(names: [name], numbers: [record.phone].compactMap(\.self))
                let cover = { (text: String) in ask.reveals ? text : theirs(text) }
                let ending: String =
                    switch contact.state {
                    case .answered: ""
                    case .wrappedUp(let ending, _): t(ending.word)
                    case .missed: t(.exportMissed)
                    }
                return [
                    "number": .text(contact.number), "started_at": .time(contact.startedAt, ask.zone),
                    "direction": .text(t(contact.direction == .inbound ? .exportInbound : .exportOutbound)),
                    "channel": .text(t(contact.channel.word)),
                    "caller": SheetCell(
                        record.caller.isEmpty ? nil : ask.reveals ? name.revealed : name.masked),
                    "phone": SheetCell(ask.reveals ? record.phone?.revealed : record.phone?.description),
                    "organisation": SheetCell(record.organisation),
                    "member_number": SheetCell(record.memberNumber), "subject": SheetCell(cover(record.subject)),
                    "content": SheetCell(cover(record.content)), "answer": SheetCell(cover(record.answer)),
                    "ending": SheetCell(ending), "receiver": SheetCell(names[contact.receiver]),
                    "unit": SheetCell(units[contact.unit]),
                    "case": SheetCell(record.serviceCase.flatMap { numbers[$0] }),
                    "callback_at": SheetCell(contact.callback?.promisedAt, ask.zone),
                ]
            }
        })

    /// 留言条: those a person wrote or was given, as their list shows them.
    static let messages = ExportList(
        code: "messages", word: .messagesTitle, page: "/messages", needs: .readCase,
        columns: [
            ExportColumn(code: "taken_at", word: .exportAt, width: 17),
            ExportColumn(code: "taken_by", word: .exportTakenBy),
            ExportColumn(code: "for", word: .messageFor),
            ExportColumn(code: "caller", word: .messageCaller, isPersonal: true),
            ExportColumn(code: "organisation", word: .messageOrganisation),
            ExportColumn(code: "phone", word: .importPhone, width: 16, isPersonal: true),
            ExportColumn(code: "matter", word: .messageMatter, width: 40),
            ExportColumn(code: "state", word: .importState),
            ExportColumn(code: "handling", word: .messageHandling, width: 40),
            ExportColumn(code: "handled_at", word: .exportEndedAt, width: 17),
        ],
        ids: { ask, tx, limit in try tx.messages.of(ask.actor.staff.id, limit: limit).map(\.id.rawValue) },
        cells: { ask, tx, ids in
            let messages = try tx.messages.find(ids)
            let names = try tx.names(of: Set(messages.flatMap { [$0.addressee, $0.takenBy] }))
            return cells(of: messages, by: \.id) { message in
                let note = message.note
                let caller = PersonName(note.caller)
                let theirs = Cover(names: [caller], numbers: [note.phone].compactMap(\.self))
                let cover = { (text: String) in ask.reveals ? text : theirs(text) }
                return [
                    "taken_at": .time(message.takenAt, ask.zone), "taken_by": SheetCell(names[message.takenBy]),
                    "for": SheetCell(names[message.addressee]),
                    "caller": SheetCell(ask.reveals ? caller.revealed : caller.masked),
                    "organisation": SheetCell(note.organisation),
                    "phone": SheetCell(ask.reveals ? note.phone?.revealed : note.phone?.description),
                    "matter": SheetCell(cover(note.matter)), "state": .text(ask.language(message.state.word)),
                    "handling": SheetCell(message.handling.map { cover($0.text) }),
                    "handled_at": SheetCell(message.handling?.at, ask.zone),
                ]
            }
        })

    /// 督办 and 协作: what other departments still owe.
    static let slips = ExportList(
        code: "slips", word: .slipsTitle, page: "/slips", needs: .readCase,
        columns: [
            ExportColumn(code: "matter", word: .slipMatter, width: 40), ExportColumn(code: "kind", word: .slipKind),
            ExportColumn(code: "case", word: .exportNumber, width: 18),
            ExportColumn(code: "department", word: .slipDepartment), ExportColumn(code: "person", word: .slipPerson),
            ExportColumn(code: "level", word: .slipLevel), ExportColumn(code: "sent_by", word: .slipSentBy),
            ExportColumn(code: "sent_at", word: .exportAt, width: 17),
            ExportColumn(code: "need_by", word: .slipNeedBy, width: 17),
            ExportColumn(code: "promised_at", word: .slipPromised, width: 17),
            ExportColumn(code: "urged", word: .slipUrged), ExportColumn(code: "answer", word: .slipReply, width: 40),
            ExportColumn(code: "state", word: .slipState),
        ],
        ids: { ask, tx, limit in
            try tx.slips.open(
                within: ask.actor.units(permitting: .readCase), for: ask.actor.staff.id, limit: limit, offset: 0
            ).slips.map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let slips = try tx.slips.find(ids)
            let names = try tx.names(of: Set(slips.flatMap { [$0.sentBy, $0.person ?? $0.receiver] }))
            let numbers = try tx.cases.numbers(of: Set(slips.map(\.record)))
            let t = ask.language
            let covers = ask.reveals ? nil : try tx.cases.covers(of: slips.map(\.record))
            return cells(of: slips, by: \.id) { slip in
                var slip = slip
                if let covers { slip.cover(covers[slip.record]) }
                return [
                    "matter": SheetCell(slip.matter), "kind": .text(t(slip.kind.word)),
                    "case": SheetCell(numbers[slip.record]), "department": SheetCell(slip.department),
                    "person": SheetCell(names[slip.person ?? slip.receiver]),
                    "level": .text(t(slip.level.word)), "sent_by": SheetCell(names[slip.sentBy]),
                    "sent_at": .time(slip.sentAt, ask.zone), "need_by": .time(slip.needBy, ask.zone),
                    "promised_at": SheetCell(slip.promisedAt, ask.zone),
                    "urged": .number(Double(slip.urged)), "answer": SheetCell(slip.answer),
                    "state": .text(t(slip.state.word)),
                ]
            }
        })

    /// What the department has learned: symptom, cause, solution, lesson of archived cases.
    static let library = ExportList(
        code: "library", word: .libraryTitle, page: "/cases/library", needs: .readCase,
        columns: [
            ExportColumn(code: "archive_number", word: .exportArchiveNumber),
            ExportColumn(code: "number", word: .exportNumber, width: 18),
            ExportColumn(code: "subject", word: .librarySymptom, width: 32),
            ExportColumn(code: "category", word: .importCategory), ExportColumn(code: "cause", word: .exportCause),
            ExportColumn(code: "solution", word: .importSolution, width: 40),
            ExportColumn(code: "lesson", word: .importLesson, width: 40),
            ExportColumn(code: "archived_at", word: .exportAt, width: 17),
        ],
        ids: { ask, tx, limit in
            let (text, category) = ExportForms.libraryFilter(ask.query)
            return try tx.caseLibrary.lines(
                containing: text, category: category, within: ask.actor.units(permitting: .readCase), limit: limit,
                offset: 0
            ).lines.map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let rows = try tx.execute(
                """
                SELECT id, number, archive_number, subject, category, cause, solution, lesson, archived_at
                FROM service_case WHERE id IN \(list: ids) ORDER BY id LIMIT 1000
                """
            )
            let covers = ask.reveals ? nil : try tx.cases.covers(of: ids.map { Case.ID($0) })
            return try tx.byID(rows) { row in
                let cover = try covers?[row.id("id")]
                func typed(_ column: String) throws -> SheetCell {
                    let text = try row.text(ifPresent: column)
                    return SheetCell(text.map { cover?($0) ?? $0 })
                }
                return [
                    "archive_number": SheetCell(try row.text(ifPresent: "archive_number")),
                    "number": .text(try row.text("number")), "subject": try typed("subject"),
                    "category": SheetCell(try row.text("category")),
                    "cause": SheetCell(try row.text(ifPresent: "cause")),
                    "solution": try typed("solution"),
                    "lesson": try typed("lesson"),
                    "archived_at": SheetCell(try row.instant(ifPresent: "archived_at"), ask.zone),
                ]
            }
        })
}
