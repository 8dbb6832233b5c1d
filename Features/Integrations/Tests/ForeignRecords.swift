import Database
import Foundation
import Handbook
import Kernel
import Testkit

@testable import Desk

/// One record of every kind, all of one estate, and where in the addresses of the house each kind stands.
struct ForeignRecords: Sendable {
    /// Records of a kind.
    struct Kind: Sendable {
        /// the beginning of its addresses, up to the id
        let prefix: String
        let id: String
        /// what stands for other places of the address
        var parts: [String: String] = [:]
        /// Belongs to one person: even their superior is a stranger to it.
        var isPersonal = false
        /// Everybody in the department may look at it; to change it needs a right.
        var isOpen = false
        /// An act on a list of one's own: it answers alike whatever the id, and changes nothing of anybody else.
        var isOwnList = false
    }

    let kinds: [Kind]
    let record: Case.ID
    /// Parts of the records, by the word that stands before them in an address.
    let parts: [String: String]
    let proposal: String

    /// Addresses whose places are no ids of records: names of a closed set.
    static let sets = ["/reports/{figure}", "/imports/templates/{kind}"]

    /// The kind whose addresses a route belongs to: the one with the longest beginning.
    func kind(of route: String) -> Kind? {
        let path = route.split(separator: " ").last.map(String.init) ?? ""
        let plain = path.hasPrefix("/api/v1") ? String(path.dropFirst(7)) : path
        return kinds.filter { plain == "\($0.prefix)/{id}" || plain.hasPrefix("\($0.prefix)/{id}/") }
            .max { $0.prefix.count < $1.prefix.count }
    }

    static func lay(in house: ApiHouse, owner account: String, boss: String, of unit: String) async throws
        -> ForeignRecords
    {
        let (owner, boss) = (house.person(account), house.person(boss))
        let unit = house.department.units[unit] ?? "none"
        let version = house.department.version
        let (record, made) = try await house.database.write { tx in
            let (actor, chief) = (try tx.actor(owner), try tx.actor(boss))
            let record = try tx.cases.register(intake(in: unit), by: actor)
            let made = try lay(tx, record, actor, chief, version)
            return (record.id, made)
        }
        let picture = try await house.upload(
            "/cases/\(record)/attachments", token: house.token(of: owner), files: [("a.png", picture)])
        let attachment = picture["entries.0.id"] ?? "none"
        return ForeignRecords(
            kinds: [
                Kind(
                    prefix: "/cases", id: record.rawValue,
                    parts: ["form": CaseForm.register.rawValue, "part": made["promise"] ?? ""]),
                Kind(prefix: "/contacts", id: made["contact"] ?? ""),
                Kind(prefix: "/mailboxes", id: made["mailbox"] ?? "", parts: ["part": made["letter"] ?? ""]),
                Kind(prefix: "/messages", id: made["message"] ?? ""),
                Kind(prefix: "/reception-channels", id: made["reception"] ?? "", parts: ["part": "018f"]),
                Kind(prefix: "/customers", id: made["customer"] ?? "", parts: ["part": made["point"] ?? ""]),
                Kind(prefix: "/customers/merges", id: made["merge"] ?? ""),
                Kind(prefix: "/customers/erasures", id: made["erasure"] ?? ""),
                Kind(prefix: "/slips", id: made["slip"] ?? ""),
                Kind(prefix: "/quality-issues", id: made["issue"] ?? ""),
                Kind(prefix: "/problems", id: made["problem"] ?? ""),
                Kind(prefix: "/case-views", id: made["view"] ?? "", isPersonal: true),
                Kind(prefix: "/obligations", id: made["obligation"] ?? ""),
                Kind(prefix: "/exceptions", id: made["exception"] ?? ""),
                Kind(prefix: "/offers", id: made["offer"] ?? "", isPersonal: true),
                Kind(prefix: "/wall/reassignments", id: made["reassignment"] ?? ""),
                Kind(prefix: "/notices", id: made["notice"] ?? "", isPersonal: true),
                Kind(prefix: "/imports", id: made["import"] ?? ""),
                Kind(prefix: "/exports", id: made["export"] ?? ""),
                Kind(prefix: "/digests", id: made["digest"] ?? "", parts: ["part": "018f"]),
                Kind(prefix: "/countermeasures", id: made["measure"] ?? ""),
                Kind(prefix: "/samples", id: made["sample"] ?? ""),
                Kind(prefix: "/leave", id: made["leave"] ?? ""),
                Kind(prefix: "/shift-swaps", id: made["swap"] ?? ""),
                Kind(prefix: "/handovers", id: made["handover"] ?? "", parts: ["part": made["matter"] ?? ""]),
                Kind(prefix: "/lines", id: made["line"] ?? "", parts: ["part": owner.rawValue]),
                Kind(prefix: "/integrations/tokens", id: made["token"] ?? "", isPersonal: true),
                Kind(prefix: "/integrations/webhooks", id: made["webhook"] ?? "", isPersonal: true),
                Kind(prefix: "/webhooks", id: made["webhook"] ?? "", isPersonal: true),
                Kind(prefix: "/me/sessions", id: made["session"] ?? "", isPersonal: true),
                Kind(prefix: "/units", id: unit.rawValue),
                Kind(prefix: "/reception-channels", id: made["channel"] ?? "", parts: ["part": "018f"]),
                Kind(prefix: "/quick-texts", id: made["quick"] ?? "", isPersonal: true),
                Kind(prefix: "/case-tabs", id: record.rawValue, isOwnList: true),
                Kind(prefix: "/rosters", id: made["roster"] ?? "", parts: ["part": made["shift"] ?? ""]),
                Kind(prefix: "/rosters/terms", id: unit.rawValue, parts: ["part": made["group"] ?? ""]),
                Kind(prefix: "/roster-terms", id: unit.rawValue),
                Kind(prefix: "/duties", id: unit.rawValue, parts: ["part": made["duty entry"] ?? ""]),
                Kind(prefix: "/line-boards", id: unit.rawValue),
                Kind(prefix: "/shifts", id: made["shift"] ?? ""),
                Kind(prefix: "/shift-wishes", id: made["wish"] ?? "", isPersonal: true),
                // Whoever has the secret address reads it: a telephone does not sign in.
                Kind(prefix: "/shift-calendars", id: made["feed"] ?? "", isOpen: true),
                Kind(prefix: "/attendance/sheets", id: made["sheet"] ?? ""),
                Kind(prefix: "/attendance/files", id: made["device-file"] ?? ""),
                Kind(prefix: "/clock-corrections", id: made["correction"] ?? ""),
                Kind(prefix: "/leave-posts", id: made["leave-post"] ?? ""),
                Kind(prefix: "/overtime", id: made["overtime"] ?? ""),
                Kind(prefix: "/pre-shift", id: made["own shift"] ?? ""),
                Kind(prefix: "/dispatches", id: made["dispatch"] ?? ""),
                Kind(prefix: "/daily-reports", id: made["daily report"] ?? ""),
                Kind(prefix: "/day-plans", id: made["day-plan"] ?? "", parts: ["part": made["day-step"] ?? ""]),
                // Who works here, by which handbook and at what hours is no secret in a department.
                Kind(prefix: "/people", id: owner.rawValue, isOpen: true),
                Kind(prefix: "/people/appointments", id: made["appointment"] ?? "", isOpen: true),
                Kind(prefix: "/people/delegations", id: made["delegation"] ?? "", isOpen: true),
                Kind(prefix: "/handbook", id: version.rawValue, isOpen: true),
                Kind(prefix: "/calendars", id: unit.rawValue, isOpen: true),
                // The longer beginning counts: a file of the case.
                Kind(prefix: "/cases/\(record)/attachments", id: attachment),
            ], record: record,
            parts: [
                "attachments": attachment, "promises": made["promise"] ?? "", "contact-points": made["point"] ?? "",
                "proposals": made["proposal"] ?? "", "compensations": made["compensation"] ?? "",
                "contacts": made["person"] ?? "", "shifts": made["shift"] ?? "", "duties": made["duty"] ?? "",
                "groups": made["group"] ?? "",
            ], proposal: made["roster proposal"] ?? "")
    }

    /// Everything but files, in one transaction; by the name of the kind.
    private static func lay(
        _ tx: Transaction, _ record: Case, _ owner: Actor, _ boss: Actor, _ version: HandbookVersion.ID
    ) throws -> [String: String] {
        var made: [String: String] = [:]
        let unit = record.unit
        let customer = try tx.customers.find(record.customer ?? "")
        made["customer"] = customer?.id.rawValue
        made["point"] = try customer.flatMap { try tx.customers.contactPoints(of: $0.id).first?.id.rawValue }
        if let customer {
            try tx.customers.add(NewContact(name: "周嫂"), to: customer.id, by: owner)
            made["person"] = try tx.customers.contacts(of: customer.id).first?.id.rawValue
        }
        made["promise"] = try tx.cases.file(record.id).promises.first?.id.rawValue
        let contact = try tx.contacts.begin(.phone, in: unit, by: owner)
        made["contact"] = contact.id.rawValue
        let mailbox = try Mailbox.enter(
            id: tx.ids.make(), unit,
            Mailbox.Facts(
                address: "estate@example.cn", sender: "",
                fetching: Mailbox.Server(host: "imap.example.cn", port: 993, line: .tls), user: "estate",
                since: tx.now), secret: "x", by: boss.staff.id, at: tx.now)
        try tx.mailboxes.insert(mailbox)
        made["mailbox"] = mailbox.id.rawValue
        let head = MailLetter.Head(
            subject: "停车费", from: MailAddress(name: "住户", address: "home@example.cn"), messageID: "home@example.cn")
        try tx.mailLetters.receive(
            FetchedLetter(
                digest: "estate", place: Mailbox.Place(validity: 1, uid: 1), arrivedAt: tx.now, size: 1, head: head,
                text: "请问怎么交", kind: .personal, isCut: false, wantsReceipt: false, files: []), at: mailbox)
        made["letter"] = try tx.mailLetters.page(of: mailbox.id, limit: 1, offset: 0).letters.first?.id.rawValue
        made["message"] = try tx.messages.take(
            Message.Note(caller: "王师傅", matter: "请回电"), for: boss.staff.id, in: unit, contact: nil, by: owner
        ).id.rawValue
        let hours = [WeekHours(typed: "每天 08:00-20:00")].compactMap(\.self)
        let line = ReceptionChannel.Facts(kind: .hotline, name: "服务热线", address: "021-60008000")
        made["reception"] = try tx.receptionChannels.enter(
            ReceptionPlan(unit: unit, facts: line, hours: hours), by: boss
        ).id.rawValue
        let twins = try ["周一", "周二"].map { name in
            try tx.customers.open(
                CustomerFacts(kind: .person, name: name), phone: PhoneNumber(typed: "13900139000"), in: unit, by: boss)
        }
        _ = try tx.customers.merge(
            twins[0].id, into: twins[1].id, choosing: MergeChoice(fromAbsorbed: []), because: "同一人", by: boss)
        made["merge"] = try tx.customers.merges(of: twins[1].id).first?.id.rawValue
        try tx.customers.askErasure(twins[1].id, .anonymise, because: "客户要求", by: boss)
        made["erasure"] = try tx.customers.erasures(of: twins[1].id).first?.id.rawValue
        for (kind, id) in try layParts(tx, record) { made[kind] = id }
        made["slip"] = try tx.slips.send(
            SlipOrder(
                kind: .supervision, department: "工程部", receiver: boss.staff.id, matter: "修灯", level: .ordinary,
                needBy: tx.now + .hours(4)), on: record.id, by: owner
        ).id.rawValue
        made["issue"] = try tx.caseLibrary.note(
            QualityIssue.Text(product: "灯", batch: "", defect: "不亮", store: ""), of: record.id, by: owner
        ).id.rawValue
        let problem = Problem(id: tx.ids.make(), number: "P-1", unit: unit, cause: "老化", openedAt: tx.now)
        try tx.caseLibrary.save(problem)
        made["problem"] = problem.id.rawValue
        made["quick"] = try tx.quickTexts.add("问候", "您好", sharedWith: nil, by: owner).id.rawValue
        made["view"] = try tx.savedViews.add(named: "我的", "view=open", sharedWith: nil, by: owner).id.rawValue
        let owed = try tx.obligations.open(of: record.subject)
        made["obligation"] = owed.first?.id.rawValue
        if let first = owed.first {
            try tx.exceptions.request(
                [first.clause], of: record.id, obligation: first.id, because: "配件未到", by: owner)
        }
        made["exception"] = try tx.exceptions.about(record.subject).first?.id.rawValue
        made["import"] = try tx.imports.begin(
            .cases, into: unit, from: "", Import.File(name: "a.csv", size: 1, digest: ""), by: boss
        ).id.rawValue
        made["export"] = try tx.exports.request(
            ExportWish(
                list: "cases", query: "view=open", columns: ["number"], reason: "月报", reveals: false,
                language: .chinese), by: boss, in: .shanghai
        ).id.rawValue
        made["digest"] = try tx.digests.begin(unit, Digest.Month(of: Day(2025, 12, 1)), by: boss).id.rawValue
        try tx.digests.plan(
            Digest.ID(made["digest"] ?? ""), text: "收银双人复核", owner: boss.staff.id, due: Day(2099, 1, 1), by: boss)
        made["measure"] = try tx.countermeasures.of(Digest.ID(made["digest"] ?? "")).first?.id.rawValue
        let draw = CaseSample.Draw(
            id: tx.ids.make(), unit: unit, clause: "8.11", version: record.version, period: "2025-12",
            from: tx.now - .days(30), until: tx.now, seed: "seed", population: 1, drawn: 1, at: tx.now)
        try tx.caseSamples.insert(draw)
        let sample = CaseSample(id: tx.ids.make(), draw: draw.id, record: record.id, unit: unit, drawnAt: tx.now)
        try tx.caseSamples.insert(sample)
        made["sample"] = sample.id.rawValue
        made["token"] = try tx.apiTokens.issue(
            name: "报表", scopes: ["cases:read"], until: tx.now + .days(3), secret: "qt_foreign", by: chief(of: tx)
        ).id.rawValue
        made["webhook"] = try tx.webhooks.subscribe(
            to: "https://crm.example/x", kinds: [.caseReported], secret: "s", by: chief(of: tx)
        ).id.rawValue
        made["appointment"] = try tx.execute(
            "SELECT id FROM appointment WHERE staff_id = \(owner.staff.id) ORDER BY id LIMIT 1"
        ).first?.text("id")
        for (kind, id) in try layShifts(tx, record, owner, boss) { made[kind] = id }
        for (kind, id) in try layRows(tx, record, owner) { made[kind] = id }
        for (kind, id) in try layRosters(tx, unit, owner, boss) { made[kind] = id }
        for (kind, id) in try layAttendance(tx, unit, owner) { made[kind] = id }
        for (kind, id) in try layReports(tx, owner, boss) { made[kind] = id }
        return made
    }

    /// Whose posts may have tokens.
    private static func chief(of tx: Transaction) throws -> Actor {
        let people = try tx.execute("SELECT id FROM staff ORDER BY account LIMIT 100").map { row -> Staff.ID in
            try row.id("id")
        }
        for person in people {
            let actor = try tx.actor(person)
            if actor.holds(.useInterface), actor.holds(.decideCase) { return actor }
        }
        throw NotFound()
    }

    /// What a case has only late on its way.
    private static func layParts(_ tx: Transaction, _ record: Case) throws -> [String: String] {
        try tx.execute(
            """
            INSERT INTO proposal (id, case_id, number, round, body, cost_fen, benefit, author_id, made_at, offered)
            VALUES ('proposal-1', \(record.id), 1, 1, '换灯', 0, '', \(record.firstReceiver), \(tx.now), 0)
            """
        )
        return ["proposal": "proposal-1", "compensation": "compensation-1"]
    }

    /// What comes about by itself in a running department.
    private static func layRows(_ tx: Transaction, _ record: Case, _ owner: Actor) throws -> [String: String] {
        let (line, offer, move, session) = ("line-1", "offer-1", "move-1", "session-1")
        try tx.execute(
            """
            INSERT INTO work_line (id, unit_id, name, is_open, types, severities, sources, channels, categories, method,
                keeps_first_receiver, prefers_last_handler, prefers_nearest, minutes_to_take, refusals_allowed, turn)
            VALUES (\(line), \(record.unit), '报修', 1, '', '', '', '', '', 'round-robin', 0, 0, 0, 10, 3, 0)
            """
        )
        // Why it was this person is no matter here.
        try tx.execute(
            """
            INSERT INTO case_offer (id, case_id, line_id, staff_id, at, lapses_at, because, state, reason)
            VALUES (\(offer), \(record.id), \(line), \(owner.staff.id), \(tx.now), \(tx.now + .hours(1)),
                    \(try textOfJSON(Because(line: "报修", name: "田野", ground: .only, load: 0))), 'open', '')
            """
        )
        try tx.execute(
            """
            INSERT INTO case_reassignment (id, case_id, from_staff, to_staff, by_staff, at, reason)
            VALUES (\(move), \(record.id), NULL, \(owner.staff.id), \(owner.staff.id), \(tx.now), '负荷')
            """
        )
        try tx.execute(
            """
            INSERT INTO session (id, token_hash, staff_id, agent_hash, agent, address, started_at, seen_at)
            VALUES (\(session), 'h', \(owner.staff.id), '', '', '', \(tx.now), \(tx.now))
            """
        )
        try tx.execute(
            """
            INSERT INTO reception_channel (id, unit_id, kind, name, address, published, standard, forward, hours)
            VALUES ('channel-1', \(record.unit), 'counter', '前台', '', '', '', '', '')
            """
        )
        let event = try tx.execute("SELECT id FROM event ORDER BY at, id LIMIT 1").first?.text("id") ?? ""
        try tx.execute(
            """
            INSERT INTO notice (id, staff_id, event_id, kind, subject_kind, subject_id, at)
            VALUES ('notice-1', \(owner.staff.id), \(event), 'case.reported', 'case', \(record.id), \(tx.now))
            """
        )
        let boss = try tx.execute("SELECT id FROM staff WHERE account = 'baixue'").first
        let held = try tx.execute(
            "SELECT post, unit_id FROM appointment WHERE staff_id = \(owner.staff.id) ORDER BY id LIMIT 1"
        ).first
        try tx.execute(
            """
            INSERT INTO delegation
                (id, from_staff_id, to_staff_id, post, unit_id, starts_at, ends_at, reason, given_by)
            VALUES ('delegation-1', \(owner.staff.id), \(boss?.text("id")), \(held?.text("post")),
                    \(held?.text("unit_id")), \(tx.now), \(tx.now + .hours(9)), '休假', \(owner.staff.id))
            """
        )
        return [
            "delegation": "delegation-1", "channel": "channel-1", "notice": "notice-1", "line": line, "offer": offer,
            "reassignment": move,
            "session": session,
        ]
    }

    /// A week that people work by, with an open shift and a duty; a draft for which a roster is proposed; a wish, a calendar.
    private static func layRosters(
        _ tx: Transaction, _ unit: Desk.Unit.ID, _ owner: Actor, _ boss: Actor
    ) throws -> [String: String] {
        try tx.rosters.takeOver(in: unit, by: boss)
        let first = Zone.shanghai.day(of: tx.now).advanced(by: 7)
        let roster = try tx.rosters.make(in: unit, first...first.advanced(by: 6), by: [], by: boss)
        let shift = try tx.rosters.add(
            ShiftPlan(
                staff: nil, template: nil, hours: TimeOfDay.at(9)..<TimeOfDay.at(18), day: first, group: nil, line: nil,
                post: "",
                mentor: nil), to: roster.id, because: "", version: nil, by: boss)
        let duty = try tx.duties.arrange(
            .duty, .at(18)..<(.at(22)), on: first, primary: owner.staff.id, backup: nil, phone: "", in: roster.id,
            because: "", version: nil, by: boss)
        try tx.execute(
            """
            UPDATE roster SET state = 'published', published_by = \(boss.staff.id), published_at = \(tx.now)
            WHERE id = \(roster.id)
            """
        )
        let draft = try tx.rosters.make(in: unit, first.advanced(by: 7)...first.advanced(by: 13), by: [], by: boss)
        let proposal = try tx.rosterProposals.ask(draft.id, seconds: 5, by: boss)
        try tx.shiftWishes.wish(.off, code: "", strength: 1, on: first, in: .shanghai, by: owner)
        let wish = try tx.shiftWishes.of(owner.staff.id, from: first).first
        try tx.shiftFeeds.make("f00d", by: owner)
        let entry = DutyLogEntry(
            id: tx.ids.make(), duty: duty.id, unit: unit,
            draft: DutyLogEntry.Draft(what: .call, at: duty.span.lowerBound, matter: "来电", follow: "回电"),
            by: owner.staff.id, enteredAt: tx.now)
        try tx.dutyLogs.insert(entry)
        return [
            "roster": roster.id.rawValue, "shift": shift.id.rawValue, "duty": duty.id.rawValue,
            "duty entry": entry.id.rawValue,
            "roster proposal": proposal.id.rawValue, "wish": wish?.id.rawValue ?? "", "feed": "f00d",
            "group": try tx.shiftGroups.of(unit).first?.id.rawValue ?? "",
        ]
    }

    /// A shift that somebody is on, with everything that may be asked about it.
    private static func layAttendance(_ tx: Transaction, _ unit: Desk.Unit.ID, _ owner: Actor) throws -> [String:
        String]
    {
        let staff = owner.staff.id
        let today = Zone.shanghai.day(of: tx.now)
        var roster = try Roster.make(
            id: "roster-1", unit: unit, from: today.firstOfMonth, until: today.lastOfMonth, by: staff, at: tx.now)
        try tx.rosters.insert(roster)
        try roster.publish(by: staff, at: tx.now)
        try tx.rosters.save(roster)
        let shift: ShiftAssignment.ID = "shift-1"
        try tx.shifts.insert([
            ShiftAssignment(
                id: shift, roster: roster.id, unit: unit, staff: staff, day: today,
                span: (tx.now - .hours(1))..<(tx.now + .hours(8)), enteredBy: staff, enteredAt: tx.now)
        ])
        let correction = try tx.clockCorrections.ask(
            ClockCorrection.Plan(kind: .in, at: tx.now - .hours(1), reason: "忘记打卡", proof: ""), by: owner)
        let post = try tx.leavePosts.ask(minutes: 10, because: "取药", by: owner)
        let overtime = try tx.overtimes.ask(
            Overtime.Plan(
                hours: (tx.now + .hours(10))..<(tx.now + .hours(11)), reason: "交接", compensation: .pay), by: owner)
        try tx.preShiftChecks.make(Set(PreShiftCheck.Item.allCases), "", by: owner)
        let sheet = AttendanceSheet(
            id: tx.ids.make(), unit: unit, staff: staff, month: today.firstOfMonth.advanced(by: -1).firstOfMonth,
            openedAt: tx.now)
        try tx.attendanceSheets.insert(sheet)
        let file = DeviceFile(
            id: tx.ids.make(), unit: unit, name: "一月.csv", device: "前台", digest: "d", rows: 0, taken: 0,
            enteredBy: staff, enteredAt: tx.now)
        try tx.deviceFiles.insert(file, [])
        let plan = DayPlan(
            id: tx.ids.make(), unit: unit, code: "day", name: "每日流程", english: "The day", takers: .each, day: today,
            slot: shift.rawValue, isRostered: true, owner: staff, span: (tx.now - .hours(1))..<(tx.now + .hours(8)),
            closesAt: tx.now + .hours(9), laidAt: tx.now)
        let step = DayStep(
            id: tx.ids.make(), plan: plan.id, place: 0,
            terms: DayStep.Terms(
                code: "walk", name: "巡楼", english: "Walk round", measure: "", expected: nil, isConfirmed: true, link: ""
            ),
            at: tx.now, dueAt: tx.now + .hours(1), owedBy: staff)
        try tx.dayPlans.insert(plan, [step])
        return [
            "day-plan": plan.id.rawValue, "day-step": step.id.rawValue,
            "own shift": shift.rawValue, "correction": correction.id.rawValue, "leave-post": post.id.rawValue,
            "overtime": overtime.id.rawValue, "sheet": sheet.id.rawValue, "device-file": file.id.rawValue,
        ]
    }

    /// A command of the boss, and the report of yesterday, handed in.
    private static func layReports(_ tx: Transaction, _ owner: Actor, _ boss: Actor) throws -> [String: String] {
        let given = try tx.dispatches.give(
            Dispatch.Plan(text: "去大堂接待", wantedBy: tx.now + .hours(1)), to: .person(owner.staff.id), by: boss)
        let report = try tx.dailyReports.begin(by: owner)
        try tx.dailyReports.handIn(report.id, DailyReport.Words(problems: "无", plan: ["回访三户"]), by: owner)
        try tx.dailyReports.read(report.id, saying: "好", by: boss)
        return ["dispatch": given.first?.id.rawValue ?? "", "daily report": report.id.rawValue]
    }

    static func intake(in unit: Desk.Unit.ID) -> Intake {
        Intake(
            unit: unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary, complainant: "周建国",
            phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
            report: Case.Report(
                subject: "楼道灯不亮", content: "三天未修", demand: "尽快修好", category: "公共设施", product: "楼道灯",
                place: "1栋2单元301"),
            promise: Intake.Pledge(text: "今晚回电", due: TimeMachine.start + .hours(6), isAgreed: true))
    }

    private static let picture = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")!)
}
