package import Database
import Handbook
import Kernel
package import Web

/// What the features bring into the house: who sits there, who may listen, what is done by itself, and all the pages.
package struct Furnishing: Sendable {
    package let sessions: any Sessions
    package let tokens: any ApiTokens
    package let chores: [Chore] = Chore.house + Chore.features

    /// What goes on beside the answers and is no chore, since it takes longer than a transaction may.
    package let care: ContentCare
    package let categoryTraining: CategoryTrainingCare
    package let rosterProposals: RosterProposalCare
    package let mail: MailboxCare
    package let mailCourier: MailCourier
    private let slowStatement: Duration

    private let desk: Workplace
    private let door: SignIn

    /// Without a way to mail servers there are mailboxes all the same, and nobody answers.
    package init(database: any Database, configuration: Configuration, mail way: MailWay? = nil) {
        var rules = SessionRules.house
        rules.longest = configuration.sessionLength
        rules.idleEnd = configuration.sessionIdle
        // A screen that never locks by itself is one whose session ends first.
        rules.idleLock = configuration.lockAfter ?? configuration.sessionIdle
        rules.firstPassword = configuration.firstPassword
        sessions = StaffSessions(database: database, rules: rules, zone: configuration.zone)
        let scanner = configuration.scanner.map { ScannerThread(socket: $0) }
        care = ContentCare(database: database, scanner: scanner, previews: PreviewThread())
        categoryTraining = CategoryTrainingCare(database: database)
        rosterProposals = RosterProposalCare(database: database)
        mail = MailboxCare(database, way: way ?? .none, isScanning: scanner != nil)
        mailCourier = MailCourier(database, way: way ?? .none)
        tokens = ProgramTokens(database: database, zone: configuration.zone)
        desk = Workplace(
            database: database, idleMinutes: configuration.lockAfter.map { Int($0.milliseconds / 60_000) } ?? 0,
            isScanning: scanner != nil)
        slowStatement = configuration.slowStatement
        door = SignIn(database: database, passwords: PasswordThread(), rules: rules)
    }

    /// Whether a person may be told that something about this topic has changed. The news itself is fetched again,
    /// with that person's rights; still, nobody hears of records they may not know of.
    package var mayListen: MayListen {
        { [desk] viewer, topic in
            let parts = topic.split(separator: ":", maxSplits: 1).map(String.init)
            do {
                return try await desk.database.read { tx in
                    let actor = try tx.actor(Staff.ID(viewer.id))
                    switch parts.first {
                    case "staff": return parts.last == viewer.id
                    case "import":
                        guard let id = parts.dropFirst().first else { return false }
                        return (try? tx.imports.open(Import.ID(id), by: actor)) != nil
                    case "export":
                        guard let id = parts.dropFirst().first else { return false }
                        return (try? tx.exports.open(Export.ID(id), by: actor)) != nil
                    case "proposal":
                        guard let id = parts.dropFirst().first else { return false }
                        return (try? tx.rosterProposals.open(RosterProposal.ID(id), by: actor)) != nil
                    case "cases": return actor.holds(.readCase)
                    case "wall":
                        return actor.holds(.reassignCase) || actor.holds(.readAdherence) || actor.holds(.workCase)
                    case "case", "watch", "held":
                        guard parts.count == 2, let record = try tx.cases.find(Case.ID(parts[1])) else { return false }
                        return actor.may(.readCase, in: record.unit, isOwn: record.concerns(actor.staff.id))
                    default: return false
                    }
                }
            } catch {
                return false
            }
        }
    }

    /// An error is shown inside the house when we know who sees it, with the same rail as on every other page. Where
    /// the person cannot be looked up (the error may come from there), there is no frame.
    package var errorFrame: ErrorFrame {
        { [desk] viewer, title, content in
            let found = try? await desk.database.read { tx in
                let actor = try tx.actor(Staff.ID(viewer.id))
                return (Section.navigation(for: actor), try tx.caseTabs.of(actor), actor.holds(.createCase))
            }
            guard let (navigation, tabs, mayCreate) = found else { return nil }
            var frame = Frame(viewer: viewer, title: title, section: "", navigation: navigation)
            frame.tabs = CaseTabPages(tabs: tabs, here: nil, viewer: viewer).html
            frame.quick = mayCreate ? desk.quick(viewer.language) : nil
            return frame.page(content: content)
        }
    }

    /// What programs can do.
    var operations: [ApiOperation] {
        CaseApiRoutes.operations(desk) + AttachmentApiRoutes.operations(desk) + CustomerApiRoutes.operations(desk)
            + ContactApiRoutes.operations + MessageApiRoutes.operations + MailApiRoutes.operations
            + SlipApiRoutes.operations(desk)
            + SearchApiRoutes.operations + WorkApiRoutes.operations + ReportApiRoutes.operations
            + DigestApiRoutes.operations(desk)
            + PlaceApiRoutes.operations + ExchangeApiRoutes.operations(desk) + CaseBatchApiRoutes.operations
            + CaseSampleApiRoutes.operations + PaperApiRoutes.operations(desk) + WallApiRoutes.operations
            + WritingApiRoutes.operations + ReceptionChannelApiRoutes.operations + OtherApiRoutes.operations
            + DayApiRoutes.operations + DutyAnswerApiRoutes.operations
    }

    package func addRoutes(to web: WebServer) {
        SignInRoutes(door: door).add(to: web.visitors)
        AccountRoutes(desk: desk, door: door).add(to: web.signedIn)
        PeopleRoutes(desk: desk, door: door).add(to: web.signedIn)
        PersonActRoutes(desk: desk, door: door).add(to: web.signedIn)
        MyDayRoutes(desk: desk).add(to: web.signedIn)
        AttachmentRoutes(desk: desk).add(to: web.signedIn)
        PaperRoutes(desk: desk).add(to: web.signedIn)
        ContactRoutes(desk: desk).add(to: web.signedIn)
        VitalRoutes(desk: desk, chores: RunningChores(chores, on: desk.database), slow: slowStatement).add(
            to: web.signedIn)
        MailboxRoutes(desk: desk, way: mail.way).add(to: web.signedIn)
        MailLetterRoutes(desk: desk).add(to: web.signedIn)
        MessageRoutes(desk: desk).add(to: web.signedIn)
        ReceptionChannelRoutes(desk: desk).add(to: web.signedIn)
        RosterRoutes(desk: desk).add(to: web.signedIn)
        RosterProposalRoutes(desk: desk).add(to: web.signedIn)
        ShiftFeedRoutes(desk: desk).add(to: web.visitors)
        LineBoardRoutes(desk: desk).add(to: web.signedIn)
        DutyRoutes(desk: desk).add(to: web.signedIn)
        DutyLogRoutes(desk: desk).add(to: web.signedIn)
        ApprovalRoutes(desk: desk).add(to: web.signedIn)
        LeaveRoutes(desk: desk).add(to: web.signedIn)
        ShiftSwapRoutes(desk: desk).add(to: web.signedIn)
        HandoverRoutes(desk: desk).add(to: web.signedIn)
        AttendanceRoutes(desk: desk).add(to: web.signedIn)
        AttendanceTeamRoutes(desk: desk).add(to: web.signedIn)
        ClockCorrectionRoutes(desk: desk).add(to: web.signedIn)
        DeviceFileRoutes(desk: desk).add(to: web.signedIn)
        LeavePostRoutes(desk: desk).add(to: web.signedIn)
        OvertimeRoutes(desk: desk).add(to: web.signedIn)
        PreShiftCheckRoutes(desk: desk).add(to: web.signedIn)
        DispatchRoutes(desk: desk).add(to: web.signedIn)
        DailyReportRoutes(desk: desk).add(to: web.signedIn)
        DayPlanRoutes(desk: desk).add(to: web.signedIn)
        CaseRoutes(desk: desk).add(to: web.signedIn)
        CaseLibraryRoutes(desk: desk).add(to: web.signedIn)
        SlipRoutes(desk: desk).add(to: web.signedIn)
        CaseSampleRoutes(desk: desk).add(to: web.signedIn)
        CaseTalkRoutes(desk: desk).add(to: web.signedIn)
        CaseTabRoutes(desk: desk).add(to: web.signedIn)
        WatcherRoutes(desk: desk).add(to: web.signedIn)
        QuickTextRoutes(desk: desk).add(to: web.signedIn)
        CaseBatchRoutes(desk: desk).add(to: web.signedIn)
        SavedViewRoutes(desk: desk).add(to: web.signedIn)
        SearchRoutes(desk: desk).add(to: web.signedIn)
        CustomerRoutes(desk: desk).add(to: web.signedIn)
        WallRoutes(desk: desk).add(to: web.signedIn)
        PresenceRoutes(desk: desk).add(to: web.signedIn)
        OfferRoutes(desk: desk).add(to: web.signedIn)
        LineRoutes(desk: desk).add(to: web.signedIn)
        ExceptionRoutes(desk: desk).add(to: web.signedIn)
        AdherenceRoutes(desk: desk).add(to: web.signedIn)
        DigestRoutes(desk: desk).add(to: web.signedIn)
        FigureRoutes(desk: desk).add(to: web.signedIn)
        CategoryHintRoutes(desk: desk).add(to: web.signedIn)
        HandbookRoutes(desk: desk).add(to: web.signedIn)
        CalendarRoutes(desk: desk).add(to: web.signedIn)
        ImportRoutes(desk: desk).add(to: web.signedIn)
        ExportRoutes(desk: desk).add(to: web.signedIn)
        ExchangeRoutes(desk: desk).add(to: web.signedIn)
        AuditRoutes(desk: desk).add(to: web.signedIn)
        PaletteRoutes(desk: desk).add(to: web.signedIn)
        IntegrationRoutes(desk: desk).add(to: web.signedIn)
        ApiRunnerRoutes(desk: desk, operations: operations).add(to: web.programs)
        ApiDescriptionRoutes(operations: operations).add(to: web.visitors)
    }
}

extension Chore {
    /// What the features do by themselves, beside the house's own.
    static let features: [Chore] =
        [
            .obligationMoments, .obligationRounds, .caseResuming, .customerIndexing, .calendarRecount,
            .handbookTakeEffect, .handbookReading, .handbookReview, .signInForgetting, .searchReading, .searchTidying,
            .presenceLapsing,
            .receptionLooking, .offerLapsing, .poolRetrying, .contentForgetting, .webhookTelling, .apiForgetting,
            .rosterEntering, .rosterLooking, .rosterOwing, .dayDigest,
            .weekDigest, .digestDue, .caseSampling,
        ] + imports + exports + [.heldReplies, .watchForgetting, .categoryTraining]
        + [.lookupForgetting]
        + [.intakeForgetting]
        + [.heldLetters, .letterFollowing, .vitalForgetting]
        + [.adherenceCounting]
        + [.leavePassing, .annualLeaveGranting, .swapPassing, .handoverOpening]
        + [.attendanceOpening, .postOverrunning, .overtimeSettling]
        + [.dayPlanLaying, .dayStepOpening, .dayPlanClosing]
        + [.callbackPassing]
}
